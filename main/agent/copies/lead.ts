import type { Presence, Target, TargetKind } from "../../../shared/model/index.ts";

/** A target of a plan, and what decides whether the next backup goes there. */
export interface Candidate {
  readonly target: Target;
  readonly presence: Presence;
  /** The last backup or copy to it failed, or it refuses to be used. */
  readonly isTroubled: boolean;
  /** It has the plan's newest snapshot, so that a backup to it finds all that is known of changes. */
  readonly isCurrent: boolean;
}

const PRESENCES: readonly Presence[] = ["present", "unknown", "away"];

/**
 * The target that the next backup of a plan goes to; the others get copies of it. First one that is there, then one that
 * works, then one that has the newest snapshot, then the nearest; of equals the first in the plan's order.
 *
 * @param candidates in the plan's order
 */
export function leadOf(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.toSorted((a, b) => {
    const byPresence = PRESENCES.indexOf(a.presence) - PRESENCES.indexOf(b.presence);
    const byState = Number(a.isTroubled) - Number(b.isTroubled) || Number(b.isCurrent) - Number(a.isCurrent);
    return byPresence || byState || distanceOf(a.target.kind) - distanceOf(b.target.kind);
  })[0];
}

/** On this computer before in the house before wherever. */
export function distanceOf(kind: TargetKind): number {
  if (kind === "folder" || kind === "drive") return 0;
  return kind === "share" ? 1 : 2;
}
