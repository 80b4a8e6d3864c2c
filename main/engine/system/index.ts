export { system } from "./choose.ts";
export { errnoOf, SystemCallFailed } from "./failure.ts";
export { LongPaths, longPaths, type SystemPath } from "./long-paths.ts";
export { beNice } from "./niceness.ts";
