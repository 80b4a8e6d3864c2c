import { freePort } from "./free-port.ts";
import { run } from "./programs.ts";
import type { RcloneProgram } from "./rclone.ts";
import { ServerProcess } from "./server-process.ts";

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
