import { lstat, stat, statfs } from "node:fs/promises";
import path from "node:path";
import type { PathText, Space } from "../../../shared/model/index.ts";
import { examineLocation, fromPathText, isRepositoryAt, toBuffer } from "../../engine/index.ts";
import type { TargetPlaces } from "./target-places.ts";

/** Places on this machine's disks and mounted shares. */
export const localPlaces: TargetPlaces = {
  examine: (location) => examineLocation(location),
  isRepositoryAt: (location) => isRepositoryAt(location),
  spaceAt,
  async isSameVolume(a, b) {
    const [one, other] = await Promise.all([existing(a).then((p) => stat(p)), existing(b).then((p) => stat(p))]);
    return one.dev === other.dev;
  },
};

/** Room on the volume that a place is on or would be on. */
export async function spaceAt(location: PathText): Promise<Space | undefined> {
  const { bavail, blocks, bsize } = await statfs(await existing(location));
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

/** Whether something is at a path, whatever its name is made of. */
export function isThere(place: PathText): Promise<boolean> {
  return lstat(toBuffer(fromPathText(place))).then(
    () => true,
    () => false,
  );
}

async function existing(place: PathText): Promise<string> {
  return stat(place).then(
    () => place,
    () => existing(path.dirname(place)),
  );
}
