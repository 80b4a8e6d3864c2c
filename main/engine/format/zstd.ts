import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { DamagedObject } from "./damaged.ts";
import { ZstdContext } from "./zstd-context.ts";
import { splitFrames } from "./zstd-frames.ts";

/** What restic calls “auto”. */
export const DEFAULT_LEVEL = 3;

const MIN_OUTPUT = 64; // the least that node:zlib takes
const PIECE_OF_UNKNOWN = 256 * 1024;
/** Up to this size a context is worth keeping; above, it is a small part of the cost. */
const SMALL_BYTES = 256 * 1024;

const compressing = new Map<number, ZstdContext>();
const decompressing = ZstdContext.decompressing();
/** Where small blobs are compressed to, before the result is copied out. */
const scratch = Buffer.allocUnsafeSlow(worstCase(SMALL_BYTES));

/** One frame, with the size of the plaintext in its header. */
export function compress(bytes: Uint8Array, level = DEFAULT_LEVEL): Buffer {
  const length = bytes.length <= SMALL_BYTES ? contextOf(level).run(bytes, scratch) : undefined;
  if (length !== undefined) return Buffer.from(scratch.subarray(0, length));
  return zstdCompressSync(bytes, {
    params: { [constants.ZSTD_c_compressionLevel]: level },
    pledgedSrcSize: bytes.length,
    // Room for the worst case, so that the result is made in one piece.
    chunkSize: worstCase(bytes.length),
  });
}

function contextOf(level: number): ZstdContext {
  const known = compressing.get(level);
  if (known !== undefined) return known;
  const context = ZstdContext.compressing(level);
  compressing.set(level, context);
  return context;
}

/** The most that a frame can take: ZSTD_COMPRESSBOUND, and a byte so that a full buffer means too little room. */
function worstCase(bytes: number): number {
  return bytes + (bytes >> 8) + 128;
}

/**
 * @param uncompressedLength what the plaintext must have; no more than that is ever allocated for it
 * @throws {DamagedObject} not zstd, or of another length
 */
export function decompress(bytes: Uint8Array, uncompressedLength: number): Buffer {
  // One byte more than needed: a full buffer makes node:zlib ask for a second one.
  const plain = decompressFrames(bytes, uncompressedLength, uncompressedLength + 1);
  if (plain.length !== uncompressedLength) {
    throw new DamagedObject("blob", "it is shorter than it should be", { uncompressedLength, found: plain.length });
  }
  return plain;
}

/** Like decompress where the length is not known beforehand: anything up to `maxBytes`. */
export function decompressUnknown(bytes: Uint8Array, maxBytes: number): Buffer {
  return decompressFrames(bytes, maxBytes, Math.min(maxBytes + 1, PIECE_OF_UNKNOWN));
}

function decompressFrames(bytes: Uint8Array, maxBytes: number, pieceBytes: number): Buffer {
  const frames = splitFrames(bytes);
  if (frames.length === 0) throw new DamagedObject("blob", "its compressed form is empty");
  const parts: Buffer[] = [];
  let left = maxBytes;
  for (const frame of frames) {
    const part = decompressFrame(frame, left, Math.min(pieceBytes, left + 1));
    parts.push(part);
    left -= part.length;
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

function decompressFrame(frame: Uint8Array, maxBytes: number, pieceBytes: number): Buffer {
  try {
    if (maxBytes <= SMALL_BYTES) {
      // A byte more than may come: a full buffer would leave open whether that was all.
      const small = Buffer.allocUnsafe(maxBytes + 1);
      const length = decompressing.run(frame, small);
      if (length !== undefined) return small.subarray(0, length);
    }
    const options = { maxOutputLength: Math.max(maxBytes, 1), chunkSize: Math.max(pieceBytes, MIN_OUTPUT) };
    const plain = zstdDecompressSync(frame, options);
    if (plain.length <= maxBytes) return plain;
  } catch (cause) {
    if (errorCode(cause) !== "ERR_BUFFER_TOO_LARGE") {
      throw new DamagedObject("blob", "it cannot be decompressed", { bytes: frame.length }, cause);
    }
  }
  throw new DamagedObject("blob", "it is longer than it should be", { maxBytes });
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
