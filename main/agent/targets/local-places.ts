import { lstat } from "node:fs/promises";
import type { PathText } from "../../../shared/model/index.ts";
import { examineLocation, fromPathText, isRepositoryAt, toBuffer } from "../../engine/index.ts";
import { isSameVolume, volumeSpace } from "../../platform/index.ts";
import type { TargetPlaces } from "./target-places.ts";

/** Places on this machine's disks and mounted shares. */
export const localPlaces: TargetPlaces = {
  examine: (location) => examineLocation(location),
  isRepositoryAt: (location) => isRepositoryAt(location),
  spaceAt: volumeSpace,
  isSameVolume,
};

/** Whether something is at a path now, whatever bytes its name is made of. False also where one may not look. */
export function isThere(place: PathText): Promise<boolean> {
  return lstat(toBuffer(fromPathText(place))).then(
    () => true,
    () => false,
  );
}
