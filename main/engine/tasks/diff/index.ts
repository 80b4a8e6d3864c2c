export { diff } from "./diff.ts";
export type { DiffCounts, DiffItem, DiffOptions, DiffSide, DiffStatistics, Modifier } from "./model.ts";
