import type { BlobClient } from "@azure/storage-blob";
import { AppError } from "../../../../shared/errors/index.ts";
import { type StorageAction, StorageFailed, StorageInterrupted } from "../errors.ts";
import type { ByteRange } from "../storage.ts";

/** No pack is larger, as offsets in it have 32 bits: no memory is taken for more. */
const MAX_BYTES = 2 ** 32 + 2 ** 24;

/**
 * A blob or a part of it, in a buffer that owns its memory. Undefined when it ends before the part does.
 *
 * @throws what the client library throws, and {StorageInterrupted} where the answer ends early
 */
export async function download(
  blob: BlobClient,
  range: ByteRange | undefined,
  action: StorageAction,
  signal?: AbortSignal,
): Promise<Buffer | undefined> {
  // Retrying is not done here: also not by asking for the rest of an answer that broke off.
  const options = { maxRetryRequests: 0, ...(signal && { abortSignal: signal }) };
  const answer = await blob.download(range?.offset ?? 0, range?.length, options).catch((error: unknown) => {
    if (isBehindTheEnd(error)) return undefined;
    throw error;
  });
  const stream = answer?.readableStreamBody;
  if (answer === undefined || stream === undefined) return undefined;
  const length = answer.contentLength ?? -1;
  const isShort = range !== undefined && length < range.length;
  if (isShort || length < 0 || length > MAX_BYTES || (range !== undefined && length > range.length)) {
    if ("destroy" in stream && typeof stream.destroy === "function") stream.destroy();
    if (isShort) return undefined;
    throw new StorageFailed(action, "the server sends something else than what was asked for");
  }
  return collect(stream, length, action, signal);
}

function isBehindTheEnd(error: unknown): boolean {
  return error instanceof Error && "statusCode" in error && error.statusCode === 416;
}

async function collect(
  stream: AsyncIterable<unknown>,
  length: number,
  action: StorageAction,
  signal?: AbortSignal,
): Promise<Buffer> {
  // Not from Node's pool: the caller may transfer the memory to another thread.
  const bytes = Buffer.allocUnsafeSlow(length);
  let at = 0;
  try {
    for await (const chunk of stream) {
      // A stream of an HTTP answer without an encoding gives nothing but bytes.
      const part = chunk as Buffer;
      if (at + part.length > length) throw new StorageFailed(action, "the server sends more than was asked for");
      part.copy(bytes, at);
      at += part.length;
    }
  } catch (error) {
    // The library has an error of its own for a line that broke in the middle, told by its words alone.
    signal?.throwIfAborted();
    throw error instanceof AppError ? error : new StorageInterrupted(action, "the answer broke off");
  }
  if (at < length) throw new StorageInterrupted(action, "the answer broke off");
  return bytes;
}
