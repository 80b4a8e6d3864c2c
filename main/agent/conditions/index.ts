/** Under which conditions runs begin, and how fast they may be. */
export { bandwidthNow } from "./bandwidth.ts";
export { Gate } from "./gate.ts";
