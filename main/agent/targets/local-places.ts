import { access, constants, lstat, readdir, stat, statfs } from "node:fs/promises";
import path from "node:path";
import type { Inspection, PathText } from "../../../shared/model/index.ts";
import type { TargetPlaces } from "./target-places.ts";

/** Places on this machine's disks and mounted shares. */
export const localPlaces: TargetPlaces = {
  examine,
  isRepositoryAt: (location) =>
    lstat(path.join(location, "config")).then(
      (found) => found.isFile(),
      () => false,
    ),
  async spaceAt(location) {
    const { bavail, blocks, bsize } = await statfs(await existing(location));
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  },
  async isSameVolume(a, b) {
    const [one, other] = await Promise.all([existing(a).then((p) => stat(p)), existing(b).then((p) => stat(p))]);
    return one.dev === other.dev;
  },
};

async function existing(place: PathText): Promise<string> {
  return stat(place).then(
    () => place,
    () => existing(path.dirname(place)),
  );
}

async function examine(location: PathText): Promise<Inspection["finding"]> {
  try {
    if (await localPlaces.isRepositoryAt(location)) return "repository";
    const entries = await readdir(location);
    await access(location, constants.W_OK);
    return entries.length === 0 ? "empty-folder" : "other-files";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT") return "nothing";
    return code === "ENOTDIR" ? "not-a-folder" : "not-writable";
  }
}
