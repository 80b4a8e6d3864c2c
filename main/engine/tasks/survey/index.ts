/** What a repository holds, looked at as a whole: for tasks that go through all of its packs and trees. */
export { type BlobRange, blobRanges, type PlacedBlob } from "./blob-ranges.ts";
export { confirmGone } from "./confirm-gone.ts";
export { EntryBook, type MetBlobs, type WalkMemory, walkMemory } from "./entry-book.ts";
export { inLanes } from "./lanes.ts";
export { entriesOf, type PackContents, sortByPack } from "./pack-contents.ts";
export { isDamage, problemOf } from "./problem.ts";
export { inTreeRounds } from "./tree-rounds.ts";
