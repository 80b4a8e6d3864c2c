import type { Moment } from "../model/index.ts";
import { say } from "../words/index.ts";

/** When the day begins for who says “tomorrow morning”. */
const MORNING_HOUR = 8;
const HOUR_MS = 3_600_000;

/** How long a pause can last, with its words; without an end it lasts until the user resumes. */
export function pauseEnds(now: Moment): readonly { readonly label: string; readonly until?: Moment }[] {
  const tomorrow = new Date(now);
  tomorrow.setDate(tomorrow.getDate() + 1);
  tomorrow.setHours(MORNING_HOUR, 0, 0, 0);
  return [
    { label: say("For an hour"), until: now + HOUR_MS },
    { label: say("Until tomorrow morning"), until: tomorrow.getTime() },
    { label: say("Until I resume") },
  ];
}
