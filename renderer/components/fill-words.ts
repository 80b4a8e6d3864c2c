import { countOf } from "../../shared/figures/index.ts";
import type { Moment, SpaceForecast } from "../../shared/model/index.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const MONTH_DAYS = 30.44;

/** How full a target is going to be: “full in about 14 months”; undefined as long as nothing can be said. */
export function fillWords({ state, fullAt, bytesPerDay }: SpaceForecast, now: Moment): string | undefined {
  if (state === "stopped") return "so little room is left that backups wait until there is more";
  if (fullAt !== undefined) {
    const about = aboutWords(Math.max(0, fullAt - now));
    return state === "low" ? `nearly full; at this rate full ${about}` : `full ${about}`;
  }
  if (state === "low") return "nearly full";
  return bytesPerDay === undefined ? undefined : "not full in the years to come";
}

/** No more exact than it can be known: days within a fortnight, weeks within two months, months within two years. */
function aboutWords(ms: number): string {
  const days = ms / DAY_MS;
  if (days < 1.5) return "within a day";
  if (days < 14) return `in about ${countOf(Math.round(days), "day")}`;
  if (days < 60) return `in about ${countOf(Math.round(days / 7), "week")}`;
  if (days < 24 * MONTH_DAYS) return `in about ${countOf(Math.round(days / MONTH_DAYS), "month")}`;
  return `in about ${countOf(Math.round(days / 365.25), "year")}`;
}
