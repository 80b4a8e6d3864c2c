import type { Locked } from "../locked.ts";
import type { OpenRepository } from "../open-repository.ts";
import type { PrunePhase, PruneProgress } from "./model.ts";

type Counts = Omit<PruneProgress, "type" | "phase" | "secondsElapsed">;

/** What every step of a prune works with. */
export interface PruneContext {
  readonly open: OpenRepository;
  readonly locked: Locked;
  readonly now: () => number;
  /** Tells what is done from now on. */
  readonly enter: (phase: PrunePhase) => void;
  /** The figures of the progress, counted by the steps. */
  readonly counts: { -readonly [Name in keyof Counts]: Counts[Name] };
}

/** Jobs in the making over all threads: enough that none waits, few enough that their bytes fit in memory. */
export function lanesOf({ open }: PruneContext): number {
  return open.lanes;
}
