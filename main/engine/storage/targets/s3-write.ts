import { createHash } from "node:crypto";
import type { PutObjectCommandInput } from "@aws-sdk/client-s3";
import { type StorageAction, StorageFailed } from "../errors.ts";
import type { CallOptions } from "./s3-carrier.ts";
import { answerOf, type S3Call, type S3Connection } from "./s3-connection.ts";

/** What is said of every new object, besides where it goes. */
export type ObjectTraits = Pick<
  PutObjectCommandInput,
  "StorageClass" | "ServerSideEncryption" | "SSEKMSKeyId" | "ObjectLockMode" | "ObjectLockRetainUntilDate"
>;

export interface NewObject {
  readonly Bucket: string;
  readonly Key: string;
  readonly bytes: Uint8Array;
  readonly traits: ObjectTraits;
  /** Refused with 412 where there is one of that name. */
  readonly isFirst?: boolean;
}

/** Up to here an object is one request, as in restic. The format's packs are smaller. */
const MOST_IN_ONE = 200 << 20;
const PART_BYTES = 64 << 20;
const TIDY_MS = 15_000;
const ANSWER_MS = 5_000;

/** Stores an object: the server takes it whole, or not at all. `exists`: only of `isFirst`, nothing was changed. */
export async function upload(
  connection: S3Connection,
  object: NewObject,
  action: StorageAction,
  signal?: AbortSignal,
): Promise<"stored" | "exists"> {
  if (object.bytes.length > MOST_IN_ONE) return uploadInParts(connection, object, action, signal);
  const { Bucket, Key, bytes, traits, isFirst } = object;
  const about = { Bucket, Key, ...bodyOf(bytes), ContentType: "application/octet-stream", ...traits };
  const stop = new StopUntilSent(signal);
  try {
    return await connection.attempt(action, signal, async ({ sdk, client }) => {
      const put = (condition: { IfNoneMatch?: string }) =>
        client.send(new sdk.PutObjectCommand({ ...about, ...condition }), stop.options());
      try {
        await put(isFirst === true ? { IfNoneMatch: "*" } : {});
      } catch (error) {
        const status = isFirst === true ? answerOf(error)?.status : undefined;
        if (status === 412) return "exists";
        // The server does not know the condition.
        if (status !== 501) throw error;
        await put({});
      }
      return "stored";
    });
  } finally {
    stop.forget();
  }
}

/**
 * A caller's wish to stop is heard at once until all is sent. After that the server may have stored it already, which only its answer
 * tells: that is waited for, a while.
 */
class StopUntilSent {
  readonly #signal: AbortSignal | undefined;
  readonly #controller = new AbortController();
  #isSent = false;
  #patience: NodeJS.Timeout | undefined;
  readonly #onAbort = (): void => {
    const abort = (): void => this.#controller.abort(this.#signal?.reason);
    if (this.#isSent) this.#patience = setTimeout(abort, ANSWER_MS);
    else abort();
  };

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    signal?.addEventListener("abort", this.#onAbort);
  }

  options(): CallOptions {
    this.#isSent = false;
    const onSent = (): void => {
      this.#isSent = true;
    };
    return { abortSignal: this.#controller.signal, onSent };
  }

  forget(): void {
    this.#signal?.removeEventListener("abort", this.#onAbort);
    clearTimeout(this.#patience);
  }
}

async function uploadInParts(
  connection: S3Connection,
  { Bucket, Key, bytes, traits }: NewObject,
  action: StorageAction,
  signal?: AbortSignal,
): Promise<"stored"> {
  const call = <T>(work: (call: S3Call) => Promise<T>): Promise<T> => connection.attempt(action, signal, work);
  const { UploadId } = await call(({ sdk, client, options }) => {
    const about = { Bucket, Key, ContentType: "application/octet-stream", ...traits };
    return client.send(new sdk.CreateMultipartUploadCommand(about), options);
  });
  if (UploadId === undefined) throw new StorageFailed(action, "the server does not name the upload that it began");
  try {
    const Parts: { readonly PartNumber: number; readonly ETag: string | undefined }[] = [];
    for (let at = 0; at < bytes.length; at += PART_BYTES) {
      const part = {
        Bucket,
        Key,
        UploadId,
        PartNumber: Parts.length + 1,
        ...bodyOf(bytes.subarray(at, at + PART_BYTES)),
      };
      const { ETag } = await call(({ sdk, client, options }) => client.send(new sdk.UploadPartCommand(part), options));
      Parts.push({ PartNumber: part.PartNumber, ETag });
    }
    const whole = { Bucket, Key, UploadId, MultipartUpload: { Parts } };
    await call(({ sdk, client, options }) => client.send(new sdk.CompleteMultipartUploadCommand(whole), options));
    return "stored";
  } catch (error) {
    // What is left of it costs room. Where this fails, too, `strays` tells of it.
    await abortUpload(connection, { Bucket, Key, UploadId }, action, AbortSignal.timeout(TIDY_MS)).catch(
      () => undefined,
    );
    throw error;
  }
}

export async function abortUpload(
  connection: S3Connection,
  upload: { readonly Bucket: string; readonly Key: string; readonly UploadId: string },
  action: StorageAction,
  signal?: AbortSignal,
): Promise<void> {
  await connection.attempt(action, signal, ({ sdk, client, options }) =>
    client.send(new sdk.AbortMultipartUploadCommand(upload), options),
  );
}

function bodyOf(bytes: Uint8Array): { Body: Uint8Array; ContentLength: number; ContentMD5: string } {
  return { Body: bytes, ContentLength: bytes.length, ContentMD5: createHash("md5").update(bytes).digest("base64") };
}
