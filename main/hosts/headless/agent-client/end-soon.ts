/** How long work that nobody waits for any more may hold up the end of the process. */
const PATIENCE_MS = 3000;

/**
 * The process ends a moment after its agent has: a read from a drive that answers no more, or a thread in the middle of a
 * large file, must not keep it. What counts is stored by then.
 */
export function endSoon(): void {
  setTimeout(() => process.exit(), PATIENCE_MS).unref();
}
