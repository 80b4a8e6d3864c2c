export { IndexUnsound, NoPackThere, PackUnknown } from "./errors.ts";
export type {
  LostBlob,
  RepairedSnapshot,
  RepairIndexOptions,
  RepairIndexResult,
  RepairNotice,
  RepairPacksOptions,
  RepairPacksResult,
  RepairPhase,
  RepairProgress,
  RepairSnapshotsOptions,
  RepairSnapshotsResult,
  Salvaged,
  SnapshotChange,
} from "./model.ts";
export { repairIndex } from "./repair-index.ts";
export { repairPacks } from "./repair-packs.ts";
export { repairSnapshots } from "./repair-snapshots.ts";
