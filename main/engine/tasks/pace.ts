/**
 * How much of the computer the work takes. `fast`: a thread for each core. `gentle`: one thread, whatever is said of
 * threads, that lets everybody else have processor and disk first, as far as the system can do that for a thread.
 */
export type Pace = "gentle" | "fast";

/** What `nice` can do at most. */
const LEAST_PRIORITY = 19;

/** What a pace comes to. */
export interface Effort {
  /** Worker threads; undefined: as many as the machine is good for. */
  readonly threads: number | undefined;
  readonly niceness: number;
  /** Whether the disk is used only when nobody else wants it. */
  readonly onlyIdleDisks: boolean;
}

/** @param asked what the caller wants of a fast pace */
export function effortOf(
  pace: Pace,
  asked: { readonly threads?: number | undefined; readonly niceness?: number | undefined },
): Effort {
  if (pace === "gentle") return { threads: 1, niceness: LEAST_PRIORITY, onlyIdleDisks: true };
  return { threads: asked.threads, niceness: asked.niceness ?? 0, onlyIdleDisks: false };
}
