import { createHash } from "node:crypto";
import type { Moment, PathText, Plan, PlanId } from "../../../shared/model/index.ts";
import type { Journal } from "../journal/index.ts";

/** When a run of a plan last looked at everything. */
export interface Walk {
  readonly at: Moment;
  /** Changed folders that it found and nobody had told; absent where there was nothing to compare with. */
  readonly missed?: number;
}

/** What is known of changes on the disks without a walk, as jobs need it. */
export interface KnownChanges extends Pick<Journal, "position" | "since" | "rebase" | "copied"> {
  /** Resolves when all that happened before the call is known. */
  settle(): Promise<void>;
  /** Whether everything is to be looked at, whatever is known: once a day. */
  isWalkDue(planId: PlanId): boolean;
  walked(planId: PlanId, walk: Walk): void;
}

/** The choices that decide what a plan saves at all: with others, what is known of changes does not help. */
export function fingerprintOf({ folders, filter }: Plan, skipPaths: readonly PathText[]): string {
  const chosen = JSON.stringify([folders, filter, [...new Set(skipPaths)].sort()]);
  return createHash("sha256").update(chosen).digest("hex");
}
