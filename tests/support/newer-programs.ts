import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findProgram } from "./programs.ts";

const CACHE = fileURLToPath(new URL("../../node_modules/.cache/holdfast", import.meta.url));

/**
 * The newest version of a program that there is here: one of a newer Debian, which build/setup-system.mjs has unpacked, or the installed
 * one. Undefined if there is neither; tests that need it are skipped.
 *
 * @param name of the package and of its program
 */
export function newestProgram(name: string): string | undefined {
  return newerProgram(name) ?? findProgram(name);
}

/** The one of a newer Debian alone. */
export function newerProgram(name: string): string | undefined {
  const program = join(CACHE, `${name}-new`, "usr/bin", name);
  return existsSync(program) ? program : undefined;
}
