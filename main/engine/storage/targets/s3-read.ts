import type { Readable } from "node:stream";
import { type StorageAction, StorageFailed } from "../errors.ts";
import { readBody } from "../http/index.ts";
import type { ByteRange } from "../storage.ts";
import { answerOf, type S3Call } from "./s3-connection.ts";

/** No pack is larger, as offsets in it have 32 bits: no memory is taken for more. */
const MAX_BYTES = 2 ** 32 + 2 ** 24;

/**
 * An object or a part of it, in a buffer that owns its memory. Undefined when it ends before the part does.
 *
 * @throws what the client library throws, and {StorageInterrupted} where the answer ends early
 */
export async function download(
  { sdk, client, options }: S3Call,
  object: { readonly Bucket: string; readonly Key: string },
  range: ByteRange | undefined,
  action: StorageAction,
): Promise<Buffer | undefined> {
  const wanted = range && { Range: `bytes=${range.offset}-${range.offset + range.length - 1}` };
  const answer = await client.send(new sdk.GetObjectCommand({ ...object, ...wanted }), options).catch((error) => {
    if (answerOf(error)?.status === 416) return undefined;
    throw error;
  });
  // With our own connections below it, the body is their stream.
  const stream = answer?.Body as Readable | undefined;
  if (answer === undefined || stream === undefined) return undefined;
  const length = answer.ContentLength ?? -1;
  const isShort = range !== undefined && length < range.length;
  if (isShort || length < 0 || (range !== undefined && length > range.length)) {
    stream.destroy();
    if (isShort && length >= 0) return undefined;
    throw new StorageFailed(action, "the server sends something else than what was asked for");
  }
  const headers = { "content-length": String(length) };
  return readBody({ status: 200, headers, body: stream }, action, MAX_BYTES);
}
