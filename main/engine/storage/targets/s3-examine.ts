import { randomBytes } from "node:crypto";
import { ContainerMissing, type StorageAction, StorageNotAllowed } from "../errors.ts";
import type { LocationFinding, ParsedLocation } from "../target.ts";
import { answerOf, S3Connection } from "./s3-connection.ts";
import { firstKey } from "./s3-listing.ts";
import type { S3Place } from "./s3-location.ts";

/** Says what is below a prefix. See `examineLocation`. */
export async function examineS3(place: ParsedLocation<S3Place>, signal?: AbortSignal): Promise<LocationFinding> {
  const connection = new S3Connection(place);
  const action: StorageAction = { location: place.location, doing: "list" };
  const { prefix } = place.options;
  try {
    // The two things that every repository has. Other programs, too, call a file `config`.
    const config = await firstKey(connection, `${prefix}config`, action, signal);
    const isRepository = config === `${prefix}config` && (await firstKey(connection, `${prefix}keys/`, action, signal));
    if (isRepository) return "repository";
    if ((await firstKey(connection, prefix, action, signal)) !== undefined) return "other-files";
    await tryWriting(connection, prefix, { ...action, doing: "write" }, signal);
    return prefix === "" ? "empty-folder" : "nothing";
  } catch (error) {
    if (error instanceof StorageNotAllowed) return "not-writable";
    // Whether it can be made is seen when it is.
    if (error instanceof ContainerMissing) return "nothing";
    throw error;
  } finally {
    await connection.close();
  }
}

/**
 * Asks to replace an object that is not there: who may write is told that it is not there, who may not is told that. So nothing is
 * made, which a bucket with Object Lock would not let go of again. Servers that do not know the question store it, and it is removed.
 */
async function tryWriting(
  connection: S3Connection,
  prefix: string,
  action: StorageAction,
  signal?: AbortSignal,
): Promise<void> {
  const object = { Bucket: connection.bucket, Key: `${prefix}.holdfast-${randomBytes(8).toString("hex")}.tmp` };
  await connection.attempt(action, signal, async ({ sdk, client, options }) => {
    try {
      await client.send(new sdk.PutObjectCommand({ ...object, Body: "", ContentLength: 0, IfMatch: '"0"' }), options);
    } catch (error) {
      const answer = answerOf(error);
      const isAllowed = answer?.status === 412 || answer?.code === "NoSuchKey" || answer?.status === 501;
      if (isAllowed) return;
      throw error;
    }
    await client.send(new sdk.DeleteObjectCommand(object), options);
  });
}
