import { statfs } from "node:fs/promises";
import type { Space } from "../../../shared/model/index.ts";
import { nearestExisting, type SystemPath } from "./existing.ts";

/**
 * Room on the volume that holds a place, or would hold it once it is made: what this user may still write, and the whole.
 *
 * @returns undefined where it cannot be told, as on some network file systems
 */
export async function volumeSpace(path: SystemPath): Promise<Space | undefined> {
  const place = await nearestExisting(path);
  const found = place === undefined ? undefined : await statfs(place, { bigint: true }).catch(() => undefined);
  return found === undefined ? undefined : toSpace(found);
}

/** @param figures in blocks of `bsize` bytes */
export function toSpace(figures: {
  readonly bsize: bigint;
  readonly blocks: bigint;
  readonly bavail: bigint;
}): Space | undefined {
  const [totalBytes, freeBytes] = [bounded(figures.blocks * figures.bsize), bounded(figures.bavail * figures.bsize)];
  // File systems that do not know say 0 for all. Some count what is kept back for root as less than nothing.
  return totalBytes === 0 ? undefined : { freeBytes: Math.min(freeBytes, totalBytes), totalBytes };
}

function bounded(bytes: bigint): number {
  const most = BigInt(Number.MAX_SAFE_INTEGER);
  return Number(bytes < 0n ? 0n : bytes > most ? most : bytes);
}
