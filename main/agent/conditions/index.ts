/** Under which conditions runs begin, and how fast they may be. */
export { bandwidthAt, bandwidthNow } from "./bandwidth.ts";
export { Gate } from "./gate.ts";
