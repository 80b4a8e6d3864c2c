import type { Run } from "../../../shared/model/index.ts";
import { startOfDay } from "../../components/index.ts";

/** The runs of one calendar day. */
interface Day {
  readonly start: number;
  readonly runs: readonly Run[];
}

/** Runs that have ended, in days; order is kept, and a run told twice (it moved between pages) is shown once. */
export function byDay(runs: readonly Run[]): readonly Day[] {
  const once = new Map(runs.filter(({ state }) => state === "ended").map((run) => [run.id, run]));
  const days = Map.groupBy(once.values(), (run) => startOfDay(run.endedAt ?? run.queuedAt));
  return [...days].map(([start, ofDay]) => ({ start, runs: ofDay }));
}
