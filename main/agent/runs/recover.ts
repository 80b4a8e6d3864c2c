import type { Run } from "../../../shared/model/index.ts";

/** What a run becomes that a former life of the agent left behind, with its last known progress. */
export function interruptedRun(run: Run, now: number): Run {
  const { waitingFor: _, ...rest } = run;
  return { ...rest, state: "ended", isStopping: false, outcome: "interrupted", endedAt: lastSign(run, now) };
}

/** It ended when it last gave a sign of life, as nearly as is known. */
function lastSign({ startedAt, queuedAt, progress }: Run, now: number): number {
  if (startedAt === undefined) return queuedAt;
  return Math.max(startedAt, Math.min(now, Math.round(startedAt + (progress?.seconds ?? 0) * 1000)));
}
