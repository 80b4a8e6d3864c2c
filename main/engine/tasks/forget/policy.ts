import { type Duration, formatDuration, isNoTime } from "./duration.ts";
import { InvalidPolicy } from "./errors.ts";

/** What each rule of a number or a time looks at: all snapshots, or the newest of each hour, day and so on. */
export const SPANS = ["hourly", "daily", "weekly", "monthly", "yearly"] as const;
export type Span = (typeof SPANS)[number];
export const COUNT_RULES = ["last", ...SPANS] as const;
export type CountRule = (typeof COUNT_RULES)[number];

/**
 * Which snapshots of a group stay, in restic's rules. A snapshot stays when any rule keeps it; a rule that is left out,
 * zero or of no time says nothing.
 */
export interface KeepPolicy {
  /** The newest so many; -1 means all. */
  readonly last?: number;
  /** The newest snapshot of each of the newest so many hours (days, …) that have any; -1 means of all. */
  readonly hourly?: number;
  readonly daily?: number;
  /** Weeks as of ISO 8601: from Monday on. */
  readonly weekly?: number;
  readonly monthly?: number;
  readonly yearly?: number;
  /** All of this time before the newest snapshot that is not from the future. */
  readonly within?: Duration;
  /** The newest of each hour (day, …) of this time. */
  readonly withinHourly?: Duration;
  readonly withinDaily?: Duration;
  readonly withinWeekly?: Duration;
  readonly withinMonthly?: Duration;
  readonly withinYearly?: Duration;
  /** Snapshots that have all tags of one of these lists; the empty tag means a snapshot without any. */
  readonly tags?: readonly (readonly string[])[];
}

const WITHIN = {
  hourly: "withinHourly",
  daily: "withinDaily",
  weekly: "withinWeekly",
  monthly: "withinMonthly",
  yearly: "withinYearly",
} as const;

/** How many a rule of numbers keeps: 0 when there is no such rule, -1 for all. @throws {InvalidPolicy} */
export function countOfRule(policy: KeepPolicy, rule: CountRule): number {
  const count = policy[rule] ?? 0;
  if (!Number.isSafeInteger(count) || count < -1) throw new InvalidPolicy(rule, count);
  return count;
}

/** The time of a rule “newest of each hour (day, …) within”; absent when there is no such rule. */
export function timeOfRule(policy: KeepPolicy, span: Span): Duration | undefined {
  return someTime(policy[WITHIN[span]]);
}

/** The time within which all stay; absent when there is no such rule. */
export function timeOfAll({ within }: KeepPolicy): Duration | undefined {
  return someTime(within);
}

/** Whether a policy has no rule at all. @throws {InvalidPolicy} */
export function isEmptyPolicy(policy: KeepPolicy): boolean {
  const hasCount = COUNT_RULES.some((rule) => countOfRule(policy, rule) !== 0);
  const hasTime = timeOfAll(policy) !== undefined || SPANS.some((span) => timeOfRule(policy, span) !== undefined);
  return !hasCount && !hasTime && (policy.tags ?? []).length === 0;
}

/** The policy in restic's words: `keep 3 latest, all daily snapshots and all snapshots with tags [[a, b]]`. */
export function describePolicy(policy: KeepPolicy): string {
  const counts = COUNT_RULES.flatMap((rule) => {
    const count = countOfRule(policy, rule);
    const name = rule === "last" ? "latest" : rule;
    return count === 0 ? [] : [`${count < 0 ? "all" : count} ${name}`];
  });
  const times = SPANS.flatMap((span) => {
    const time = timeOfRule(policy, span);
    return time === undefined ? [] : [`${span} snapshots within ${formatDuration(time)}`];
  });
  const newest = [...(counts.length === 0 ? [] : [`${counts.join(", ")} snapshots`]), ...times].join(", ");
  const { tags = [] } = policy;
  const within = timeOfAll(policy);
  const all = [
    ...(newest === "" ? [] : [newest]),
    ...(tags.length === 0 ? [] : [`all snapshots with tags [${tags.map(tagsInWords).join(" ")}]`]),
    ...(within === undefined ? [] : [`all snapshots within ${formatDuration(within)} of the newest`]),
  ];
  return all.length === 0 ? "remove" : `keep ${all.join(" and ")}`;
}

/** A list of tags as restic prints it. */
export function tagsInWords(tags: readonly string[]): string {
  return `[${tags.join(", ")}]`;
}

function someTime(duration: Duration | undefined): Duration | undefined {
  return duration === undefined || isNoTime(duration) ? undefined : duration;
}
