export { BALLAST, Ballast } from "./ballast.ts";
export { TargetNearlyFull } from "./errors.ts";
export { forecastSpace, growthOf } from "./forecast.ts";
export { SpaceForecasts } from "./forecasts.ts";
export { isBelowStopLine, stopLine } from "./stop-line.ts";
