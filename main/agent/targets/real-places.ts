import { lstat } from "node:fs/promises";
import type { PathText, Space } from "../../../shared/model/index.ts";
import { examineLocation, fromPathText, isRepositoryAt, toBuffer } from "../../engine/index.ts";
import { isSameVolume, volumeSpace } from "../../platform/index.ts";
import { isRemote } from "./place.ts";
import { lookAtRemote, remoteSpace } from "./remote-places.ts";
import type { TargetPlaces } from "./target-places.ts";

/** Places on this machine's disks and mounted shares, and on the machines that it reaches. */
export const realPlaces: TargetPlaces = {
  examine: ({ location, access }, signal) => examineLocation(location, { access, signal, patience: "look" }),
  isRepositoryAt: ({ location, access }, signal) => isRepositoryAt(location, { access, signal, patience: "look" }),
  spaceAt: (place, signal) => (isRemote(place.location) ? remoteSpace(place, signal) : volumeSpace(place.location)),
  lookAtRemote,
  isSameVolume: async (a, b) => !isRemote(a) && !isRemote(b) && (await isSameVolume(a, b)),
};

/** Room on the volume of a place. What is on no volume of this machine tells its room by itself, when it is looked at. */
export async function diskSpace(location: PathText): Promise<Space | undefined> {
  return isRemote(location) ? undefined : volumeSpace(location);
}

/** Whether something is at a path now, whatever bytes its name is made of. False also where one may not look. */
export function isThere(place: PathText): Promise<boolean> {
  return lstat(toBuffer(fromPathText(place))).then(
    () => true,
    () => false,
  );
}
