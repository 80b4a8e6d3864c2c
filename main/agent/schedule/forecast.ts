import type { ForecastEntry, Moment, Plan, Preferences, Schedule, ScheduleId } from "../../../shared/model/index.ts";
import { strength } from "./choose.ts";
import { allHoursEnd } from "./hours.ts";
import { nextDue } from "./next-due.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Of one schedule. Every minute for a month would be more than anybody reads. */
const MOST_ENTRIES = 1000;

/** What a forecast is made from. */
export interface ForecastFacts {
  readonly plans: readonly Plan[];
  /** When each schedule was last due; now, if it is not known. */
  readonly markOf: (id: ScheduleId) => Moment | undefined;
  readonly now: Moment;
  readonly days: number;
  readonly zone: string;
  readonly paused?: Preferences["paused"];
}

/**
 * What is going to begin by itself, the soonest first, as far as clocks decide it. What falls into quiet hours or a pause
 * begins at its end, once. Of a plan's backups that begin together only the one that will run is told. Nothing begins in
 * a pause without an end.
 */
export function forecast(facts: ForecastFacts): readonly ForecastEntry[] {
  if (facts.paused !== undefined && facts.paused.until === undefined) return [];
  const entries = facts.plans.flatMap((plan) => {
    return strongest(plan.schedules.flatMap((schedule) => entriesOf(plan, schedule, facts)));
  });
  return entries.sort((a, b) => beginOf(a) - beginOf(b) || a.at - b.at);
}

function entriesOf(plan: Plan, { id, when, action }: Schedule, facts: ForecastFacts): ForecastEntry[] {
  const { now, zone, days } = facts;
  const end = now + days * DAY_MS;
  const entries: ForecastEntry[] = [];
  let last = Math.min(facts.markOf(id) ?? now, now);
  while (entries.length < MOST_ENTRIES) {
    const due = nextDue(when, last, zone);
    if (due === undefined) break;
    const at = Math.max(due, now);
    const heldUntil = heldAt(at, plan, facts);
    last = heldUntil ?? at;
    if (last > end) break;
    entries.push({ at, planId: plan.id, scheduleId: id, action, ...(heldUntil === undefined ? {} : { heldUntil }) });
  }
  return entries;
}

/** When something that is due then can begin, if not at once. */
function heldAt(at: Moment, { conditions }: Plan, { paused, zone }: ForecastFacts): Moment | undefined {
  const afterPause = Math.max(at, paused?.until ?? at);
  const begin = allHoursEnd(conditions.quietHours, afterPause, zone) ?? afterPause;
  return begin > at ? begin : undefined;
}

/** Of backups that begin at the same moment the one that reads the most. */
function strongest(entries: readonly ForecastEntry[]): ForecastEntry[] {
  const best = new Map<string, ForecastEntry>();
  for (const entry of entries) {
    const key = `${beginOf(entry)} ${entry.action.type}`;
    const other = best.get(key);
    if (other === undefined || strength(entry.action) > strength(other.action)) best.set(key, entry);
  }
  return [...best.values()];
}

function beginOf({ at, heldUntil }: ForecastEntry): Moment {
  return heldUntil ?? at;
}
