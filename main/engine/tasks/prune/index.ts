export { InvalidPruneOption, NeededBlobsMissing, NeededPacksDamaged, UnreadableTree } from "./errors.ts";
export type {
  BlobAmount,
  MaxUnused,
  PackAmount,
  PlannedPacks,
  PruneEvent,
  PruneFigures,
  PruneHeld,
  PruneNotice,
  PruneOptions,
  PrunePhase,
  PruneProgress,
  PruneResult,
  PruneStop,
} from "./model.ts";
export { prune } from "./prune.ts";
