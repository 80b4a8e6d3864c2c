export { BALLAST, Ballast } from "./ballast.ts";
export { TargetNearlyFull } from "./errors.ts";
export { forecastSpace } from "./forecast.ts";
export { isBelowStopLine, stopLine } from "./stop-line.ts";
