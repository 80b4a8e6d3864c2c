import type { FileHandle } from "node:fs/promises";
import type { ByteRange } from "../storage.ts";

/** Part of a file, in a buffer that alone owns its memory; undefined if the file ends before. */
export async function readAt(handle: FileHandle, { offset, length }: ByteRange): Promise<Buffer | undefined> {
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let at = 0; at < length; ) {
    const { bytesRead } = await handle.read(bytes, at, length - at, offset + at);
    if (bytesRead === 0) return undefined;
    at += bytesRead;
  }
  return bytes;
}

/** A copy of a part, likewise; undefined if the bytes end before. */
export function copyOf(bytes: Uint8Array, range?: ByteRange): Buffer | undefined {
  const { offset, length } = range ?? { offset: 0, length: bytes.length };
  if (offset + length > bytes.length) return undefined;
  const copy = Buffer.allocUnsafeSlow(length);
  copy.set(bytes.subarray(offset, offset + length));
  return copy;
}
