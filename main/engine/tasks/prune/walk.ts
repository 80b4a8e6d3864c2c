/** What else needs to know what snapshots need; the door of prune is also the engine's. */
export type { PruneContext } from "./context.ts";
export { IndexBook, listStoredPacks } from "./index-book.ts";
export { UsedWalk } from "./used-walk.ts";
