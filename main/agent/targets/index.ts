export { isRemote } from "./place.ts";
export { isWithin } from "./places.ts";
export { diskSpace, isThere } from "./real-places.ts";
export { type KnownRepository, Targets } from "./targets.ts";
