import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { DamagedObject } from "./damaged.ts";
import { ZstdContext } from "./zstd-context.ts";
import { splitFrames } from "./zstd-frames.ts";

/** What restic calls “auto”. */
export const DEFAULT_LEVEL = 3;

/**
 * Parameters that differ from those that zstd has for a level. At its default level it looks for matches of five bytes;
 * looking for six costs a fifth less time on small files and makes them no larger (measured on 50,000 texts and on /usr/lib).
 */
const ADJUSTED: Readonly<Record<number, Readonly<Record<number, number>>>> = {
  [DEFAULT_LEVEL]: { [constants.ZSTD_c_minMatch]: 6 },
};

function parameters(level: number): Readonly<Record<number, number>> {
  return { [constants.ZSTD_c_compressionLevel]: level, ...ADJUSTED[level] };
}

const MIN_OUTPUT = 64; // the least that node:zlib takes
const PIECE_OF_UNKNOWN = 256 * 1024;

const compressing = new Map<number, ZstdContext>();
const decompressing = ZstdContext.decompressing();

/** The most that `compressInto` needs: ZSTD_COMPRESSBOUND, and some bytes so that a full output means too little room. */
export function compressedRoom(bytes: number): number {
  return bytes + (bytes >> 8) + 128;
}

/** One frame, with the size of the plaintext in its header. */
export function compress(bytes: Uint8Array, level = DEFAULT_LEVEL): Buffer {
  const room = Buffer.allocUnsafe(compressedRoom(bytes.length));
  return Buffer.from(compressInto(bytes, level, room));
}

/**
 * Like compress, without taking memory.
 *
 * @param out at least `compressedRoom` of the bytes
 * @returns the frame, a view into `out`
 */
export function compressInto(bytes: Uint8Array, level: number, out: Buffer): Buffer {
  const length = contextOf(level).run(bytes, out);
  if (length !== undefined) return out.subarray(0, length);
  const frame = zstdCompressSync(bytes, {
    params: parameters(level),
    pledgedSrcSize: bytes.length,
  });
  out.set(frame);
  return out.subarray(0, frame.length);
}

function contextOf(level: number): ZstdContext {
  const known = compressing.get(level);
  if (known !== undefined) return known;
  const context = ZstdContext.compressing(parameters(level));
  compressing.set(level, context);
  return context;
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

/**
 * Like decompress, without taking memory.
 *
 * @param out longer than `uncompressedLength`
 * @returns the plaintext, a view into `out`
 * @throws {DamagedObject} not zstd, or of another length
 */
export function decompressInto(bytes: Uint8Array, uncompressedLength: number, out: Buffer): Buffer {
  const [frame, ...more] = splitFrames(bytes);
  if (frame !== undefined && more.length === 0) {
    const length = runOn(frame, out.subarray(0, uncompressedLength + 1));
    if (length === uncompressedLength) return out.subarray(0, length);
  }
  // What is unusual, or wrong, takes the longer way.
  const plain = decompress(bytes, uncompressedLength);
  out.set(plain);
  return out.subarray(0, plain.length);
}

function runOn(frame: Uint8Array, out: Buffer): number | undefined {
  try {
    return decompressing.run(frame, out);
  } catch {
    return undefined;
  }
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
