import { bytes, countOf } from "../../../../../shared/figures/index.ts";
import { agoText, copiesScore, SCORE_POINTS } from "../../../../../shared/health/index.ts";
import type { PlanState, Target, TargetState } from "../../../../../shared/model/index.ts";

/** How a plan's copies are spread, and what would help most. */
export function scoreLines(plan: PlanState, targets: readonly TargetState[], now: number): string[] {
  const { says, next } = copiesScore(plan, targets, now);
  return [says, ...(next === undefined ? [] : [next.says])];
}

/** The same with each of the points. */
export function pointLines(plan: PlanState, targets: readonly TargetState[], now: number): string[] {
  const { says, pointsMet, points, next } = copiesScore(plan, targets, now);
  const each = points.map((point) => `  ${point.isMet ? "yes" : "no "}  ${point.says}`);
  return [`${says} ${pointsMet} of ${SCORE_POINTS.length}:`, ...each, ...(next === undefined ? [] : [next.says])];
}

/** A plan's copies, one a line. @param nameOf what a target is called */
export function copyLines(
  { targets: copies }: PlanState,
  targets: readonly TargetState[],
  now: number,
  nameOf = ({ name }: Target): string => name,
): string[] {
  return copies.map((copy) => {
    const target = targets.find(({ target: { id } }) => id === copy.targetId);
    const { newestSnapshotAt: at, newestSnapshotBytes: size, snapshots } = copy;
    const name = target === undefined ? "a target that is gone" : nameOf(target.target);
    const away = target?.presence === "away" ? ", not connected" : "";
    const missing = copy.missing === undefined ? "" : `; ${countOf(copy.missing, "snapshot")} not there yet`;
    if (at === undefined) return `to ${name}: nothing yet${missing}${away}`;
    const newest = `the newest ${agoText(now - at)}${size === undefined ? "" : `, ${bytes(size)}`}`;
    return `to ${name}: ${countOf(snapshots, "snapshot")}, ${newest}${missing}${away}`;
  });
}
