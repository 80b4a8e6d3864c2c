export { describe } from "./describe.ts";
export { type DefaultExclude, defaultExcludes } from "./filter/default-excludes.ts";
export { EntryFilter } from "./filter/entry-filter.ts";
export { matchText } from "./filter/match-text.ts";
export { RootPatterns } from "./filter/root-patterns.ts";
export {
  type ExclusionReason,
  type FilterSpec,
  type InheritedRules,
  NO_FILTER,
} from "./filter/spec.ts";
export { type FoundEntry, listFolder, lookUp, lookUpWay } from "./list-folder.ts";
export { type ProblemCause, type SourceProblem, SourceUnreadable, sourceProblem } from "./problem.ts";
export { SourceFile } from "./source-file.ts";
export { isInstant, isUnchanged } from "./unchanged.ts";
