import type { Place } from "../../../shared/model/index.ts";

/** A place that people start from when they choose a folder. */
export interface UserPlace {
  /** Raw bytes, with “/” between names on every system: a path need not be text. */
  readonly path: Buffer;
  /** For people: “Documents”, “Blue (drive)”. */
  readonly name: string;
  readonly kind: Place["kind"];
  /** On another machine: even a look at it may take long. */
  readonly isNetwork: boolean;
}

type Kind = UserPlace["kind"];

/** The user's own folders, in the order in which they are shown. */
export const FOLDER_KINDS = ["desktop", "documents", "downloads", "pictures", "music", "videos"] as const;
export type FolderKind = (typeof FOLDER_KINDS)[number];

/** What the folders are called where the user or the system did not give them other names. */
export const USUAL_NAMES: Readonly<Record<FolderKind, string>> = {
  desktop: "Desktop",
  documents: "Documents",
  downloads: "Downloads",
  pictures: "Pictures",
  music: "Music",
  videos: "Videos",
};

export function localPlace(path: Buffer | string, name: string, kind: Kind): UserPlace {
  return { path: Buffer.from(path), name, kind, isNetwork: false };
}

export function drivePlace(path: Buffer | string, label: string, isNetwork = false): UserPlace {
  return { path: Buffer.from(path), name: `${label} (${isNetwork ? "network" : "drive"})`, kind: "drive", isNetwork };
}

/** The last component of a path, for people. */
export function lastName(path: Buffer): string {
  return path.toString("utf8").split("/").at(-1) ?? "";
}
