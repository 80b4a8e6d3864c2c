import { DamagedObject } from "./damaged.ts";

const MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50; // to ...5f
const DICTIONARY_ID_BYTES = [0, 1, 2, 4];
const CONTENT_SIZE_BYTES = [0, 2, 4, 8];
const RLE_BLOCK = 1;
const RESERVED_BLOCK = 3;

/**
 * The zstd frames in a row of them, without the skippable ones: Node's decompressor stops after the first frame, of
 * either kind, and passes over whatever follows.
 *
 * @throws {DamagedObject} bytes that are no frame, or a frame that is cut short
 * @see RFC 8878, section 3.1
 */
export function splitFrames(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Uint8Array[] = [];
  let at = 0;
  try {
    while (at < bytes.length) {
      const magic = view.getUint32(at, true);
      const isSkippable = (magic & ~0xf) >>> 0 === SKIPPABLE_MAGIC;
      const end = isSkippable ? at + 8 + view.getUint32(at + 4, true) : frameEnd(view, at);
      if (end > bytes.length) throw new DamagedObject("blob", "its compressed form is cut short", { at });
      if (!isSkippable) frames.push(bytes.subarray(at, end));
      at = end;
    }
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause; // DataView throws it when reading past the end
    throw new DamagedObject("blob", "its compressed form is cut short", { at }, cause);
  }
  return frames;
}

function frameEnd(view: DataView, start: number): number {
  if (view.getUint32(start, true) !== MAGIC) {
    throw new DamagedObject("blob", "its compressed form is not zstd", { at: start });
  }
  const descriptor = view.getUint8(start + 4);
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeCode = descriptor >> 6;
  const sizeBytes = sizeCode === 0 && isSingleSegment ? 1 : (CONTENT_SIZE_BYTES[sizeCode] ?? 0);
  const dictionaryBytes = DICTIONARY_ID_BYTES[descriptor & 3] ?? 0;
  const blocks = start + 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes + sizeBytes;
  const hasChecksum = (descriptor & 4) !== 0;
  return blocksEnd(view, blocks) + (hasChecksum ? 4 : 0);
}

function blocksEnd(view: DataView, start: number): number {
  let at = start;
  for (;;) {
    const header = view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    const type = (header >> 1) & 3;
    if (type === RESERVED_BLOCK) throw new DamagedObject("blob", "its compressed form is not zstd", { at });
    at += 3 + (type === RLE_BLOCK ? 1 : header >> 3);
    if ((header & 1) !== 0) return at;
  }
}
