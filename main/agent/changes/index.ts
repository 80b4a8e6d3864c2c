/** What the agent knows of changes on the disks. */
export { Changes } from "./changes.ts";
export { fingerprintOf, type KnownChanges } from "./known-changes.ts";
