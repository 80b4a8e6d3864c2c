import { readdirSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { type Command, Option } from "commander";
import type { Pace } from "../../engine/index.ts";

/** What of its options a command with a pace is given. */
export interface PaceOptions {
  readonly pace?: Pace;
}

/** Who types a command waits for it, so it is fast unless told otherwise. */
export function addPaceOption(command: Command): void {
  const option = new Option(
    "--pace <pace>",
    "gentle: one core, and only what others leave of it; else fast: all cores",
  );
  command.addOption(option.choices(["gentle", "fast"]));
}

/** The pace that was asked for, as a repository is opened with it. */
export function paceOf({ pace }: PaceOptions): PaceOptions {
  return pace === undefined ? {} : { pace };
}

/**
 * Lets everybody else go before this process, which does nothing but this one command. The engine does so for its own
 * threads only, and on Linux only: this is for the rest of the work, and for other systems.
 */
export function goGently(): void {
  try {
    // On Linux a priority is of one thread; those that are started later have that of whoever starts them.
    const threads = process.platform === "linux" ? readdirSync("/proc/self/task").map(Number) : [process.pid];
    for (const thread of threads) setPriority(thread, constants.priority.PRIORITY_LOW);
  } catch {
    // Where it is not allowed it goes without.
  }
}
