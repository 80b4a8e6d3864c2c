import type {
  Moment,
  Plan,
  Run,
  RunKind,
  Schedule,
  ScheduledAction,
  ScheduleId,
  TargetId,
} from "../../../shared/model/index.ts";
import { type Again, againOf } from "./again.ts";
import { type Changes, settledAt } from "./changes.ts";
import type { DueAction } from "./choose.ts";
import { nextDue } from "./next-due.ts";

/** A plan that has never been backed up does not wait for its hour. Whoever made it may start its first run before. */
const FIRST_AFTER_MS = 60_000;

/** Something that is to begin by itself, at a moment that is due or still to come. */
export interface Upcoming {
  readonly at: Moment;
  readonly action: DueAction;
  readonly trigger: Extract<Run["trigger"], "schedule" | "changes" | "retry" | "resumed">;
  /** Whose mark moves when it begins. */
  readonly schedule?: Schedule;
  /** The only target that it is for; without one a backup goes to whichever leads, everything else to all of the plan's. */
  readonly targetId?: TargetId;
  /** It has begun to wait then, and is told as waiting. */
  readonly waits?: { readonly since: Moment; readonly for: "settling" | "retry" | "space" };
}

/** What decides about a plan's next runs. */
export interface PlanFacts {
  readonly plan: Plan;
  /** When a schedule was last due; undefined until it is counted. */
  readonly markOf: (id: ScheduleId) => Moment | undefined;
  /** It was never backed up, and nothing was lost that might say otherwise. */
  readonly isNew: boolean;
  readonly changes: Changes | undefined;
  /** When the plan's last backup began. */
  readonly begunAt: Moment | undefined;
  /** Targets that could get snapshots of the plan now, and since when that is so. */
  readonly copies: readonly { readonly targetId: TargetId; readonly since: Moment }[];
  /** Runs of the plan that have ended, on a target or on any, the newest first. */
  readonly ended: (targetId: TargetId | undefined, kind: RunKind) => readonly Run[];
  readonly now: Moment;
  readonly zone: string;
}

/** All that is going to begin by itself next, of each schedule the soonest. Of a plan that is run by hand only copies. */
export function upcomingOf(facts: PlanFacts): readonly Upcoming[] {
  const { schedules } = facts.plan;
  const copies = facts.copies.flatMap((copy) => copyTo(copy, facts));
  if (schedules.length === 0) return copies;
  return [...schedules.flatMap((schedule) => ofSchedule(schedule, facts) ?? []), ...copies, ...madeAgain(facts)];
}

/** One that was tried since there was something new, or that the agent's end interrupted, is tried again only as other runs are. */
function copyTo({ targetId, since }: PlanFacts["copies"][number], { ended }: PlanFacts): Upcoming[] {
  const action = { type: "copy" } as const;
  const runs = ended(targetId, "copy");
  const begunAt = runs[0]?.startedAt ?? runs[0]?.queuedAt;
  const isInterrupted = runs[0]?.outcome === "interrupted";
  if (begunAt === undefined || (begunAt < since && !isInterrupted))
    return [{ at: since, action, trigger: "schedule", targetId }];
  const again = againOf(runs);
  return again === undefined ? [] : [{ ...toUpcoming(again), action, targetId }];
}

function ofSchedule(schedule: Schedule, facts: PlanFacts): Upcoming | undefined {
  const { plan, markOf, isNew, now, zone } = facts;
  const { when, action } = schedule;
  if (isNew && action.type === "backup" && markOf(schedule.id) === undefined) {
    return { at: plan.createdAt + FIRST_AFTER_MS, action, trigger: "schedule", schedule };
  }
  if (when.type === "changes") return afterChanges(schedule, facts);
  const at = nextDue(when, markOf(schedule.id) ?? now, zone);
  return at === undefined ? undefined : { at, action, trigger: "schedule", schedule };
}

function afterChanges(schedule: Schedule, { changes, begunAt }: PlanFacts): Upcoming | undefined {
  const { when, action } = schedule;
  if (when.type !== "changes" || changes === undefined) return undefined;
  const at = settledAt(changes, when, begunAt);
  return { at, action, trigger: "changes", schedule, waits: { since: changes.firstAt, for: "settling" } };
}

/** Runs that failed or were interrupted: upkeep on its target, a backup on whichever leads by then. */
function madeAgain({ plan, ended }: PlanFacts): Upcoming[] {
  const backup = againAs(ended(undefined, "backup"), "backup", plan);
  const kinds = ["check", "tidy"] as const;
  const upkeep = plan.targetIds.flatMap((targetId) =>
    kinds.flatMap((kind) => againAs(ended(targetId, kind), kind, plan).map((each) => ({ ...each, targetId }))),
  );
  return [...backup, ...upkeep];
}

function againAs(runs: readonly Run[], kind: "backup" | "check" | "tidy", plan: Plan): Upcoming[] {
  const again = againOf(runs);
  const action = again && actionOf(kind, runs[0], plan);
  return again === undefined || action === undefined ? [] : [{ ...toUpcoming(again), action }];
}

function toUpcoming({ at, since, trigger, waitsForSpace }: Again): Pick<Upcoming, "at" | "trigger" | "waits"> {
  const reason = waitsForSpace === true ? "space" : "retry";
  return trigger === "retry" ? { at, trigger, waits: { since, for: reason } } : { at, trigger };
}

function actionOf(kind: "backup" | "check" | "tidy", run: Run | undefined, plan: Plan): ScheduledAction | undefined {
  if (kind === "backup") return { type: "backup", mode: run?.mode ?? "incremental" };
  // A run does not tell how it was meant; one that no schedule asks for was asked for by hand.
  return plan.schedules.find(({ action }) => action.type === kind)?.action;
}
