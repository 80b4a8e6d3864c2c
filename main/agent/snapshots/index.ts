export { describeSnapshot } from "./describe-snapshot.ts";
export { planTag } from "./plan-tag.ts";
export { Snapshots } from "./snapshots.ts";
