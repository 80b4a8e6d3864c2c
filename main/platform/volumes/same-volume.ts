import { readFile, realpath, stat } from "node:fs/promises";
import { nearestExisting, type SystemPath } from "./existing.ts";
import { type Mount, mountOf, parseMounts } from "./mounts.ts";

/**
 * Whether two places are on one volume, so that its loss would take both. A place that is not there yet counts as the nearest
 * folder above it. False also when it cannot be told.
 *
 * On Linux two parts of one file system (subvolumes of btrfs, bind mounts) are one volume though their device numbers differ.
 */
export async function isSameVolume(a: SystemPath, b: SystemPath): Promise<boolean> {
  const [first, second] = [await look(a), await look(b)];
  if (first === undefined || second === undefined) return false;
  if (first.device === second.device) return true;
  const mounts = await readMounts();
  return isSameSource(mountOf(first.path, mounts), mountOf(second.path, mounts));
}

export function isSameSource(a: Mount | undefined, b: Mount | undefined): boolean {
  if (a === undefined || b === undefined || a.source !== b.source) return false;
  // Virtual file systems are all called “tmpfs” and the like: a name says something only if it names a device or a pool.
  return a.source.startsWith("/dev/") || a.type === "zfs";
}

interface Looked {
  readonly device: bigint;
  readonly path: Buffer;
}

async function look(path: SystemPath): Promise<Looked | undefined> {
  const place = await nearestExisting(path);
  if (place === undefined) return undefined;
  try {
    const { dev } = await stat(place, { bigint: true });
    return { device: dev, path: await realpath(place, { encoding: "buffer" }) };
  } catch {
    return undefined;
  }
}

/** None where the system has no such list: device numbers are all there is then. */
export async function readMounts(): Promise<readonly Mount[]> {
  if (process.platform !== "linux") return [];
  return parseMounts(await readFile("/proc/self/mounts").catch(() => Buffer.alloc(0)));
}
