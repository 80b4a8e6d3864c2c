import { spawnSync } from "node:child_process";
import { freePort } from "./free-port.ts";
import { newerProgram } from "./newer-programs.ts";
import { findProgram, run } from "./programs.ts";
import { ServerProcess } from "./server-process.ts";

/** An rclone on this machine. */
export interface RcloneProgram {
  /** For test titles, such as "rclone v1.60.1". */
  readonly name: string;
  readonly path: string;
}

/** The installed rclone and a newer one, as far as they are there. */
export function rcloneVersions(): readonly RcloneProgram[] {
  const programs = [findProgram("rclone"), newerProgram("rclone")].flatMap((path) =>
    path === undefined ? [] : named(path),
  );
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
  /** The password as rclone wants it in its own settings. */
  obscured(): Promise<string>;
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
  const obscured = async (): Promise<string> =>
    (await run(program.path, ["obscure", "-"], { input: password })).stdout.trim();
  return { port, user, password, obscured, stop: () => server.stop() };
}
