import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../support/free-port.ts";

export interface OwnSshd {
  readonly port: number;
  readonly user: string;
  /** Values of the fields that a connection needs. */
  readonly access: { readonly keyFile: string; readonly hostKey: string };
  stop(): void;
}

const TRIES = 100;

/** An OpenSSH server for whoever runs this, with keys made for it, on a free loopback port. */
export async function startOwnSshd(folder: string): Promise<OwnSshd> {
  mkdirSync(folder, { recursive: true });
  const [port, hostKey, keyFile] = [await freePort(), join(folder, "host"), join(folder, "user")];
  for (const file of [hostKey, keyFile]) keygen(["-q", "-t", "ed25519", "-N", "", "-f", file]);
  const config = join(folder, "sshd_config");
  writeFileSync(
    config,
    [
      ...[`Port ${port}`, "ListenAddress 127.0.0.1", `HostKey ${hostKey}`, `AuthorizedKeysFile ${keyFile}.pub`],
      ...["StrictModes no", "UsePAM no", "PidFile none", "PermitRootLogin prohibit-password", "MaxStartups 50"],
      "Subsystem sftp internal-sftp",
    ].join("\n"),
  );
  if (userInfo().uid === 0) mkdirSync("/run/sshd", { recursive: true });
  const server = spawn("/usr/sbin/sshd", ["-D", "-f", config], { stdio: "ignore" });
  const fingerprint = keygen(["-l", "-f", hostKey]).split(" ")[1] ?? "";
  await listening(port);
  return {
    ...{ port, user: userInfo().username, access: { keyFile, hostKey: fingerprint } },
    stop: () => void server.kill(),
  };
}

function keygen(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("ssh-keygen", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ssh-keygen: ${stderr}`);
  return stdout;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.on("connect", () => resolve(true)).on("error", () => resolve(false));
      socket.on("connect", () => socket.destroy());
    });
    if (isThere) return;
    await delay(50);
  }
  throw new Error("sshd does not listen");
}
