export { decodeConfig, encodeConfig, type FormatVersion, type RepositoryConfig } from "./config.ts";
export { DamagedObject, UnsupportedFormat } from "./damaged.ts";
export { unwrapFile, wrapFile } from "./envelope.ts";
export { quoteName, unquoteName } from "./go-quote.ts";
export {
  type AnyId,
  type BlobId,
  type BlobType,
  ID_BYTES,
  type IndexId,
  idBytes,
  idFromBytes,
  isId,
  type KeyId,
  type LockId,
  type PackId,
  type SnapshotId,
  shortId,
} from "./ids.ts";
export type { PackColumns } from "./index-columns.ts";
export { decodeIndex, encodeIndex, type IndexedBlob, type IndexedPack, type IndexFile } from "./index-file.ts";
export { readIndexPacks } from "./index-text.ts";
export { jsonString, jsonStringOfBytes } from "./json-text.ts";
export {
  decodeKeyFile,
  decodeMasterKey,
  encodeKeyFile,
  encodeMasterKey,
  type KeyFile,
  type MasterKeyParts,
} from "./key-file.ts";
export { decodeLockFile, encodeLockFile, type LockFile } from "./lock-file.ts";
export { goMode, type NodeType, nodeTypeOf, unixPermissions } from "./mode.ts";
export { type ExtendedAttribute, encodeNode, type TreeNode } from "./node.ts";
export { idsOf } from "./node-pattern.ts";
export {
  COMPRESSED_ENTRY_BYTES,
  decodePackHeader,
  EMPTY_PACK_BYTES,
  encodePackHeader,
  HEADER_LENGTH_BYTES,
  MAX_HEADER_BYTES,
  MAX_PACK_ENTRIES,
  MIN_PACK_BYTES,
  type PackEntry,
  PLAIN_ENTRY_BYTES,
  packEntries,
  packSize,
} from "./pack-header.ts";
export { decodeSnapshot, encodeSnapshot, type Snapshot, type SnapshotSummary, summaryFields } from "./snapshot.ts";
export { formatTime, parseTime, type TimeText } from "./time.ts";
export { assembleTree, decodeTree, encodeTree } from "./tree.ts";
export { decodeNodeText, type NodeText, type PlainFields, scanTree } from "./tree-text.ts";
export { offsetMinutesAt } from "./zone.ts";
export {
  compress,
  compressedRoom,
  compressInto,
  DEFAULT_LEVEL,
  decompress,
  decompressInto,
  decompressUnknown,
} from "./zstd.ts";
