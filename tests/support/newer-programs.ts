import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findProgram } from "./programs.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CACHE = join(ROOT, "node_modules/.cache/holdfast");
/** Beside the project where it is there: unpacks one package of a newer Debian. */
const UNPACK = join(ROOT, "../shared/tools/newer-package.sh");

/**
 * The newest version of a program that can be had here: one of a newer Debian, unpacked once, or the installed one. Undefined if
 * there is neither; tests that need it are skipped.
 *
 * @param name of the package and of its program
 */
export function newestProgram(name: string): string | undefined {
  return newerProgram(name) ?? findProgram(name);
}

/** The one of a newer Debian alone. */
export function newerProgram(name: string): string | undefined {
  const folder = join(CACHE, `${name}-new`);
  const program = join(folder, "usr/bin", name);
  if (!existsSync(program) && process.platform === "linux" && existsSync(UNPACK)) {
    spawnSync("bash", [UNPACK, name, "sid", folder], { stdio: "ignore", timeout: 120_000 });
  }
  return existsSync(program) ? program : undefined;
}
