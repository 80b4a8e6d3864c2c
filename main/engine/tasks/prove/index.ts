export type {
  ProveAmount,
  ProveEvent,
  ProveFailure,
  ProveOptions,
  ProvePhase,
  ProveProgress,
  ProveResult,
} from "./model.ts";
export { prove } from "./prove.ts";
