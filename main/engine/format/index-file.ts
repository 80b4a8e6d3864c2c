import type { FormatVersion } from "./config.ts";
import { Fields } from "./fields.ts";
import type { BlobId, BlobType, IndexId, PackId } from "./ids.ts";
import { parseJson } from "./json-parse.ts";

/** Where a blob lies in its pack. Offset and length are bytes of the pack, the length includes the seal. */
export interface IndexedBlob {
  readonly id: BlobId;
  readonly type: BlobType;
  readonly offset: number;
  readonly length: number;
  /** Plaintext bytes; 0 where the blob is not compressed. */
  readonly uncompressedLength: number;
}

/** One pack with all of its blobs: a pack must never be split over two index files. */
export interface IndexedPack {
  readonly id: PackId;
  readonly blobs: readonly IndexedBlob[];
}

/** What one index file holds. `supersedes` is read for completeness; readers do not act on it. */
export interface IndexFile {
  readonly packs: readonly IndexedPack[];
  readonly supersedes: readonly IndexId[];
}

const OBJECT = "index";
const MAX_UINT32 = 2 ** 32 - 1;
/** Text is turned into bytes in pieces of about this size, so that a long index is not held twice. */
const PIECE_CHARACTERS = 256 * 1024;

/** A pack to be listed; its blobs may be made one by one. */
export interface ListedPack {
  readonly id: PackId;
  readonly blobs: Iterable<IndexedBlob>;
}

/** JSON and a newline; the only single file that ends with one. */
export function encodeIndex(packs: Iterable<ListedPack>): Buffer {
  const pieces: Buffer[] = [];
  let text = '{"packs":[';
  for (const part of indexParts(packs)) {
    text += part;
    if (text.length < PIECE_CHARACTERS) continue;
    pieces.push(Buffer.from(text, "latin1"));
    text = "";
  }
  return Buffer.concat([...pieces, Buffer.from(`${text}]}\n`, "latin1")]);
}

function* indexParts(packs: Iterable<ListedPack>): Generator<string> {
  let beforePack = "";
  for (const { id, blobs } of packs) {
    yield `${beforePack}{"id":"${id}","blobs":[`;
    let beforeBlob = "";
    for (const blob of blobs) {
      yield beforeBlob + encodeBlob(blob);
      beforeBlob = ",";
    }
    yield "]}";
    beforePack = ",";
  }
}

/** @throws {DamagedObject} not an index, or a compressed blob in a version 1 repository */
export function decodeIndex(bytes: Uint8Array, version: FormatVersion): IndexFile {
  const fields = new Fields(OBJECT, parseJson(OBJECT, bytes));
  return {
    packs: (fields.optionalList("packs") ?? []).map((pack) => decodePack(pack, version)),
    supersedes: fields.optionalIds<IndexId>("supersedes") ?? [],
  };
}

function encodeBlob(blob: IndexedBlob): string {
  const place = `{"id":"${blob.id}","type":"${blob.type}","offset":${blob.offset},"length":${blob.length}`;
  return blob.uncompressedLength === 0 ? `${place}}` : `${place},"uncompressed_length":${blob.uncompressedLength}}`;
}

function decodePack(value: unknown, version: FormatVersion): IndexedPack {
  const fields = new Fields(OBJECT, value);
  const blobs = fields.optionalList("blobs") ?? [];
  return { id: fields.id<PackId>("id"), blobs: blobs.map((blob) => decodeBlob(blob, version)) };
}

function decodeBlob(value: unknown, version: FormatVersion): IndexedBlob {
  const fields = new Fields(OBJECT, value);
  const type = fields.text("type");
  if (type !== "data" && type !== "tree") return fields.damaged("type", "is neither “data” nor “tree”");
  const uncompressedLength = fields.optionalCount("uncompressed_length", MAX_UINT32) ?? 0;
  if (version === 1 && uncompressedLength !== 0) {
    return fields.damaged("uncompressed_length", "must not be there in format version 1");
  }
  return {
    id: fields.id<BlobId>("id"),
    type,
    offset: fields.count("offset", MAX_UINT32),
    length: fields.count("length", MAX_UINT32),
    uncompressedLength,
  };
}
