import type { Moment } from "../model/index.ts";
import { spokenLocale } from "../words/index.ts";

/** `12 March`, with the year when it is another one than now's. */
export function formatDate(moment: Moment, now: Moment): string {
  const date = new Date(moment);
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleDateString(spokenLocale(), {
    day: "numeric",
    month: "long",
    ...(isThisYear ? {} : { year: "numeric" }),
  });
}

/** `14:10` */
export function formatTime(moment: Moment): string {
  return new Date(moment).toLocaleTimeString(spokenLocale(), { hour: "2-digit", minute: "2-digit" });
}

/** Midnight of the moment's day, here. */
export function startOfDay(moment: Moment): number {
  return new Date(moment).setHours(0, 0, 0, 0);
}
