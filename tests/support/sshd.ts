import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "./free-port.ts";
import { findProgram } from "./programs.ts";
import { ServerProcess } from "./server-process.ts";
import { tempFolder } from "./temp-folder.ts";

/** Who may log in to the servers started here: somebody whom only they know. */
export const SSH_USER = "holdfast-tester";
export const SSH_PASSWORD = "open sesame 7";
/** Of that password, by crypt(3). */
const PASSWORD_HASH =
  "$6$holdfasttests$Zyg4bHAX9aCbVGfXt99RYffioUjtZWFfv4AjdNEDmx978L6r2DBmfDI2DPxDPb/tJVze8mI.P0xXkLen8qEf2.";
const UID = 61_234;

export interface SshdOptions {
  /** How the server asks for the password; without it, only keys are taken. */
  readonly password?: "plain" | "keyboard-interactive";
  /** Flags of internal-sftp: `-P posix-rename,fsync` for a server that cannot, `-R` for one that is read-only. */
  readonly sftp?: readonly string[];
  /** Types of the server's keys, as ssh-keygen knows them. Keys of another server may be taken over. */
  readonly keyTypes?: readonly ("ed25519" | "ecdsa" | "rsa")[];
  /** The user's folder is a disk of this size, which cannot be looked at from outside. */
  readonly homeBytes?: number;
  /** Further lines of its settings. */
  readonly settings?: readonly string[];
}

/** A running OpenSSH server, which lets `SSH_USER` do SFTP and nothing else. */
export interface Sshd {
  readonly port: number;
  /** Where sessions begin, and where the user may write. */
  readonly home: string;
  /** A private key file that it lets in. */
  readonly keyFile: string;
  /** The server's public key as in its file: type, key, comment. */
  publicKey(type?: "ed25519" | "ecdsa" | "rsa"): string;
  fingerprint(type?: "ed25519" | "ecdsa" | "rsa"): string;
  /** What makes it known: a line of a known_hosts file. */
  knownHost(type?: "ed25519" | "ecdsa" | "rsa"): string;
  /** The server and all its sessions are gone at once. */
  stop(): Promise<void>;
  /** It is there again, on the same port, perhaps with other settings. */
  start(options?: SshdOptions): Promise<void>;
}

let isPossible: boolean | undefined;

/** For `describe.skipIf`: users of its own need root, and name spaces that let the machine's files be. */
export function hasSshd(): boolean {
  isPossible ??=
    process.platform === "linux" &&
    process.getuid?.() === 0 &&
    ["sshd", "ssh-keygen", "unshare"].every((name) => findProgram(name) !== undefined) &&
    spawnSync("unshare", [...APART, "true"]).status === 0;
  return isPossible;
}

const APART = ["--mount", "--pid", "--fork", "--kill-child=SIGKILL"];

export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const folder = tempFolder();
  chmodSync(folder, 0o711);
  const home = join(folder, "home");
  mkdirSync(home);
  chownSync(home, UID, UID);
  const keyFile = makeKey(join(folder, "user-key"));
  const port = await freePort();
  for (const type of ["ed25519", "ecdsa", "rsa"]) makeKey(join(folder, `host-${type}`), type);
  let server = await run(folder, port, options);
  const publicKey: Sshd["publicKey"] = (type = "ed25519") =>
    readFileSync(join(folder, `host-${type}.pub`), "utf8").trim();
  return {
    ...{ port, home, keyFile, publicKey },
    fingerprint: (type = "ed25519") => fingerprintOf(join(folder, `host-${type}.pub`)),
    knownHost: (type) => `[127.0.0.1]:${port} ${publicKey(type)}\n`,
    stop: () => server.stop(),
    async start(changed = options) {
      server = await run(folder, port, changed);
    },
  };
}

/** Makes a key pair. @returns the private key's file */
export function makeKey(file: string, type = "ed25519", passphrase = ""): string {
  const { status, stderr } = spawnSync("ssh-keygen", ["-q", "-t", type, "-N", passphrase, "-C", "test", "-f", file]);
  if (status !== 0) throw new Error(`ssh-keygen: ${stderr}`);
  return file;
}

function fingerprintOf(file: string): string {
  const { stdout } = spawnSync("ssh-keygen", ["-l", "-f", file], { encoding: "utf8" });
  return stdout.split(" ")[1] ?? "";
}

/** sshd where the machine's users are one more, which the machine does not notice; and where it ends with all its sessions. */
async function run(folder: string, port: number, options: SshdOptions): Promise<ServerProcess> {
  const shell = "/bin/sh";
  const entry = `${SSH_USER}:x:${UID}:${UID}:tests:${join(folder, "home")}:${shell}\n`;
  writeFileSync(join(folder, "passwd"), readFileSync("/etc/passwd", "utf8") + entry);
  const shadow = `${SSH_USER}:${PASSWORD_HASH}:19000:0:99999:7:::\n`;
  writeFileSync(join(folder, "shadow"), readFileSync("/etc/shadow", "utf8") + shadow, { mode: 0o600 });
  writeFileSync(
    join(folder, "pam"),
    "auth required pam_unix.so\naccount required pam_unix.so\nsession required pam_permit.so\n",
  );
  writeFileSync(join(folder, "sshd_config"), settings(folder, port, options));
  mkdirSync("/run/sshd", { recursive: true });
  const over = [
    ["passwd", "/etc/passwd"],
    ["shadow", "/etc/shadow"],
    ["pam", "/etc/pam.d/sshd"],
  ] as const;
  const mounts = over.map(([name, place]) => `mount --bind '${join(folder, name)}' ${place}`);
  if (options.homeBytes !== undefined) {
    mounts.push(`mount -t tmpfs -o size=${options.homeBytes},uid=${UID},mode=700 tmpfs '${join(folder, "home")}'`);
  }
  const sshd = `exec ${findProgram("sshd") ?? "sshd"} -D -e -f '${join(folder, "sshd_config")}'`;
  return new ServerProcess("unshare", [...APART, shell, "-c", [...mounts, sshd].join(" && ")]).listening(port);
}

function settings(folder: string, port: number, options: SshdOptions): string {
  const { password, sftp = [], keyTypes = ["ed25519", "ecdsa", "rsa"], settings: more = [] } = options;
  const yes = (condition: boolean): string => (condition ? "yes" : "no");
  return [
    `Port ${port}`,
    "ListenAddress 127.0.0.1",
    ...keyTypes.map((type) => `HostKey ${join(folder, `host-${type}`)}`),
    `PidFile ${join(folder, "pid")}`,
    `AuthorizedKeysFile ${join(folder, "user-key.pub")}`,
    "StrictModes no",
    `UsePAM ${yes(password === "keyboard-interactive")}`,
    `PasswordAuthentication ${yes(password === "plain")}`,
    `KbdInteractiveAuthentication ${yes(password === "keyboard-interactive")}`,
    "MaxStartups 100",
    "Subsystem sftp internal-sftp",
    ...more,
    `ForceCommand internal-sftp -d ${join(folder, "home")} ${sftp.join(" ")}`,
  ].join("\n");
}
