import type { StorageClass } from "@aws-sdk/client-s3";
import type { Access } from "../../../../shared/targets/index.ts";
import type { FileRef } from "../storage.ts";
import type { ObjectTraits } from "./s3-write.ts";

/** What is in them has to be ordered hours before it can be read. */
const ARCHIVES = new Set(["GLACIER", "DEEP_ARCHIVE"]);

/**
 * Where and how the server is to keep a file. Of archive classes, only packs of file contents are put there: without all others, no
 * repository can be opened. Locks are gone again in minutes, and other classes are paid by the month.
 */
export function traitsOf({ kind, holdsTrees }: FileRef, access: Access): ObjectTraits {
  const { storageClass = "", encryption = "", kmsKeyId = "" } = access;
  const name = storageClass.toUpperCase();
  const isFor = kind !== "locks" && (!ARCHIVES.has(name) || (kind === "data" && holdsTrees !== true));
  return {
    // A class that nobody here knows is for the server to judge.
    ...(name !== "" && isFor && { StorageClass: name as StorageClass }),
    ...(encryption === "AES256" && { ServerSideEncryption: "AES256" }),
    ...(encryption === "aws:kms" && { ServerSideEncryption: "aws:kms", ...(kmsKeyId && { SSEKMSKeyId: kmsKeyId }) }),
  };
}
