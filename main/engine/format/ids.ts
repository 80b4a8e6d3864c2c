/** 64 lowercase hex digits: 32 bytes, mostly a SHA-256. The brand keeps ids of different things apart. */
type Id<Kind extends string> = string & { readonly idOf: Kind };

/** SHA-256 of a blob's plaintext. Blobs are addressed by the pair of type and id. */
export type BlobId = Id<"blob">;
/** SHA-256 of a pack file's bytes as stored; so are the ids of the other files. */
export type PackId = Id<"pack">;
export type SnapshotId = Id<"snapshot">;
export type IndexId = Id<"index">;
export type KeyId = Id<"key">;
export type LockId = Id<"lock">;
export type AnyId = BlobId | PackId | SnapshotId | IndexId | KeyId | LockId;

/** What a blob holds: a piece of a file, or the list of a folder's entries. */
export type BlobType = "data" | "tree";

export const ID_BYTES = 32;

const ID = /^[0-9a-f]{64}$/;

/** Whether a text has the form of an id. Which kind of id it is, the caller knows. */
export function isId<T extends AnyId = AnyId>(text: unknown): text is T {
  return typeof text === "string" && ID.test(text);
}

/** The first eight digits, as people see ids. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

export function idBytes(id: string): Buffer {
  return Buffer.from(id, "hex");
}

/** Reads the 32 bytes at `offset` as an id of the wanted kind: `idFromBytes<BlobId>(bytes)`. */
export function idFromBytes<T extends AnyId>(bytes: Uint8Array, offset = 0): T {
  if (offset < 0 || offset + ID_BYTES > bytes.byteLength) throw new RangeError("an id needs 32 bytes");
  // 32 bytes give 64 lowercase hex digits, which is what the brand stands for.
  return Buffer.from(bytes.buffer, bytes.byteOffset + offset, ID_BYTES).toString("hex") as T;
}
