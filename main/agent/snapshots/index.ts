export { describeSnapshot } from "./describe-snapshot.ts";
export { modeTag } from "./mode-tag.ts";
export { isFull, originOf } from "./origin.ts";
export { PLAN_TAG_PREFIX, planTag } from "./plan-tag.ts";
export { Snapshots } from "./snapshots.ts";
