/** Finding files in all snapshots, from the header and from its own page, and the way from a hit to the file on the disk. */
export { Found, type FoundProps } from "./found.tsx";
export { type HitRestore, HitSheet, useHitRestore } from "./hit-sheet.tsx";
export { IndexNote } from "./index-note.tsx";
export { Matched } from "./matched.tsx";
export { SearchBox } from "./search-box.tsx";
