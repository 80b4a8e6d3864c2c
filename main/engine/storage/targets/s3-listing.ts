import { createHash } from "node:crypto";
import type { _Object, MultipartUpload } from "@aws-sdk/client-s3";
import { AppError } from "../../../../shared/errors/index.ts";
import type { StorageAction } from "../errors.ts";
import type { StoredFile } from "../storage.ts";
import type { S3Connection } from "./s3-connection.ts";

const PAGE = 1000;
/** A listing that goes on after so many pages goes round in circles. */
const MOST_PAGES = 1_000_000;

/** An object by its whole key. */
export interface ListedObject extends Pick<StoredFile, "size" | "modified"> {
  readonly key: string;
}

/** All objects whose keys begin so, page by page. */
export async function* listObjects(
  connection: S3Connection,
  prefix: string,
  action: StorageAction,
  signal?: AbortSignal,
): AsyncGenerator<ListedObject> {
  let ContinuationToken: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const about = { Bucket: connection.bucket, Prefix: prefix, MaxKeys: PAGE, EncodingType: "url" as const };
    const page = await connection.attempt(action, signal, ({ sdk, client, options }) =>
      client.send(
        new sdk.ListObjectsV2Command({ ...about, ...(ContinuationToken !== undefined && { ContinuationToken }) }),
        options,
      ),
    );
    for (const object of page.Contents ?? []) yield listed(object, page.EncodingType === "url");
    if (page.IsTruncated !== true || page.NextContinuationToken === undefined) return;
    ContinuationToken = page.NextContinuationToken;
  }
}

function listed({ Key = "", Size = 0, LastModified }: _Object, isEncoded: boolean): ListedObject {
  return { key: keyOf(Key, isEncoded), size: Size, ...(LastModified && { modified: LastModified }) };
}

/** Keys may have signs in them that XML has not: they are asked for in the spelling of an address. */
function keyOf(text: string, isEncoded: boolean): string {
  return isEncoded ? decodeURIComponent(text.replaceAll("+", " ")) : text;
}

/** The first key that begins so. */
export async function firstKey(
  connection: S3Connection,
  prefix: string,
  action: StorageAction,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const page = await connection.attempt(action, signal, ({ sdk, client, options }) =>
    client.send(new sdk.ListObjectsV2Command({ Bucket: connection.bucket, Prefix: prefix, MaxKeys: 1 }), options),
  );
  return page.Contents?.[0]?.Key;
}

/** A large file that was being sent in parts when something broke. Its name is that of a temporary file. */
export interface UnfinishedUpload {
  readonly path: string;
  readonly upload: { readonly Bucket: string; readonly Key: string; readonly UploadId: string };
}

/** What is left of uploads in parts. Not every server knows any, or tells of them. */
export async function* listUploads(
  connection: S3Connection,
  prefix: string,
  action: StorageAction,
  signal?: AbortSignal,
): AsyncGenerator<UnfinishedUpload> {
  let from: { KeyMarker?: string; UploadIdMarker?: string } = {};
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await connection
      .attempt(action, signal, ({ sdk, client, options }) =>
        client.send(
          new sdk.ListMultipartUploadsCommand({ Bucket: connection.bucket, Prefix: prefix, ...from }),
          options,
        ),
      )
      .catch(unlessUnknown);
    for (const upload of page?.Uploads ?? []) yield* unfinished(connection.bucket, prefix, upload);
    if (page?.IsTruncated !== true || page.NextKeyMarker === undefined) return;
    const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
    from = { KeyMarker, ...(UploadIdMarker && { UploadIdMarker }) };
  }
}

function* unfinished(Bucket: string, prefix: string, { Key, UploadId }: MultipartUpload): Generator<UnfinishedUpload> {
  if (Key === undefined || UploadId === undefined || !Key.startsWith(prefix)) return;
  // Ids of uploads have signs in them that no temporary name has.
  const id = createHash("sha256").update(UploadId).digest("hex").slice(0, 16);
  yield { path: `${Key.slice(prefix.length)}-tmp-${id}`, upload: { Bucket, Key, UploadId } };
}

function unlessUnknown(error: unknown): undefined {
  const isKnown = error instanceof AppError && error.retry === "now";
  if (isKnown || !(error instanceof AppError)) throw error;
}
