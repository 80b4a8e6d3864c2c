export { describeSnapshot, pathInSnapshot } from "./describe-snapshot.ts";
export type { EntriesQuery } from "./entries.ts";
export { planTag } from "./plan-tag.ts";
export { type EntriesPage, Snapshots, type SnapshotsOptions } from "./snapshots.ts";
