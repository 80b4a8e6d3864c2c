import { glob, readFile } from "node:fs/promises";
import { homedir, userInfo } from "node:os";
import { isAbsolute, join } from "node:path";
import { isMeant } from "./sftp-patterns.ts";

/** What the user's and the system's SSH settings say of a host, as far as it matters here. Paths are absolute. */
export interface SshSettings {
  readonly hostName: string;
  readonly port?: number;
  readonly user?: string;
  readonly keyFiles: readonly string[];
  /** Only the key files that are named, no others that an agent has. */
  readonly onlyKeyFiles: boolean;
  /** A socket, or `none`. */
  readonly agent?: string;
  /** The name under which its key is known, if another. */
  readonly hostKeyAlias?: string;
  readonly knownHostsFiles: readonly string[];
  /** The keyword that says it is reached through something else. */
  readonly proxy?: string;
}

/** One line; `parts` of an included file. */
type Line = readonly [keyword: string, values: readonly string[], parts?: readonly Line[]];

/** Files that include files that include files… */
const DEEPEST = 8;
const WINDOWS = process.platform === "win32";

export function sshFolder(): string {
  return join(homedir(), ".ssh");
}

function systemFolder(): string {
  return WINDOWS ? join(process.env["ProgramData"] ?? "C:\\ProgramData", "ssh") : "/etc/ssh";
}

/** What `~/.ssh/config` and the system's settings say of a host. Files that are not there say nothing. */
export async function sshSettings(host: string, user?: string): Promise<SshSettings> {
  const lines = [
    ...(await linesOf(join(sshFolder(), "config"), sshFolder())),
    ["host", ["*"]] as const,
    ...(await linesOf(join(systemFolder(), "ssh_config"), systemFolder())),
  ];
  return settingsFrom(valuesFor(host, lines), host, user);
}

async function linesOf(file: string, folder: string, depth = 0): Promise<readonly Line[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  const lines = parseSshConfig(text);
  const all: Line[] = [];
  for (const [keyword, values] of lines) {
    if (keyword !== "include") all.push([keyword, values]);
    else if (depth < DEEPEST) all.push([keyword, values, await included(values, folder, depth)]);
  }
  return all;
}

async function included(patterns: readonly string[], folder: string, depth: number): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const pattern of patterns) {
    const home = pattern.replace(/^~(?=[\\/])/, () => homedir());
    const files: string[] = [];
    for await (const file of glob(isAbsolute(home) ? home : join(folder, home))) files.push(file);
    for (const file of files.sort()) lines.push(...(await linesOf(file, folder, depth + 1)));
  }
  return lines;
}

/** Keywords in lower case and what they are set to, in order. */
export function parseSshConfig(text: string): readonly Line[] {
  return text.split(/\r?\n/).flatMap((line): Line[] => {
    const [, keyword = "", rest = ""] = /^\s*([A-Za-z0-9]+)(?:\s*=\s*|\s+)(.*)$/.exec(line) ?? [];
    const values = [...rest.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain = ""]) => quoted ?? plain);
    return keyword === "" || values.length === 0 ? [] : [[keyword.toLowerCase(), values]];
  });
}

/** The first value of each keyword counts; key files are collected. */
export function valuesFor(host: string, lines: readonly Line[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const take = (part: readonly Line[], isInside: boolean): void => {
    let isOn = isInside;
    for (const [keyword, values, parts] of part) {
      if (keyword === "host") isOn = isInside && isMeant(values, host);
      else if (keyword === "match") isOn = isInside && isMatch(values, host);
      else if (isOn && parts !== undefined) take(parts, isOn);
      else if (isOn && keyword === "identityfile") found.set(keyword, [...(found.get(keyword) ?? []), ...values]);
      else if (isOn && !found.has(keyword)) found.set(keyword, values);
    }
  };
  take(lines, true);
  return found;
}

/** The conditions that can be told without running programs. Others do not hold. */
function isMatch(values: readonly string[], host: string): boolean {
  if (values.length === 1 && values[0]?.toLowerCase() === "all") return true;
  for (let at = 0; at < values.length; at += 2) {
    const isName = ["host", "originalhost"].includes(values[at]?.toLowerCase() ?? "");
    if (!isName || !isMeant((values[at + 1] ?? "").split(","), host)) return false;
  }
  return values.length > 0;
}

function settingsFrom(
  values: ReadonlyMap<string, readonly string[]>,
  host: string,
  givenUser: string | undefined,
): SshSettings {
  const one = (keyword: string): string | undefined => values.get(keyword)?.[0];
  const hostName = (one("hostname") ?? host).replaceAll("%h", host).replaceAll("%%", "%");
  const user = givenUser ?? one("user");
  const path = (text: string): string => expanded(text, { h: hostName, r: user ?? userInfo().username });
  const [port, agent, alias, proxy] = [Number(one("port")), one("identityagent"), one("hostkeyalias"), proxyOf(values)];
  const known = values.get("userknownhostsfile") ?? ["~/.ssh/known_hosts", "~/.ssh/known_hosts2"];
  const system = values.get("globalknownhostsfile") ?? [join(systemFolder(), "ssh_known_hosts")];
  return {
    hostName,
    ...(port > 0 && { port }),
    ...(user !== undefined && { user }),
    keyFiles: (values.get("identityfile") ?? []).filter((file) => file !== "none").map(path),
    onlyKeyFiles: one("identitiesonly")?.toLowerCase() === "yes",
    ...(agent !== undefined && agent !== "SSH_AUTH_SOCK" && { agent: agent === "none" ? agent : path(agent) }),
    ...(alias !== undefined && { hostKeyAlias: alias }),
    knownHostsFiles: [...known, ...system].filter((file) => file !== "none").map(path),
    ...(proxy !== undefined && { proxy }),
  };
}

function proxyOf(values: ReadonlyMap<string, readonly string[]>): string | undefined {
  const isSet = (keyword: string): boolean => (values.get(keyword)?.[0] ?? "none").toLowerCase() !== "none";
  if (isSet("proxyjump")) return "ProxyJump";
  return isSet("proxycommand") ? "ProxyCommand" : undefined;
}

/** `~`, and those of ssh's percent signs that make sense in a path. */
function expanded(text: string, names: { readonly h: string; readonly r: string }): string {
  const all: Record<string, string> = { ...names, d: homedir(), u: userInfo().username, "%": "%" };
  return text.replace(/^~(?=[\\/])/, () => homedir()).replace(/%([hrdu%])/g, (as, letter) => all[letter] ?? as);
}
