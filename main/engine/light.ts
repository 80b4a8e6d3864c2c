/**
 * The engine's second door, for threads of others that have to stay small: names, and which folders are left out. Nothing behind it
 * loads compiled code; `index.ts` costs a thread a hundred times as much.
 */
export {
  type ByteString,
  baseName,
  fromBuffer,
  fromPathText,
  fromText,
  isUtf8,
  joinPath,
  parentPath,
  toBuffer,
  toPathText,
  toText,
} from "./names/index.ts";
export { FolderFilter, type FolderRules } from "./source/filter/folder-filter.ts";
export { LongPaths } from "./system/long-paths.ts";
