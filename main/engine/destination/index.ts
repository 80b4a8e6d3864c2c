export type { ExistingEntry } from "./existing-entry.ts";
export type { ExistingFile } from "./existing-file.ts";
export {
  DestinationFull,
  NameTaken,
  NotAFolder,
  NotReplaceable,
  UnsafeName,
} from "./failures.ts";
export type { MetadataOptions, MetadataProblem, OwnerRule } from "./metadata.ts";
export { originalPlace } from "./original-place.ts";
export { removeTree } from "./remove-tree.ts";
export { RestoreFolder } from "./restore-folder.ts";
export type { RestoredFile } from "./restored-file.ts";
export { checkName } from "./safe-name.ts";
export { ScratchFolder } from "./scratch-folder.ts";
export { isTempName } from "./temp-names.ts";
export { type ZipOptions, zipFolder } from "./zip-folder.ts";
