/** When plans run by themselves. */
export type { Held } from "./activity.ts";
export { strength } from "./choose.ts";
export { CronFault } from "./errors.ts";
export { allHoursEnd, hoursEnd, isWithinHours } from "./hours.ts";
export { checkCron, nextDue } from "./next-due.ts";
export { Scheduler, type SchedulerOptions } from "./scheduler.ts";
