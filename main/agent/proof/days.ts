import type { ProofDay, Run } from "../../../shared/model/index.ts";
import { dayOf } from "./budget.ts";

/** The days on which test-restores ended, the newest first. @param runs test-restores that have ended, the newest first */
export function daysOf(runs: readonly Run[]): readonly ProofDay[] {
  const days = new Map<string, Run[]>();
  for (const run of runs) {
    if (run.endedAt === undefined) continue;
    const day = dayOf(run.endedAt);
    days.set(day, [...(days.get(day) ?? []), run]);
  }
  return [...days].map(([day, ofDay]) => dayOfRuns(day, ofDay));
}

function dayOfRuns(day: string, runs: readonly Run[]): ProofDay {
  const told = runs.flatMap(({ figures }) => (figures?.kind === "test-restore" ? [figures] : []));
  const failed = told.filter(({ failures }) => failures > 0);
  return {
    ...{ day, passed: told.length - failed.length, failed: failed.length, partly: runs.length - told.length },
    files: told.reduce((sum, { files }) => sum + files, 0),
    bytes: told.reduce((sum, { bytes }) => sum + bytes, 0),
    runIds: runs.map(({ id }) => id),
  };
}
