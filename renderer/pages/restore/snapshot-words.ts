import { bytes } from "../../../shared/figures/index.ts";
import type { BackupMode, PlanId, PlanState, Snapshot } from "../../../shared/model/index.ts";
import { say, type Text, text } from "../../../shared/words/index.ts";

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

/** The snapshot before one, of the same plan, or of the same folders of the same computer. @param all the newest first */
export function previousOf(snapshot: Snapshot, all: readonly Snapshot[]): Snapshot | undefined {
  const seriesOf = ({ planId, hostname, paths }: Snapshot): string => planId ?? JSON.stringify([hostname, paths]);
  const at = all.findIndex(({ id }) => id === snapshot.id);
  return at < 0 ? undefined : all.find((other, index) => index > at && seriesOf(other) === seriesOf(snapshot));
}
