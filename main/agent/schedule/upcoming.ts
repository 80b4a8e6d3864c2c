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
import { nextDue } from "./next-due.ts";

/** A plan that has never been backed up does not wait for its hour. Whoever made it may start its first run before. */
const FIRST_AFTER_MS = 60_000;

/** Something that is to begin by itself, at a moment that is due or still to come. */
export interface Upcoming {
  readonly at: Moment;
  readonly action: ScheduledAction;
  readonly trigger: Extract<Run["trigger"], "schedule" | "changes" | "retry" | "resumed">;
  /** Whose mark moves when it begins. */
  readonly schedule?: Schedule;
  /** The only target that it is for; all of the plan's if there is none. */
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
  /** Runs of the plan on a target that have ended, the newest first. */
  readonly ended: (targetId: TargetId, kind: RunKind) => readonly Run[];
  readonly now: Moment;
  readonly zone: string;
}

/** All that is going to begin by itself next, of each schedule the soonest. Nothing for a plan that is run by hand. */
export function upcomingOf(facts: PlanFacts): readonly Upcoming[] {
  const { schedules } = facts.plan;
  if (schedules.length === 0) return [];
  return [...schedules.flatMap((schedule) => ofSchedule(schedule, facts) ?? []), ...madeAgain(facts)];
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

/** Runs that failed or were interrupted, on their targets. */
function madeAgain({ plan, ended }: PlanFacts): Upcoming[] {
  const kinds = ["backup", "check", "tidy"] as const;
  return plan.targetIds.flatMap((targetId) =>
    kinds.flatMap((kind) => {
      const runs = ended(targetId, kind);
      const again = againOf(runs);
      const action = again && actionOf(kind, runs[0], plan);
      return again === undefined || action === undefined ? [] : [{ ...toUpcoming(again), action, targetId }];
    }),
  );
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
