import { readlinkSync } from "node:fs";
import { getPriority, setPriority } from "node:os";

/**
 * Lets everybody else go first: the thread that calls this gets the processor when nobody of less niceness wants it.
 *
 * Linux keeps a niceness for each thread. Other systems know it for processes only, or need calls that Node lacks:
 * there, and wherever else it cannot be done, all stays as it is.
 *
 * @param niceness 0 to 19, as of `nice`. A thread that is nicer already stays so.
 */
export function beNice(niceness: number, platform: NodeJS.Platform = process.platform): void {
  if (platform !== "linux" || niceness <= 0) return;
  try {
    const thread = ownThreadId();
    if (getPriority(thread) < niceness) setPriority(thread, niceness);
  } catch {
    // Without /proc, or where it is not allowed: then it goes without.
  }
}

/** The number that Linux has for the calling thread. @throws what the system says where there is no /proc */
function ownThreadId(): number {
  // PROCESS/task/THREAD
  const link = readlinkSync("/proc/thread-self");
  return Number(link.slice(link.lastIndexOf("/") + 1));
}
