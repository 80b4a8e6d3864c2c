import { bytes, count, countOf } from "../../../shared/figures/index.ts";
import type { Moment, PlanId, PlanState, Snapshot } from "../../../shared/model/index.ts";
import { formatDay, startOfDay } from "../../components/index.ts";

/** Snapshots of one day, the newest first. */
export interface Day {
  readonly key: number;
  readonly heading: string;
  readonly snapshots: readonly Snapshot[];
}

/** @param snapshots the newest first */
export function byDay(snapshots: readonly Snapshot[], now: Moment): readonly Day[] {
  const days = Map.groupBy(snapshots, ({ time }) => startOfDay(time));
  return [...days].map(([key, own]) => ({ key, heading: formatDay(key, now), snapshots: own }));
}

/** A month to jump to, with the moment after its end. */
export interface Month {
  readonly before: Moment;
  readonly name: string;
}

/** The months that there are snapshots of, the newest first. */
export function monthsOf(snapshots: readonly Snapshot[]): readonly Month[] {
  const months = new Map<Moment, string>();
  for (const { time } of snapshots) {
    const date = new Date(time);
    const before = new Date(date.getFullYear(), date.getMonth() + 1, 1).getTime();
    if (!months.has(before)) months.set(before, date.toLocaleDateString(undefined, { month: "long", year: "numeric" }));
  }
  return [...months].map(([before, name]) => ({ before, name }));
}

/** What made a snapshot: the plan's name, or for one that no plan here made, the computer. */
export function makerOf(snapshot: Snapshot, plans: readonly PlanState[]): string {
  const plan = plans.find(({ plan: { id } }) => id === snapshot.planId);
  return plan?.plan.name ?? `From ${snapshot.hostname}`;
}

/** Plans that snapshots are of, for a filter. */
export function plansIn(
  snapshots: readonly Snapshot[],
  plans: readonly PlanState[],
): readonly { id: PlanId; name: string }[] {
  const used = new Set(snapshots.map(({ planId }) => planId));
  return plans.filter(({ plan }) => used.has(plan.id)).map(({ plan: { id, name } }) => ({ id, name }));
}

/** “48,211 files, 214 GB; 132 new, 41 changed” */
export function changeWords({ files, bytes: size, filesNew, filesChanged, parent }: Snapshot): string {
  const whole = [
    ...(files === undefined ? [] : [countOf(files, "file")]),
    ...(size === undefined ? [] : [bytes(size)]),
  ].join(", ");
  if (parent === undefined || filesNew === undefined || filesChanged === undefined) return whole;
  const change =
    filesNew + filesChanged === 0 ? "nothing changed" : `${count(filesNew)} new, ${count(filesChanged)} changed`;
  return whole === "" ? change : `${whole}; ${change}`;
}

/** How large a snapshot's dot is, from 0 to 2: nothing or little changed, more, a lot. */
export function weightOf({ filesNew = 0, filesChanged = 0, files = 0, parent }: Snapshot): 0 | 1 | 2 {
  if (parent === undefined) return 2;
  const share = files === 0 ? 0 : (filesNew + filesChanged) / files;
  return share > 0.1 ? 2 : share > 0.001 ? 1 : 0;
}
