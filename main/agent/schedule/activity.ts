import type { Moment, PlanActivity, Preferences, Run, WaitReason } from "../../../shared/model/index.ts";
import type { Upcoming } from "./upcoming.ts";

/** Why what is due does not begin. */
export interface Held {
  readonly for: readonly WaitReason[];
  /** When that ends, if it can be told. */
  readonly until?: Moment;
}

/** What decides what is told of a plan. */
export interface ActivityFacts {
  /** Of the plan's runs those that have not ended. */
  readonly active: readonly Run[];
  readonly upcoming: readonly Upcoming[];
  readonly hasSchedules: boolean;
  readonly paused?: Preferences["paused"];
  readonly held?: Held | undefined;
  readonly now: Moment;
}

/** What a plan does now, and if nothing, what it waits for or when it goes on. */
export function activityOf(facts: ActivityFacts): PlanActivity {
  const { active, upcoming, hasSchedules, paused, now } = facts;
  if (active.some(({ state }) => state === "running")) return { type: "running" };
  if (active.length > 0) {
    const reasons = active.map(({ waitingFor }) => waitingFor ?? "turn");
    return { type: "waiting", since: Math.min(...active.map(({ queuedAt }) => queuedAt)), for: [...new Set(reasons)] };
  }
  if (!hasSchedules) return { type: "idle" };
  if (paused !== undefined) return { type: "paused", ...paused };
  const soonest = upcoming.length === 0 ? undefined : Math.min(...upcoming.map(({ at }) => at));
  return (
    waiting(facts, soonest) ?? { type: "idle", ...(soonest === undefined ? {} : { next: Math.max(soonest, now) }) }
  );
}

function waiting({ upcoming, held, now }: ActivityFacts, soonest: Moment | undefined): PlanActivity | undefined {
  if (held !== undefined && soonest !== undefined && soonest <= now)
    return { type: "waiting", since: soonest, ...held };
  const [wait] = upcoming.filter(({ at, waits }) => waits !== undefined && at > now).sort((a, b) => a.at - b.at);
  if (wait?.waits === undefined) return undefined;
  return { type: "waiting", since: wait.waits.since, for: [wait.waits.for], until: wait.at };
}
