export { type DumpOptions, dump } from "./dump.ts";
export { NotDumpable } from "./errors.ts";
