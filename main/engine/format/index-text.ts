import type { FormatVersion } from "./config.ts";
import type { BlobId, BlobType, PackId } from "./ids.ts";
import { decodeIndex, type IndexedBlob, type IndexedPack } from "./index-file.ts";

const HEAD = '{"packs":[';
const PACK = /\{"id":"([0-9a-f]{64})","blobs":\[/y;
const BLOB =
  /\{"id":"([0-9a-f]{64})","type":"(data|tree)","offset":(\d{1,9}),"length":(\d{1,9})(?:,"uncompressed_length":(\d{1,9}))?\}/y;
const MAX_UINT32 = 2 ** 32 - 1;

/**
 * The packs of an index file one after the other, so that memory holds one at a time: an index of 50,000 blobs takes 30 MB
 * as objects. Reads the form that restic and we write; anything else is decoded as a whole.
 *
 * @throws {DamagedObject} not an index, or a compressed blob in a version 1 repository
 */
export function* readIndexPacks(bytes: Uint8Array, version: FormatVersion): Generator<IndexedPack> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  let [at, count] = [HEAD.length, 0];
  while (text.startsWith(HEAD) && text[at] === "{") {
    const pack = packAt(text, at, version);
    if (pack === undefined) break;
    yield pack.pack;
    count += 1;
    at = text[pack.end] === "," ? pack.end + 1 : pack.end;
  }
  if (text.startsWith(HEAD) && /^\]\}\s*$/.test(text.slice(at, at + 4)) && at + 4 > text.length) return;
  yield* decodeIndex(bytes, version).packs.slice(count);
}

function packAt(text: string, start: number, version: FormatVersion): { pack: IndexedPack; end: number } | undefined {
  PACK.lastIndex = start;
  const id = PACK.exec(text)?.[1];
  if (id === undefined) return undefined;
  const blobs: IndexedBlob[] = [];
  let at = PACK.lastIndex;
  while (text[at] === "{") {
    BLOB.lastIndex = at;
    const blob = blobOf(BLOB.exec(text), version);
    if (blob === undefined) return undefined;
    blobs.push(blob);
    at = BLOB.lastIndex + (text[BLOB.lastIndex] === "," ? 1 : 0);
  }
  // The expressions take nothing but 64 hex digits for an id.
  return text.startsWith("]}", at) ? { pack: { id: id as PackId, blobs }, end: at + 2 } : undefined;
}

function blobOf(match: RegExpExecArray | null, version: FormatVersion): IndexedBlob | undefined {
  if (match === null) return undefined;
  const [, id, type, offset, length, uncompressed] = match;
  const numbers = { offset: Number(offset), length: Number(length), uncompressedLength: Number(uncompressed ?? 0) };
  if (version === 1 && uncompressed !== undefined) return undefined;
  if (Math.max(numbers.offset, numbers.length, numbers.uncompressedLength) > MAX_UINT32) return undefined;
  // As above, and one of the two types.
  return { id: id as BlobId, type: type as BlobType, ...numbers };
}
