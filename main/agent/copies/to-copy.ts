import type { Moment, Plan, Snapshot, TargetId } from "../../../shared/model/index.ts";
import { retentionVerdicts } from "../retention/index.ts";
import { originOf } from "../snapshots/index.ts";

export interface CopyQuestion {
  readonly plan: Plan;
  /** All that are on the target. */
  readonly there: readonly Snapshot[];
  /** All that are on the plan's other targets, the target to take from first where several have the same. */
  readonly elsewhere: readonly { readonly targetId: TargetId; readonly snapshots: readonly Snapshot[] }[];
  /** A warning about an unusual change is open: then nothing is removed, and all is brought over. */
  readonly isHeld: boolean;
  readonly now: Moment;
}

/** A snapshot that a target lacks, and a target that has it. */
export interface ToCopy {
  readonly snapshot: Snapshot;
  readonly from: TargetId;
}

/**
 * What of a plan's snapshots a target is to get, the oldest first: all that its other targets have and this one does not,
 * but for those that the plan's rules would remove again as soon as they are there.
 */
export function snapshotsToCopy({ plan, there, elsewhere, isHeld, now }: CopyQuestion): readonly ToCopy[] {
  const known = new Set(there.map(originOf));
  const lacking: ToCopy[] = [];
  for (const { targetId, snapshots } of elsewhere) {
    for (const snapshot of snapshots) {
      if (snapshot.planId !== plan.id || known.has(originOf(snapshot))) continue;
      known.add(originOf(snapshot));
      lacking.push({ snapshot, from: targetId });
    }
  }
  if (lacking.length === 0) return [];
  const snapshots = [...there, ...lacking.map(({ snapshot }) => snapshot)];
  const verdicts = retentionVerdicts({ planId: plan.id, snapshots, rules: plan.keep, isHeld, now });
  const going = new Set(verdicts.flatMap(({ keep, snapshotId }) => (keep ? [] : [snapshotId])));
  return lacking
    .filter(({ snapshot }) => !going.has(snapshot.id))
    .toSorted((a, b) => a.snapshot.time - b.snapshot.time);
}
