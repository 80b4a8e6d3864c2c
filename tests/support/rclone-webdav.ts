import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.ts";
import { findProgram } from "./programs.ts";
import { ServerProcess } from "./server-process.ts";

/** Unpacked here by build/setup-system.mjs where it can be had. */
const NEWER_RCLONE = fileURLToPath(
  new URL("../../node_modules/.cache/holdfast/rclone-new/usr/bin/rclone", import.meta.url),
);

/** An rclone on this machine. */
export interface RcloneProgram {
  /** For test titles, such as "rclone v1.60.1". */
  readonly name: string;
  readonly path: string;
}

/** The installed rclone and a newer one, as far as they are there. */
export function rcloneVersions(): readonly RcloneProgram[] {
  const paths = [findProgram("rclone"), NEWER_RCLONE].filter((path) => path !== undefined && existsSync(path));
  const programs = paths.map((path) => named(path ?? ""));
  return programs.filter((program, place) => programs.findIndex((other) => other.name === program.name) === place);
}

function named(path: string): RcloneProgram {
  const { stdout } = spawnSync(path, ["version"], { encoding: "utf8" });
  return { name: /^rclone v[\d.]+/.exec(stdout)?.[0] ?? "rclone of unknown version", path };
}

/** A running `rclone serve webdav`. */
export interface WebdavServer {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  stop(): Promise<void>;
}

/** Serves a folder on loopback, to one user who logs in with Basic. */
export async function startRcloneWebdav(
  program: RcloneProgram,
  folder: string,
  flags: readonly string[] = [],
): Promise<WebdavServer> {
  const port = await freePort();
  const [user, password] = ["jörg", 'p@ss: "wörd"/%'];
  const login = ["--user", user, "--pass", password];
  const args = ["serve", "webdav", "--config", "/dev/null", "--addr", `127.0.0.1:${port}`, ...login, ...flags, folder];
  const server = await new ServerProcess(program.path, args).listening(port);
  return { port, user, password, stop: () => server.stop() };
}
