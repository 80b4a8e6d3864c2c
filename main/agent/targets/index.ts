export { isThere } from "./local-places.ts";
export { isWithin } from "./places.ts";
export { type KnownRepository, Targets } from "./targets.ts";
