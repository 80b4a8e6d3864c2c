export { describeSnapshot } from "./describe-snapshot.ts";
export { modeTag } from "./mode-tag.ts";
export { planTag } from "./plan-tag.ts";
export { Snapshots } from "./snapshots.ts";
