import type { BucketLocationConstraint } from "@aws-sdk/client-s3";
import { AppError } from "../../../../shared/errors/index.ts";
import { ContainerMissing, type StorageAction, StorageNotAllowed } from "../errors.ts";
import { answerOf, type S3Connection } from "./s3-connection.ts";
import { firstKey } from "./s3-listing.ts";

/** The region that Amazon must not be told. */
const UNSAID = "us-east-1";

/** Makes the bucket if it is not there. Who has rights in one alone may not ask about buckets, and goes on with it. */
export async function makeBucket(
  connection: S3Connection,
  action: StorageAction,
  withLock: boolean,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await firstKey(connection, "config", action, signal);
    return;
  } catch (error) {
    if (error instanceof StorageNotAllowed) return;
    if (!(error instanceof ContainerMissing)) throw error;
    await create(connection, action, withLock, signal);
  }
}

async function create(
  connection: S3Connection,
  action: StorageAction,
  withLock: boolean,
  signal?: AbortSignal,
): Promise<void> {
  const { bucket: Bucket, region } = connection;
  try {
    await connection.attempt(action, signal, async ({ sdk, client, options }) => {
      // Regions that Amazon opens later are regions, too.
      const place = { LocationConstraint: region as BucketLocationConstraint };
      const about = { ...(region !== UNSAID && { CreateBucketConfiguration: place }) };
      const lock = { ...(withLock && { ObjectLockEnabledForBucket: true }) };
      try {
        await client.send(new sdk.CreateBucketCommand({ Bucket, ...about, ...lock }), options);
      } catch (error) {
        if (answerOf(error)?.code !== "BucketAlreadyOwnedByYou") throw error;
      }
    });
  } catch (error) {
    if (error instanceof AppError && error.retry === "never" && !signal?.aborted) {
      throw new ContainerMissing(action.location, `bucket “${Bucket}”`, undefined, error);
    }
    throw error;
  }
}
