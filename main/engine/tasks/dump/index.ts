export { type DumpOptions, dump } from "./dump.ts";
export { NotDumpable } from "./errors.ts";
export { type FileStart, type ReadStartOptions, readStart } from "./read-start.ts";
