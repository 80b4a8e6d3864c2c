import type { Moment, SpaceForecast } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const MONTH_DAYS = 30.44;

/** How full a target is going to be: “full in about 14 months”; undefined as long as nothing can be said. */
export function fillWords({ state, fullAt, bytesPerDay }: SpaceForecast, now: Moment): string | undefined {
  if (state === "stopped") return say("so little room is left that backups wait until there is more");
  if (fullAt !== undefined) {
    const about = aboutWords(Math.max(0, fullAt - now));
    return state === "low" ? say("nearly full; at this rate full {about}", { about }) : say("full {about}", { about });
  }
  if (state === "low") return say("nearly full");
  return bytesPerDay === undefined ? undefined : say("not full in the years to come");
}

/** No more exact than it can be known: days within a fortnight, weeks within two months, months within two years. */
function aboutWords(ms: number): string {
  const days = ms / DAY_MS;
  if (days < 1.5) return say("within a day");
  if (days < 14) return say("in about {count, plural, one {# day} other {# days}}", { count: Math.round(days) });
  if (days < 60) return say("in about {count, plural, one {# week} other {# weeks}}", { count: Math.round(days / 7) });
  if (days < 24 * MONTH_DAYS)
    return say("in about {count, plural, one {# month} other {# months}}", { count: Math.round(days / MONTH_DAYS) });
  return say("in about {count, plural, one {# year} other {# years}}", { count: Math.round(days / 365.25) });
}
