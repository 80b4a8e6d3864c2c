import type { Moment, Plan, Run, SpaceForecast } from "../../../shared/model/index.ts";
import { isEmptyPolicy } from "../../engine/index.ts";
import { keepPolicy } from "./keep-policy.ts";

const DAY_MS = 86_400_000;
/** How often a plan is tidied that says nothing of it. */
const TIDY_EVERY_MS = 7 * DAY_MS;
/** A little less than a day: a backup each day at the same time is not to miss it by a minute. */
const AT_MOST_EVERY_MS = 23 * 3_600_000;

export interface UpkeepQuestion {
  readonly plan: Plan;
  /** Tidy runs of the plan on the target, the newest first. */
  readonly tidies: readonly Run[];
  /** How many snapshots would go. */
  readonly removed: number;
  readonly space: SpaceForecast["state"];
  readonly now: Moment;
}

/**
 * Whether a plan with rules is tidied after a backup, though its schedules say nothing of it. Removing snapshots is cheap
 * and by itself frees nothing; finding what is no longer needed reads every folder list of the repository. So both are
 * done together once a week, and daily where room is short or the last time did not come to its end: that a snapshot
 * stays a few days longer than it has to harms nobody.
 */
export function isTidyDue({ plan, tidies, removed, space, now }: UpkeepQuestion): boolean {
  if (isEmptyPolicy(keepPolicy(plan.keep ?? {}))) return false;
  if (plan.schedules.some(({ action }) => action.type === "tidy")) return false;
  const [last] = tidies;
  const isUnfinished = last !== undefined && (last.figures?.kind !== "tidy" || last.figures.bytesLeft > 0);
  if (removed === 0 && !isUnfinished && space !== "stopped") return false;
  const every = space !== "fine" || isUnfinished ? AT_MOST_EVERY_MS : TIDY_EVERY_MS;
  const since = last === undefined ? plan.createdAt : (last.endedAt ?? last.queuedAt);
  return now - since >= every;
}
