export { system } from "./choose.ts";
export { pageDropper } from "./drop-pages.ts";
export { errnoOf, SystemCallFailed } from "./failure.ts";
export { giveBackMemory } from "./give-back-memory.ts";
export { keepToIdleDisks } from "./idle-disks.ts";
export { LongPaths, longPaths, type SystemPath } from "./long-paths.ts";
export { beNice } from "./niceness.ts";
