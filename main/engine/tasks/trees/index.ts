export { BlobMarks } from "./blob-marks.ts";
export { FolderExpected, PathNotInSnapshot } from "./errors.ts";
export { type LocatedFolder, locateFolder } from "./located.ts";
export { cleanPath, isWithin, ROOT, resolveFolder, resolveFolderWith, resolvePath } from "./path-in-snapshot.ts";
export { TreeReader } from "./tree-reader.ts";
export { type WalkedNode, walkTree } from "./walk.ts";
