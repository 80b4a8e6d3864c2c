export { PassphraseMissing, TargetUnknown } from "./errors.ts";
export { isThere, spaceAt } from "./local-places.ts";
export { isWithin } from "./places.ts";
export type { TargetPlaces } from "./target-places.ts";
export { type KnownRepository, Targets, type TargetsOptions } from "./targets.ts";
