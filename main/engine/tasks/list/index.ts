export { PathNotAbsolute } from "./errors.ts";
export { matchJson, nodeLine, snapshotJson, snapshotLine } from "./json-lines.ts";
export { type ListItem, type ListOptions, list } from "./list.ts";
export { longLine, permissionsText } from "./long-form.ts";
export { type SnapshotsOptions, snapshots } from "./snapshots.ts";
