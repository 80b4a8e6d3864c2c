import type { KeepRules } from "../../../shared/model/index.ts";
import { type KeepPolicy, parseDuration } from "../../engine/index.ts";

const COUNTS = ["last", "hourly", "daily", "weekly", "monthly", "yearly"] as const;
const TIMES = ["within", "withinHourly", "withinDaily", "withinWeekly", "withinMonthly", "withinYearly"] as const;

/** A plan's rules in the engine's words: each tag keeps the snapshots that have it. @throws {InvalidDuration} */
export function keepPolicy(rules: KeepRules): KeepPolicy {
  const counts = COUNTS.flatMap((rule) => (rules[rule] === undefined ? [] : [[rule, rules[rule]] as const]));
  const times = TIMES.flatMap((rule) =>
    rules[rule] === undefined ? [] : [[rule, parseDuration(rules[rule])] as const],
  );
  const { tags = [] } = rules;
  return {
    ...Object.fromEntries(counts),
    ...Object.fromEntries(times),
    ...(tags.length === 0 ? {} : { tags: tags.map((tag) => [tag]) }),
  };
}
