export { type Clock, systemClock } from "./clock.ts";
export { inTime } from "./in-time.ts";
