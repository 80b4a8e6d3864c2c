export { InvalidPruneOption, NeededBlobsMissing, NeededPacksDamaged } from "./errors.ts";
export type {
  BlobAmount,
  MaxUnused,
  PackAmount,
  PlannedPacks,
  PruneEvent,
  PruneFigures,
  PruneNotice,
  PruneOptions,
  PrunePhase,
  PruneProgress,
  PruneResult,
  PruneStop,
} from "./model.ts";
