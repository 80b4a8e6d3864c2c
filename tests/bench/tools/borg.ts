import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { findProgram } from "../../support/programs.ts";
import type { Command } from "../measure.ts";
import { cleanEnvironment, orWarning, PASSWORD, type Place, type Tool, ZSTD_LEVEL } from "./tool.ts";

/** The borg on the PATH, with the encryption that is faster on this processor; undefined without one. */
export function borgTool(): Tool | undefined {
  const program = findProgram("borg");
  if (program === undefined) return undefined;
  const encryption = encryptionHere();
  const on = (place: Place, ...args: readonly string[]): Command => ({ program, args, env: environment(place) });
  const create = ["create", "--compression", `zstd,${ZSTD_LEVEL}`];
  return {
    name: "borg",
    title: `${spawnSync(program, ["--version"], { encoding: "utf8" }).stdout.trim()} (${encryption}, zstd level ${ZSTD_LEVEL})`,
    init: (place) => on(place, "init", "--encryption", encryption, place.repository),
    backup: (place, source) => orWarning(on(place, ...create, `${place.repository}::{utcnow}-{pid}`, source), 1),
    restore: (place, target) => ({
      ...on(place, "extract", `${place.repository}::${lastArchive(program, place)}`),
      cwd: target,
    }),
    check: (place, readData) => on(place, "check", ...(readData ? ["--verify-data"] : []), place.repository),
    look: (place) => on(place, "list", place.repository),
    version: () => ({ program, args: ["--version"], env: cleanEnvironment({}) }),
  };
}

/** Borg has no name for the newest archive. */
function lastArchive(program: string, place: Place): string {
  const args = ["list", "--last", "1", "--format", "{archive}", place.repository];
  return spawnSync(program, args, { env: environment(place), encoding: "utf8" }).stdout.trim();
}

function environment(place: Place): NodeJS.ProcessEnv {
  return cleanEnvironment({
    BORG_BASE_DIR: place.home,
    BORG_PASSPHRASE: PASSWORD,
    BORG_RELOCATED_REPO_ACCESS_IS_OK: "yes",
  });
}

/** As borg's manual advises: SHA-256 where the processor has instructions for it, BLAKE2 elsewhere. */
function encryptionHere(): string {
  const processor = readFileSync("/proc/cpuinfo", "utf8");
  return /\b(sha_ni|sha2)\b/.test(processor) ? "repokey" : "repokey-blake2";
}
