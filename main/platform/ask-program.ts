import { execFile } from "node:child_process";

const PATIENCE_MS = 4000;
const MOST_BYTES = 4 * 1024 * 1024;

/** What a program of the system prints; undefined if it is not there, fails or takes too long. */
export function askProgram(program: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { timeout: PATIENCE_MS, maxBuffer: MOST_BYTES, windowsHide: true, encoding: "utf8" } as const;
    execFile(program, args, options, (error, stdout) => resolve(error === null ? stdout : undefined));
  });
}
