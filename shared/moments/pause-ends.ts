import type { Moment } from "../model/index.ts";
import { say, type Text, text } from "../words/index.ts";

/** When the day begins for who says “tomorrow morning”. */
const MORNING_HOUR = 8;
const HOUR_MS = 3_600_000;

/** How long a pause can last: for an hour, until tomorrow morning, until the user resumes. */
export const PAUSE_ENDS = ["hour", "morning", "open"] as const;
export type PauseEnd = (typeof PAUSE_ENDS)[number];

const LABELS: Readonly<Record<PauseEnd, Text>> = {
  hour: text("For an hour"),
  morning: text("Until tomorrow morning"),
  open: text("Until I resume"),
};

export function pauseWords(end: PauseEnd): string {
  return say(LABELS[end]);
}

/** When a pause that begins now ends; undefined if the user has to resume. */
export function pauseUntil(end: PauseEnd, now: Moment): Moment | undefined {
  switch (end) {
    case "hour":
      return now + HOUR_MS;
    case "morning":
      return tomorrowMorning(now);
    case "open":
      return undefined;
  }
}

function tomorrowMorning(now: Moment): Moment {
  const tomorrow = new Date(now);
  tomorrow.setDate(tomorrow.getDate() + 1);
  return tomorrow.setHours(MORNING_HOUR, 0, 0, 0);
}
