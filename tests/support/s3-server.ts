import { randomBytes } from "node:crypto";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { Access } from "../../shared/targets/index.ts";
import { startCephGateway } from "./ceph-gateway.ts";

/** A running S3 server. The suites of S3 storage take any. */
export interface S3Server {
  readonly endpoint: string;
  readonly access: Access & { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** A new, empty bucket. @returns its name */
  makeBucket(options?: { readonly withLock?: boolean }): Promise<string>;
  /** Through the back door. */
  put(bucket: string, key: string, bytes: Uint8Array): Promise<void>;
  /** A client for what a test wants to see from outside. */
  readonly client: S3Client;
  stop(): Promise<void>;
}

/** A Ceph object gateway: S3 with Object Lock and conditional writes, as many providers run it. */
export async function startS3Server(): Promise<S3Server> {
  const { endpoint, accessKeyId, secretAccessKey, stop } = await startCephGateway();
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true, credentials });
  return {
    ...{ endpoint, access: credentials, client },
    async makeBucket({ withLock = false } = {}) {
      const Bucket = `b${randomBytes(8).toString("hex")}`;
      await client.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: withLock }));
      return Bucket;
    },
    async put(Bucket, Key, Body) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body }));
    },
    async stop() {
      client.destroy();
      await stop();
    },
  };
}
