export { type Clock, systemClock } from "../../engine/index.ts";
export { inTime } from "./in-time.ts";
