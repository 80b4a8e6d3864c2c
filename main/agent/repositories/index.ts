export { RepositoryReplaced, TargetAway } from "./errors.ts";
export type { KnownTargets } from "./known-targets.ts";
export { type Purpose, Repositories } from "./repositories.ts";
