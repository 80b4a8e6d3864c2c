import type { FormatVersion } from "./config.ts";
import { DamagedObject } from "./damaged.ts";
import { type BlobId, type BlobType, ID_BYTES, idBytes, idFromBytes } from "./ids.ts";

/** One blob of a pack. The entries follow the order of the blobs, which lie one after the other without gaps. */
export interface PackEntry {
  readonly type: BlobType;
  readonly id: BlobId;
  /** Bytes in the pack, seal included. */
  readonly length: number;
  /** Plaintext bytes; 0 where the blob is not compressed. */
  readonly uncompressedLength: number;
}

/** Bytes of a header entry: type, length, id; and with the length of the plaintext where the blob is compressed. */
export const PLAIN_ENTRY_BYTES = 37;
export const COMPRESSED_ENTRY_BYTES = 41;
/** The pack's last bytes: length of the sealed header as little-endian uint32. */
export const HEADER_LENGTH_BYTES = 4;
/** Longest sealed header that readers accept, without the length field. */
export const MAX_HEADER_BYTES = 16 * 1024 * 1024;
/** How many entries a header can have at most if all are compressed. */
export const MAX_PACK_ENTRIES = 409_199;
/** The shortest pack there can be: the header of one entry and nothing of use before it. */
export const MIN_PACK_BYTES = 73;

const SEAL_BYTES = 32;
/** What a pack takes beside its blobs and their entries. */
export const EMPTY_PACK_BYTES = SEAL_BYTES + HEADER_LENGTH_BYTES;
const OBJECT = "pack header";
const COMPRESSED = 2; // added to the type byte
const TREE = 1;

/** The size a pack with these blobs must have, which `check` compares with the file. */
export function packSize(entries: readonly Pick<PackEntry, "length" | "uncompressedLength">[]): number {
  return entries.reduce((size, entry) => size + entry.length + entryBytes(entry), EMPTY_PACK_BYTES);
}

/** The header's plaintext. */
export function encodePackHeader(entries: readonly PackEntry[]): Buffer {
  const header = Buffer.alloc(entries.reduce((size, entry) => size + entryBytes(entry), 0));
  let at = 0;
  for (const entry of entries) at = writeEntry(header, at, entry);
  return header;
}

/** @throws {DamagedObject} not whole entries, unknown types, or compression in a version 1 repository */
export function decodePackHeader(plain: Uint8Array, version: FormatVersion): PackEntry[] {
  return [...packEntries(plain, version)];
}

/** The entries one after the other: a header may have 400,000, and memory need not hold them all. */
export function* packEntries(plain: Uint8Array, version: FormatVersion): Generator<PackEntry> {
  const header = Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength);
  if (header.length === 0) throw new DamagedObject(OBJECT, "it is empty");
  for (let at = 0; at < header.length; ) {
    const entry = readEntry(header, at, version);
    yield entry;
    at += entryBytes(entry);
  }
}

/** Bytes of a blob's entry in the header. */
export function entryBytes(entry: Pick<PackEntry, "uncompressedLength">): number {
  return entry.uncompressedLength === 0 ? PLAIN_ENTRY_BYTES : COMPRESSED_ENTRY_BYTES;
}

function writeEntry(header: Buffer, start: number, entry: PackEntry): number {
  const isCompressed = entry.uncompressedLength !== 0;
  let at = header.writeUInt8((isCompressed ? COMPRESSED : 0) + (entry.type === "tree" ? TREE : 0), start);
  at = header.writeUInt32LE(entry.length, at);
  if (isCompressed) at = header.writeUInt32LE(entry.uncompressedLength, at);
  return at + idBytes(entry.id).copy(header, at);
}

function readEntry(header: Buffer, at: number, version: FormatVersion): PackEntry {
  const type = header.readUInt8(at);
  const isKnown = type < COMPRESSED || (type < 2 * COMPRESSED && version === 2);
  if (!isKnown) throw new DamagedObject(OBJECT, "it has a blob of unknown type", { type, at });
  const isCompressed = type >= COMPRESSED;
  const end = at + (isCompressed ? COMPRESSED_ENTRY_BYTES : PLAIN_ENTRY_BYTES);
  if (end > header.length) throw new DamagedObject(OBJECT, "it ends inside an entry", { at });
  const length = header.readUInt32LE(at + 1);
  const uncompressedLength = isCompressed ? header.readUInt32LE(at + 5) : 0;
  if (length < SEAL_BYTES || (isCompressed && uncompressedLength === 0)) {
    throw new DamagedObject(OBJECT, "it has a blob of impossible size", { at, length, uncompressedLength });
  }
  const id = idFromBytes<BlobId>(header, end - ID_BYTES);
  return { type: type % COMPRESSED === TREE ? "tree" : "data", id, length, uncompressedLength };
}
