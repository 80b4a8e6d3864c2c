/** A folder as a list of any length: on a disk or in a snapshot. */
export { isWithin, joined, parentOf } from "./crumb-paths.ts";
export { Crumbs } from "./crumbs.tsx";
export { FileGrid } from "./file-grid.tsx";
export { findByPrefix } from "./type-ahead.ts";
export { type Pages, usePages } from "./use-pages.ts";
export { useStartAt } from "./use-start-at.ts";
