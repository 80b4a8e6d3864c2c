export { diff } from "./diff.ts";
export type { DiffCounts, DiffItem, DiffOptions, DiffStatistics, Modifier } from "./model.ts";
