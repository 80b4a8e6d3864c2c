import { bytes } from "../../../shared/figures/index.ts";
import type { BackupMode, Moment, PlanId, PlanState, Snapshot } from "../../../shared/model/index.ts";
import { say, spokenLocale, type Text, text } from "../../../shared/words/index.ts";
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
    if (!months.has(before))
      months.set(before, date.toLocaleDateString(spokenLocale(), { month: "long", year: "numeric" }));
  }
  return [...months].map(([before, name]) => ({ before, name }));
}

/** What made a snapshot: the plan's name, or for one that no plan here made, the computer. */
export function makerOf(snapshot: Snapshot, plans: readonly PlanState[]): string {
  const plan = plans.find(({ plan: { id } }) => id === snapshot.planId);
  return plan?.plan.name ?? say("From {computer}", { computer: snapshot.hostname });
}

/** Plans that snapshots are of, for a filter. */
export function plansIn(
  snapshots: readonly Snapshot[],
  plans: readonly PlanState[],
): readonly { id: PlanId; name: string }[] {
  const used = new Set(snapshots.map(({ planId }) => planId));
  return plans.filter(({ plan }) => used.has(plan.id)).map(({ plan: { id, name } }) => ({ id, name }));
}

/** “48,211 files, 214 GB; 132 new, 41 changed, 17 removed; 1.2 GB to store” */
export function changeWords(snapshot: Snapshot): string {
  const { files, bytes: size, bytesStored } = snapshot;
  const whole = [
    ...(files === undefined ? [] : [say("{count, plural, one {# file} other {# files}}", { count: files })]),
    ...(size === undefined ? [] : [bytes(size)]),
  ].join(", ");
  const change = deltaWords(snapshot);
  const cost = bytesStored === undefined ? undefined : say("{size} to store", { size: bytes(bytesStored) });
  return [whole, change, cost].filter((part) => part !== undefined && part !== "").join("; ");
}

/** What is different from its parent; undefined of one that has none, or whose run told nothing. */
function deltaWords({ parent, filesNew, filesChanged, filesRemoved = 0 }: Snapshot): string | undefined {
  if (parent === undefined || filesNew === undefined || filesChanged === undefined) return undefined;
  if (filesNew + filesChanged + filesRemoved === 0) return say("nothing changed");
  return say("{added, number} new, {changed, number} changed{removed, plural, =0 {} other {, # removed}}", {
    ...{ added: filesNew, changed: filesChanged, removed: filesRemoved },
  });
}

const TYPES: Readonly<Record<BackupMode, Text>> = {
  full: text("Full"),
  differential: text("Differential"),
  incremental: text("Incremental"),
};

/** “Full”; undefined of a snapshot that another program made. */
export function typeWord({ mode }: Snapshot): string | undefined {
  return mode === undefined ? undefined : say(TYPES[mode]);
}

/** How large a snapshot's dot is, from 0 to 2: nothing or little changed, more, a lot. */
export function weightOf(snapshot: Snapshot): 0 | 1 | 2 {
  const { filesNew = 0, filesChanged = 0, filesRemoved = 0, files = 0, parent } = snapshot;
  if (parent === undefined) return 2;
  const share = files === 0 ? 0 : (filesNew + filesChanged + filesRemoved) / files;
  return share > 0.1 ? 2 : share > 0.001 ? 1 : 0;
}
