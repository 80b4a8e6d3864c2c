import { readFile } from "node:fs/promises";
import { isNetworkMount, type Mount } from "../volumes/mounts.ts";
import { readMounts } from "../volumes/same-volume.ts";
import {
  drivePlace,
  FOLDER_KINDS,
  type FolderKind,
  lastName,
  localPlace,
  USUAL_NAMES,
  type UserPlace,
} from "./user-place.ts";

export interface LinuxSurroundings {
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The user's folders by the XDG file that names them, and drives. What is not there is in it too. */
export async function linuxPlaces({ home, env }: LinuxSurroundings): Promise<readonly UserPlace[]> {
  const config = env["XDG_CONFIG_HOME"]?.startsWith("/") ? env["XDG_CONFIG_HOME"] : `${home}/.config`;
  const text = await readFile(`${config}/user-dirs.dirs`).catch(() => undefined);
  return [
    localPlace(home, "Home", "home"),
    ...(text === undefined ? usualFolders(home) : parseUserDirs(text, home)),
    ...drives(await readMounts()),
    localPlace("/", "This computer", "root"),
  ];
}

function usualFolders(home: string): readonly UserPlace[] {
  return FOLDER_KINDS.map((kind) => localPlace(`${home}/${USUAL_NAMES[kind]}`, USUAL_NAMES[kind], kind));
}

const VARIABLES: Readonly<Record<string, FolderKind>> = {
  DESKTOP: "desktop",
  DOCUMENTS: "documents",
  DOWNLOAD: "downloads",
  PICTURES: "pictures",
  MUSIC: "music",
  VIDEOS: "videos",
};

/**
 * What `user-dirs.dirs` says, in our order. The names are the user's own, in their language. A folder set to the home
 * folder itself is one that the user does not want.
 *
 * @see user-dirs.dirs(5): `XDG_NAME_DIR="$HOME/…"` or `"/…"`, escaped as for a shell
 */
export function parseUserDirs(bytes: Uint8Array, home: string): readonly UserPlace[] {
  const homeBytes = Buffer.from(home).toString("latin1"); // one char code a byte, here and below
  const found = new Map<FolderKind, UserPlace>();
  for (const line of Buffer.from(bytes).toString("latin1").split("\n")) {
    const [, variable = "", inHome, rest = ""] = /^\s*XDG_([A-Z]+)_DIR="(\$HOME)?(\/.*?[^/])?\/*"\s*$/.exec(line) ?? [];
    const kind = VARIABLES[variable];
    const path = Buffer.from((inHome === undefined ? "" : homeBytes) + rest.replaceAll(/\\(.)/g, "$1"), "latin1");
    if (kind !== undefined && path.length > 0 && !path.equals(Buffer.from(home)))
      found.set(kind, localPlace(path, lastName(path), kind));
  }
  return FOLDER_KINDS.flatMap((kind) => found.get(kind) ?? []);
}

const DRIVE_FOLDERS = ["/media/", "/run/media/", "/mnt/"];
const POOLS = new Set(["zfs", "9p", "virtiofs", "drvfs"]);

/** Drives that are connected: where desktops and people mount them, and whatever is on another machine. */
export function drives(mounts: readonly Mount[]): readonly UserPlace[] {
  const byPath = new Map(mounts.map((mount) => [mount.path.toString("latin1"), mount]));
  return [...byPath.values()].flatMap((mount) => {
    const isNetwork = isNetworkMount(mount);
    return isNetwork || isDrive(mount) ? [drivePlace(mount.path, lastName(mount.path), isNetwork)] : [];
  });
}

function isDrive({ source, type, path }: Mount): boolean {
  if (!DRIVE_FOLDERS.some((folder) => path.toString("latin1").startsWith(folder))) return false;
  return (source.startsWith("/dev/") && !source.startsWith("/dev/loop")) || POOLS.has(type);
}
