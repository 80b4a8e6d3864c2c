import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import type { AnyAuthMethod, AuthenticationType, KeyboardInteractiveAuthMethod, ParsedKey } from "ssh2";
import { type Access, targetType } from "../../../../shared/targets/index.ts";
import { AccessInvalid } from "../errors.ts";
import { type SshSettings, sshFolder } from "./sftp-ssh-config.ts";

/** The library, loaded when it is first needed. */
export type Ssh2 = typeof import("ssh2");

const USUAL_KEYS = ["id_ed25519", "id_ecdsa", "id_rsa"];
const WINDOWS_AGENT = "\\\\.\\pipe\\openssh-ssh-agent";

/** What a user has to prove who they are with, in the order in which it is offered. */
export interface LoginFacts {
  readonly location: string;
  readonly user: string;
  readonly access: Access;
  readonly settings: SshSettings;
}

/**
 * What was given for this place goes first: servers count what fails, and an agent with many keys would use up all tries before
 * it. Then the agent, then the keys in the user's settings and folder that open without asking.
 *
 * @returns what makes the methods for one go at logging in: those that answer questions know what they were asked
 * @throws {AccessInvalid} the key file given cannot be used
 */
export async function loginMethods(ssh2: Ssh2, facts: LoginFacts): Promise<() => AnyAuthMethod[]> {
  const { user: username, access } = facts;
  const { keyFile = "", password = "" } = access;
  const given = keyFile === "" ? [] : [await givenKey(ssh2, keyFile, facts)];
  const found = keyFile === "" ? await foundKeys(ssh2, facts) : [];
  const agent = agentOf(facts);
  const withKey = (key: ParsedKey): AnyAuthMethod => ({ type: "publickey", username, key });
  return () => [
    ...given.map(withKey),
    ...(password === "" ? [] : [{ type: "password", username, password } as const, answering(username, password)]),
    ...(agent === undefined ? [] : [{ type: "agent", username, agent } as const]),
    ...found.map(withKey),
  ];
}

/** The next of `left` that the server would take, taken out. */
export function nextMethod(left: AnyAuthMethod[], allowed: readonly AuthenticationType[]): AnyAuthMethod | undefined {
  const at = left.findIndex(({ type }) => allowed.includes(type === "agent" ? "publickey" : type));
  const [method] = at < 0 ? [] : left.splice(at, 1);
  // The same password, asked for in another way, would only count as one more failure.
  const other = method?.type === "password" ? left.findIndex(({ type }) => type === "keyboard-interactive") : -1;
  if (other >= 0) left.splice(other, 1);
  return method;
}

/** The server's way of asking for a password, of which many use no other. A second question is none that a password answers. */
function answering(username: string, password: string): KeyboardInteractiveAuthMethod {
  let isAnswered = false;
  return {
    type: "keyboard-interactive",
    username,
    prompt(_name, _instructions, _language, prompts, finish) {
      const answer = isAnswered ? "" : password;
      isAnswered = true;
      finish(prompts.map(({ echo }, at) => (echo === true || at > 0 ? "" : answer)));
    },
  };
}

function agentOf({ access, settings }: LoginFacts): string | undefined {
  const { useAgent = "", keyFile = "" } = access;
  // With a key of its own there is no need for others, unless they are asked for.
  if (useAgent === "no" || (useAgent === "" && (keyFile !== "" || settings.onlyKeyFiles))) return undefined;
  const agent = settings.agent ?? process.env["SSH_AUTH_SOCK"];
  if (agent === "none") return undefined;
  if (agent !== undefined && agent !== "") return agent;
  return process.platform === "win32" ? WINDOWS_AGENT : undefined;
}

async function givenKey(ssh2: Ssh2, file: string, { location, access }: LoginFacts): Promise<ParsedKey> {
  const passphrase = access["keyPassphrase"] ?? "";
  const refuse = (field: string, reason: string, hint?: string): AccessInvalid =>
    new AccessInvalid(location, field, labelOf(field), reason, hint);
  const text = await readFile(file.replace(/^~(?=[\\/])/, () => homedir())).catch(() => undefined);
  if (text === undefined) throw refuse("keyFile", "cannot be read");
  const key = parsed(ssh2, text, passphrase);
  if (!(key instanceof Error)) {
    if (key.isPrivateKey()) return key;
    throw refuse("keyFile", "is the public half of a key", "Name the file without .pub at its end.");
  }
  // The library has no codes for this, and its sentences know of nothing secret.
  if (/no passphrase given/i.test(key.message)) throw refuse("keyPassphrase", "is needed to open the key file");
  if (passphrase !== "" && /passphrase|decrypt|integrity/i.test(key.message))
    throw refuse("keyPassphrase", "does not open the key file");
  throw refuse("keyFile", "is no private key in a form that is known", "OpenSSH, PEM and PuTTY's PPK version 2 are.");
}

async function foundKeys(ssh2: Ssh2, { access, settings }: LoginFacts): Promise<readonly ParsedKey[]> {
  const usual = USUAL_KEYS.map((name) => join(sshFolder(), name));
  const files = settings.keyFiles.length > 0 ? settings.keyFiles : usual;
  const keys = await Promise.all(files.map((file) => usableKey(ssh2, file, access["keyPassphrase"])));
  return keys.filter((key) => key !== undefined);
}

/** A key that nobody named: one that cannot be used is no reason to stop. */
async function usableKey(ssh2: Ssh2, file: string, passphrase = ""): Promise<ParsedKey | undefined> {
  const text = await readFile(file).catch(() => undefined);
  if (text === undefined) return undefined;
  const key = parsed(ssh2, text, passphrase);
  return key instanceof Error || !key.isPrivateKey() ? undefined : key;
}

function parsed(ssh2: Ssh2, text: Buffer, passphrase: string): ParsedKey | Error {
  const key: ParsedKey | Error | readonly ParsedKey[] = ssh2.utils.parseKey(
    text,
    passphrase === "" ? undefined : passphrase,
  );
  // A file of OpenSSH's form may hold several keys, and never does.
  return Array.isArray(key) ? (key[0] ?? new Error("no key in it")) : (key as ParsedKey | Error); // not an array, as just seen
}

/** @param field one of the type's */
export function labelOf(field: string): string {
  return targetType("sftp").fields.find(({ name }) => name === field)?.label ?? field;
}
