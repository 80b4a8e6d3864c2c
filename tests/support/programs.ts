import { type SpawnOptions, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** How a program ended. `code` is null when a signal ended it. */
export interface ProgramResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as it came, for what is not text. */
  readonly bytes: Buffer;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Added to this process's environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What the program reads from its standard input, which is empty otherwise. */
  readonly input?: string | Uint8Array;
}

/** Runs a program to its end, whatever that is; only a program that cannot be started at all is an error. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<ProgramResult> {
  const spawnOptions: SpawnOptions = { env: { ...process.env, ...options.env }, stdio: "pipe" };
  if (options.cwd !== undefined) spawnOptions.cwd = options.cwd;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, spawnOptions);
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout?.on("data", (bytes: Buffer) => output.push(bytes));
    child.stderr?.on("data", (bytes: Buffer) => errors.push(bytes));
    child.stdin?.on("error", () => undefined); // it may end without reading all of its input
    child.stdin?.end(options.input ?? "");
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const bytes = Buffer.concat(output);
      resolve({ stdout: bytes.toString(), stderr: Buffer.concat(errors).toString(), bytes, code, signal });
    });
  });
}

/** Where a program is, if this machine has it. Tests that need it are skipped otherwise: `it.skipIf(findProgram("sshd") === undefined)`. */
export function findProgram(name: string): string | undefined {
  const file = process.platform === "win32" ? `${name}.exe` : name;
  const places = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return places.map((place) => join(place, file)).find((path) => existsSync(path));
}
