import type { Plan, When } from "../model/index.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A span of the calendar and a day: one that is due at noon is not late at a minute past. */
const WEEK_MS = 8 * DAY_MS;
const MONTH_MS = 32 * DAY_MS;
const YEAR_MS = 370 * DAY_MS;

/**
 * How old a plan's newest snapshot may be: what its user says, else what its schedules promise, the most frequent one of
 * them. For a plan that nobody but its user starts it is a day: nothing else reminds of it, and who means another span
 * says so.
 */
export function goalMs({ goalHours, schedules }: Pick<Plan, "goalHours" | "schedules">): number {
  if (goalHours !== undefined) return goalHours * HOUR_MS;
  const spans = schedules.flatMap(({ when, action }) => (action.type === "backup" ? [spanOf(when)] : []));
  return spans.length === 0 ? DAY_MS : Math.min(...spans);
}

function spanOf(when: When): number {
  switch (when.type) {
    case "changes":
    case "daily":
      return DAY_MS;
    case "interval":
      return Math.max(DAY_MS, 2 * when.minutes * 60_000);
    case "weekly":
      return WEEK_MS;
    case "monthly":
      return MONTH_MS;
    case "yearly":
      return YEAR_MS;
    case "cron":
      return spanOfCron(when.expression);
  }
}

/** The longest that the fields leave open: a month that is named comes once a year. */
function spanOfCron(expression: string): number {
  const [, , day = "*", month = "*", weekday = "*"] = expression.trim().split(/\s+/).slice(-5);
  if (month !== "*") return YEAR_MS;
  if (day !== "*" && day !== "?") return MONTH_MS;
  return weekday === "*" || weekday === "?" ? DAY_MS : WEEK_MS;
}
