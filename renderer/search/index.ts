/** Finding files in all snapshots, from the header and from its own page, and the way from a hit to the file on the disk. */
export { Found } from "./found.tsx";
export { useHitRestore } from "./hit-sheet.tsx";
export { IndexNote } from "./index-note.tsx";
export { SearchBox } from "./search-box.tsx";
