export { BlobMarks } from "./blob-marks.ts";
export { FolderExpected, PathNotInSnapshot } from "./errors.ts";
export { type LocatedFolder, locateFolder } from "./located.ts";
export { cleanPath, isWithin, pathParts, ROOT, resolveFolder, resolvePath } from "./path-in-snapshot.ts";
export { TreeReader } from "./tree-reader.ts";
export { type WalkedNode, type WalkOptions, type WalkSnapshotOptions, walkSnapshot, walkTree } from "./walk.ts";
