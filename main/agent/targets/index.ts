export { isRemote } from "./place.ts";
export { isWithin } from "./places.ts";
export { diskSpace, isThere } from "./real-places.ts";
export { Targets } from "./targets.ts";
export type { KnownRepository } from "./targets-options.ts";
