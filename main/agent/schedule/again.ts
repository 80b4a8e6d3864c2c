import type { Moment, Run } from "../../../shared/model/index.ts";

const MINUTE_MS = 60_000;
/** After so long each a run that failed is tried again; then it waits until it is due the next time. */
const BACK_OFF_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);
/** As many ended runs as decide whether there is another try. */
export const RUNS_LOOKED_AT = BACK_OFF_MS.length + 1;

/** A run that is to be made once more, and from when on. */
export interface Again {
  readonly at: Moment;
  readonly trigger: "retry" | "resumed";
  /** How the run that it makes up for ended. */
  readonly since: Moment;
  /** There was too little room on the target. */
  readonly waitsForSpace?: true;
}

/**
 * Whether the newest of some runs is made again: one that failed of a cause that passes, a few times with growing waits;
 * one that the agent's end interrupted, once. What the user stopped stays stopped.
 *
 * @param ended of one kind, one plan and one target, the newest first; `RUNS_LOOKED_AT` of them are enough
 */
export function againOf(ended: readonly Run[]): Again | undefined {
  const [newest] = ended;
  if (newest?.endedAt === undefined) return undefined;
  const since = newest.endedAt;
  if (newest.outcome === "interrupted") {
    // One that ended its agent would otherwise end it again and again. One that never began has harmed nobody.
    const isSpent = newest.trigger === "resumed" && newest.startedAt !== undefined;
    return isSpent ? undefined : { at: since, since, trigger: "resumed" };
  }
  if (newest.outcome !== "failed" || newest.error === undefined || newest.error.retry === "never") return undefined;
  const first = ended.findIndex(({ trigger, outcome }) => trigger !== "retry" || outcome !== "failed");
  const wait = BACK_OFF_MS[first < 0 ? ended.length : first];
  if (wait === undefined) return undefined;
  const isFull = newest.error.code === "agent/target-nearly-full";
  return { at: since + wait, since, trigger: "retry", ...(isFull ? { waitsForSpace: true } : {}) };
}
