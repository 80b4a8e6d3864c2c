import { readdir } from "node:fs/promises";
import { drivePlace, FOLDER_KINDS, type FolderKind, localPlace, USUAL_NAMES, type UserPlace } from "./user-place.ts";

/** On the disk they have English names, whatever the Finder shows. */
const NAMES: Readonly<Record<FolderKind, string>> = { ...USUAL_NAMES, videos: "Movies" };

/** The user's folders, and the volumes in `/Volumes`. What is not there is in it too. */
export async function macPlaces(home: string): Promise<readonly UserPlace[]> {
  const entries = await readdir("/Volumes", { withFileTypes: true, encoding: "buffer" }).catch(() => []);
  // The system's own volume is there as a link to “/”.
  const volumes = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return [
    localPlace(home, "Home", "home"),
    ...FOLDER_KINDS.map((kind) => localPlace(`${home}/${NAMES[kind]}`, NAMES[kind], kind)),
    ...volumePlaces(volumes),
    localPlace("/", "This computer", "root"),
  ];
}

/** @param names of the entries of `/Volumes` that are volumes */
export function volumePlaces(names: readonly Buffer[]): readonly UserPlace[] {
  return names
    .filter((name) => name[0] !== 0x2e) // hidden ones, such as Time Machine's own
    .map((name) => drivePlace(Buffer.concat([Buffer.from("/Volumes/"), name]), name.toString("utf8")));
}
