import { createHash } from "node:crypto";
import type { BlockBlobClient } from "@azure/storage-blob";

/** Up to here a file is one PUT, as stock restic does it: Azure takes it whole or not at all. */
const ONE_PUT_BYTES = 256 << 20;
const BLOCK_BYTES = 64 << 20;

/**
 * Stores a blob: seen whole or not at all. Each body goes with its MD5, which Azure compares before it keeps anything. Blocks
 * that were never put together are not seen by anybody, and Azure removes them after a week.
 *
 * @throws what the client library throws
 */
export async function upload(
  blob: BlockBlobClient,
  bytes: Uint8Array,
  { tier, signal }: { readonly tier: string | undefined; readonly signal: AbortSignal | undefined },
): Promise<void> {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const abort = signal === undefined ? {} : { abortSignal: signal };
  const blobHTTPHeaders = { blobContentType: "application/octet-stream" };
  const asWanted = { ...abort, ...(tier !== undefined && { tier }) };
  if (body.length <= ONE_PUT_BYTES) {
    const options = { ...asWanted, blobHTTPHeaders, transactionalContentMD5: md5(body) };
    await blob.upload(body, body.length, options);
    return;
  }
  const ids: string[] = [];
  for (let at = 0; at < body.length; at += BLOCK_BYTES) {
    const block = body.subarray(at, at + BLOCK_BYTES);
    const id = Buffer.from(String(ids.length).padStart(6, "0")).toString("base64");
    await blob.stageBlock(id, block, block.length, { ...abort, transactionalContentMD5: md5(block) });
    ids.push(id);
  }
  await blob.commitBlockList(ids, { ...asWanted, blobHTTPHeaders: { ...blobHTTPHeaders, blobContentMD5: md5(body) } });
}

function md5(bytes: Uint8Array): Buffer {
  return createHash("md5").update(bytes).digest();
}
