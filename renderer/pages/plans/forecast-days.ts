import type { ForecastEntry, Moment, PlanState } from "../../../shared/model/index.ts";
import { say, spokenLocale } from "../../../shared/words/index.ts";
import { formatDate, formatTime, listInWords, startOfDay, untilInWords } from "../../components/index.ts";
import { actionWords } from "../../plan-choices/index.ts";

/** More times of one schedule in a day than these are told as a number. */
const TIMES_SHOWN = 3;

/** One schedule on one day. */
export interface ForecastLine {
  readonly key: string;
  readonly planId: ForecastEntry["planId"];
  readonly planName: string;
  /** “Back up”, “Tidy up” */
  readonly action: string;
  /** “15:00”, “24 times from 00:10 to 23:10” */
  readonly times: string;
  /** “waits until 06:00” */
  readonly held: string | undefined;
}

export interface ForecastDay {
  readonly start: Moment;
  readonly name: string;
  readonly lines: readonly ForecastLine[];
}

/** What is going to run, by day, the soonest first; what comes often in a day is one line. */
export function forecastDays(
  entries: readonly ForecastEntry[],
  plans: readonly PlanState[],
  now: Moment,
): readonly ForecastDay[] {
  const days = Map.groupBy(entries, ({ at }) => startOfDay(at));
  return [...days]
    .toSorted(([a], [b]) => a - b)
    .map(([start, own]) => ({ start, name: dayName(start, now), lines: linesOf(own, plans, now) }));
}

function dayName(start: Moment, now: Moment): string {
  const today = startOfDay(now);
  if (start === today) return say("Today");
  if (start === startOfDay(today + 36 * 3_600_000)) return say("Tomorrow");
  const weekday = new Date(start).toLocaleDateString(spokenLocale(), { weekday: "long" });
  return say("{weekday} {date}", { weekday, date: formatDate(start, now) });
}

function linesOf(entries: readonly ForecastEntry[], plans: readonly PlanState[], now: Moment): readonly ForecastLine[] {
  const schedules = Map.groupBy(entries, ({ scheduleId }) => scheduleId);
  return [...schedules].flatMap(([key, own]): ForecastLine[] => {
    const [first] = own;
    const plan = plans.find(({ plan: { id } }) => id === first?.planId);
    if (first === undefined || plan === undefined) return [];
    const held = own.every(({ heldUntil }) => heldUntil !== undefined) ? first.heldUntil : undefined;
    return [
      {
        ...{ key, planId: first.planId, planName: plan.plan.name, action: actionWords(first.action) },
        times: timesWords(own.map(({ at }) => at).toSorted((a, b) => a - b)),
        held: held === undefined ? undefined : say("waits {until}", { until: untilInWords(held, now) }),
      },
    ];
  });
}

function timesWords(times: readonly Moment[]): string {
  const clocks = times.map(formatTime);
  if (clocks.length <= TIMES_SHOWN) return listInWords(clocks, TIMES_SHOWN);
  const [first = "", last = ""] = [clocks[0], clocks.at(-1)];
  return say("{count, number} times from {first} to {last}", { count: clocks.length, first, last });
}

/** Plans that follow changes: what they will do is in no forecast. */
export function followChanges(plans: readonly PlanState[]): readonly string[] {
  return plans
    .filter(({ plan }) =>
      plan.schedules.some(({ when, action }) => when.type === "changes" && action.type === "backup"),
    )
    .map(({ plan }) => plan.name);
}
