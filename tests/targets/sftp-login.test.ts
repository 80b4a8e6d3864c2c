import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openStorage, type Storage } from "../../main/engine/storage/index.ts";
import { AppError } from "../../shared/errors/index.ts";
import { emptySshHome } from "../support/ssh-home.ts";
import { hasSshd, makeKey, SSH_PASSWORD, SSH_USER, type Sshd, startSshd } from "../support/sshd.ts";
import { tempFolder } from "../support/temp-folder.ts";

let home: ReturnType<typeof emptySshHome>;
let server: Sshd;
let asking: Sshd;
beforeAll(async () => {
  home = emptySshHome();
  if (!hasSshd()) return;
  server = await startSshd({ password: "plain" });
  asking = await startSshd({ password: "keyboard-interactive" });
});
afterAll(async () => {
  await server?.stop();
  await asking?.stop();
});
afterEach(() => {
  home = emptySshHome();
});

function open(location: string, access: Record<string, string> = {}): Storage {
  return openStorage(location, { access, patience: "look" });
}

/** Whether the server lets us in: what a look for the config comes to. */
async function enter(
  access: Record<string, string>,
  location = `sftp://${SSH_USER}@127.0.0.1:${server.port}/nothing`,
): Promise<"in" | AppError> {
  const storage = open(location, access);
  try {
    await storage.stat({ kind: "config", name: "" });
    throw new Error("there is no config");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code === "storage/missing" ? "in" : error;
  } finally {
    await storage.close();
  }
}

const known = (): { readonly hostKey: string } => ({ hostKey: server.fingerprint() });

describe.skipIf(!hasSshd())("logging in to a server with OpenSSH (skipped: needs sshd and root)", () => {
  it("takes a password, in the location as well, where it is not shown", async () => {
    expect(await enter({ ...known(), password: SSH_PASSWORD })).toBe("in");
    const withPassword = `sftp://${SSH_USER}:${encodeURIComponent(SSH_PASSWORD)}@127.0.0.1:${server.port}/nothing`;
    expect(await enter(known(), withPassword)).toBe("in");
    const shown = open(withPassword).location;
    expect(shown).toBe(`sftp://${SSH_USER}@127.0.0.1:${server.port}/nothing`);
  });

  it("answers a server that asks for the password as a question", async () => {
    const location = `sftp://${SSH_USER}@127.0.0.1:${asking.port}/nothing`;
    const hostKey = asking.fingerprint();
    expect(await enter({ hostKey, password: SSH_PASSWORD }, location)).toBe("in");
    expect(await enter({ hostKey, password: "wrong" }, location)).toMatchObject({ code: "storage/access-denied" });
    const storage = open(location, { hostKey, password: SSH_PASSWORD });
    await Promise.all(Array.from({ length: 20 }, () => storage.create()));
    // Each of them answered anew.
    expect(openConnections(asking.port)).toBeGreaterThan(1);
    await storage.close();
  });

  it("says that credentials are wrong, and never what they are", async () => {
    const wrong = "a wrong secret";
    for (const access of [{ password: wrong }, {}, { keyFile: makeKey(join(tempFolder(), "other")) }]) {
      const error = await enter({ ...known(), ...access });
      expect(error).toMatchObject({ code: "storage/access-denied", retry: "never" });
      expect(everythingIn(error)).not.toContain(wrong);
    }
  });

  it("takes a key file, and its passphrase", async () => {
    const file = join(tempFolder(), "key");
    copyFileSync(server.keyFile, file);
    expect(await enter({ ...known(), keyFile: file })).toBe("in");
    spawnSync("ssh-keygen", ["-p", "-q", "-N", "the passphrase", "-f", file]);
    expect(await enter({ ...known(), keyFile: file, keyPassphrase: "the passphrase" })).toBe("in");
    const without = await enter({ ...known(), keyFile: file });
    expect(without).toMatchObject({ code: "storage/access-invalid", facts: { field: "keyPassphrase" } });
    const wrong = await enter({ ...known(), keyFile: file, keyPassphrase: "no sesame" });
    expect(wrong).toMatchObject({ code: "storage/access-invalid", facts: { field: "keyPassphrase" } });
    expect(everythingIn(wrong)).not.toContain("no sesame");
  });

  it("says what is wrong with a key file", async () => {
    const rubbish = home.write("rubbish", "no key at all");
    for (const keyFile of [`${server.keyFile}.pub`, rubbish, "/nowhere/key"])
      expect(await enter({ ...known(), keyFile })).toMatchObject({
        code: "storage/access-invalid",
        facts: { field: "keyFile" },
      });
  });

  it("finds the usual keys in the user's folder", async () => {
    home.write("id_ed25519", readFileSync(server.keyFile, "utf8"));
    expect(await enter(known())).toBe("in");
  });

  it("asks the SSH agent, unless it is told not to", async () => {
    const socket = await startAgent(server.keyFile);
    process.env["SSH_AUTH_SOCK"] = socket;
    expect(await enter(known())).toBe("in");
    expect(await enter({ ...known(), useAgent: "no" })).toMatchObject({ code: "storage/access-denied" });
    process.env["SSH_AUTH_SOCK"] = "/nowhere/agent";
    expect(await enter({ ...known(), password: SSH_PASSWORD })).toBe("in");
    expect(await enter(known())).toMatchObject({ code: "storage/access-denied" });
  });

  it("follows the user's SSH settings", async () => {
    const folder = tempFolder();
    const alias = `Host nas\n  HostName 127.0.0.1\n  Port ${server.port}\n  User ${SSH_USER}\n  IdentityFile "${folder}/my key"\n`;
    copyFileSync(server.keyFile, join(folder, "my key"));
    home.write("config", `Include more/*\nHost other\n  User nobody\n\nHost *\n  User ${userInfo().username}\n`);
    spawnSync("mkdir", [join(home.folder, "more")]);
    home.write("more/nas", alias);
    home.write("known_hosts", server.knownHost());
    expect(await enter({}, "sftp:nas:nothing")).toBe("in");
    home.write("config", "Host nas\n  ProxyJump gate\n");
    expect(await enter({}, "sftp:nas:nothing")).toMatchObject({ code: "storage/location-invalid" });
  });
});

describe.skipIf(!hasSshd())("trusting a server (skipped: needs sshd and root)", () => {
  const password = { password: SSH_PASSWORD };

  it("shows the fingerprint of one that is not known, which is enough to trust it", async () => {
    const error = await enter(password);
    expect(error).toMatchObject({ code: "storage/host-untrusted", facts: { reason: "unknown" } });
    const { fingerprint = "" } = error === "in" ? {} : error.facts;
    expect(fingerprint).toBe(server.fingerprint());
    expect(await enter({ ...password, hostKey: String(fingerprint) })).toBe("in");
  });

  it("knows those that SSH knows, by plain and hashed names, whichever of their keys is known", async () => {
    home.write("known_hosts", server.knownHost("rsa"));
    expect(await enter(password)).toBe("in");
    home.write("known_hosts", server.knownHost("ecdsa"));
    expect(await enter(password)).toBe("in");
    const file = home.write("known_hosts", server.knownHost());
    spawnSync("ssh-keygen", ["-H", "-f", file]);
    expect(readFileSync(file, "utf8")).toMatch(/^\|1\|/);
    expect(await enter(password)).toBe("in");
  });

  it("finds the key whose fingerprint was given among those that the server has", async () => {
    for (const type of ["ed25519", "ecdsa", "rsa"] as const)
      expect(await enter({ ...password, hostKey: server.fingerprint(type) }), type).toBe("in");
    expect(await enter({ ...password, hostKey: server.publicKey("rsa") })).toBe("in");
  });

  it("refuses one whose key has changed, until the new one is trusted", async () => {
    home.write("known_hosts", `[127.0.0.1]:${server.port} ${asking.publicKey()}\n`);
    const error = await enter(password);
    expect(error).toMatchObject({
      code: "storage/host-untrusted",
      facts: { reason: "changed", fingerprint: server.fingerprint() },
    });
    expect(await enter({ ...password, hostKey: asking.fingerprint() })).toMatchObject({
      code: "storage/host-untrusted",
      facts: { reason: "changed" },
    });
    expect(await enter({ ...password, ...known() })).toBe("in");
  });

  it("refuses a key that is revoked, whoever trusts it, and offers none to trust", async () => {
    home.write("known_hosts", `@revoked * ${server.publicKey()}\n${server.knownHost()}`);
    const error = await enter({ ...password, ...known() });
    expect(error).toMatchObject({ code: "storage/host-untrusted", facts: { reason: "changed" } });
    expect(error === "in" || "fingerprint" in error.facts).toBe(false);
  });

  it("refuses a fingerprint that is none", () => {
    expect(() => open("sftp:host:path", { hostKey: "MD5:00:11" })).toThrow(/SHA256/);
    expect(() => open("sftp:host:path", { connections: "many" })).toThrow(/from 1 to/);
  });
});

/** All that anybody may see of an error, its causes included. */
function everythingIn(error: unknown): string {
  const parts: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause)
    parts.push(at.message, at.stack ?? "", JSON.stringify(at), JSON.stringify(Object.entries(at)));
  return parts.join("\n");
}

/** How many a server on loopback has, as the kernel tells it. */
function openConnections(port: number): number {
  const local = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const lines = readFileSync("/proc/net/tcp", "utf8").split("\n");
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, at, , state]) => at?.endsWith(local) && state === "01").length;
}

/** An agent that has one key. @returns its socket */
async function startAgent(keyFile: string): Promise<string> {
  const socket = join(tempFolder(), "agent");
  const agent: ChildProcess = spawn("ssh-agent", ["-D", "-a", socket], { stdio: ["ignore", "pipe", "ignore"] });
  onTestFinished(() => void agent.kill());
  if (agent.stdout !== null) await once(agent.stdout, "data");
  const { status, stderr } = spawnSync("ssh-add", [keyFile], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
  expect(`${status} ${stderr}`).toMatch(/^0 /);
  return socket;
}
