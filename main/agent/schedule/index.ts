/** When plans run by themselves. */
export type { Held } from "./activity.ts";
export { type DueAction, strength } from "./choose.ts";
export { allHoursEnd, isWithinHours } from "./hours.ts";
export { checkCron } from "./next-due.ts";
export { Scheduler } from "./scheduler.ts";
