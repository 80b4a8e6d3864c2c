// A disk and a snapshot's tree that are there in words only: the same names on both.
import type { DiskEntry, DiskFolder, Place, SnapshotEntry } from "../../../shared/model/index.ts";
import { daysAgo } from "./made.ts";

const GB = 1_000_000_000;

export const PLACES: readonly Place[] = [
  { path: "/home/ada", name: "Home", kind: "home" },
  { path: "/home/ada/Documents", name: "Documents", kind: "documents" },
  { path: "/home/ada/Pictures", name: "Pictures", kind: "pictures" },
  { path: "/home/ada/Desktop", name: "Desktop", kind: "desktop" },
  { path: "/media/ada/Blue", name: "Blue", kind: "drive", space: { freeBytes: 612 * GB, totalBytes: 1_000 * GB } },
  { path: "/", name: "This computer", kind: "root" },
];

const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  "/": ["home", "media"],
  "/home": ["ada"],
  "/home/ada": ["Desktop", "Documents", "Letters", "Music", "Pictures", ".cache", ".config"],
  "/home/ada/Documents": ["Accounts", "Archive", "Locked", "Projects"],
  "/home/ada/Pictures": ["2024", "2025", "2026"],
  "/media": ["ada"],
  "/media/ada": ["Blue"],
  "/media/ada/Blue": ["Holdfast", "Films"],
};

/** Of folders that people look into; everywhere else are the files of an office. */
const FILES_OF: Readonly<Record<string, readonly string[]>> = {
  "/home/ada/Letters": ["Insurance 2026.pdf", "Landlord.odt", "School.odt", "Tax office, March.pdf"],
  "/home/ada/Pictures": ["IMG_4182.jpeg", "IMG_4183.jpeg", "IMG_4190.jpeg", "Passport photo.png"],
};
const FILES = ["budget 2026.ods", "Contract (signed).pdf", "Notes.md", "minutes-of-the-meeting.docx", "logo.svg"];
export const ARCHIVE = "/home/ada/Documents/Archive";

interface Item {
  readonly name: string;
  readonly isFolder: boolean;
  readonly bytes: number;
  readonly modified: number;
}

/** What is in a folder, folders first. `archived` files are in the folder `Archive`. */
export function itemsOf(folder: string, archived: number): readonly Item[] {
  const folders = (FOLDERS[folder] ?? []).map((name, index) => ({
    name,
    isFolder: true,
    bytes: 0,
    modified: daysAgo(index),
  }));
  const files =
    folder === ARCHIVE
      ? Array.from({ length: archived }, (_, index) =>
          fileItem(`scan-${String(index + 1).padStart(6, "0")}.tif`, index),
        )
      : (FILES_OF[folder] ?? FILES).map(fileItem);
  return [...folders, ...(folder.split("/").length > 3 ? files : [])];
}

function fileItem(name: string, index: number): Item {
  return {
    name,
    isFolder: false,
    bytes: 12_417 + ((index * 7_919_317) % 9_413_117),
    modified: daysAgo(1 + (index % 700)),
  };
}

export function diskFolder(
  path: string,
  wanted: { onlyFolders: boolean; showHidden: boolean; offset: number; limit: number },
  archived: number,
): DiskFolder {
  const all = itemsOf(path, archived)
    .filter((item) => item.isFolder || !wanted.onlyFolders)
    .filter((item) => wanted.showHidden || !item.name.startsWith("."));
  const page = all.slice(wanted.offset, wanted.offset + wanted.limit);
  const parent = path.slice(0, path.lastIndexOf("/")) || "/";
  return {
    path,
    ...(path === "/" ? {} : { parent }),
    entries: page.map((item) => diskEntry(path, item)),
    total: all.length,
    isWritable: path.startsWith("/home/ada") || path.startsWith("/media/ada/Blue"),
    space: { freeBytes: 212 * GB, totalBytes: 512 * GB },
  };
}

function diskEntry(folder: string, { name, isFolder, bytes, modified }: Item): DiskEntry {
  const path = folder === "/" ? `/${name}` : `${folder}/${name}`;
  const common = { name, path, isHidden: name.startsWith("."), modified };
  return isFolder ? { ...common, type: "folder" } : { ...common, type: "file", bytes };
}

export function snapshotEntry({ name, isFolder, bytes, modified }: Item): SnapshotEntry {
  return isFolder
    ? { name, type: "folder", modified, permissions: "0755" }
    : { name, type: "file", bytes, modified, permissions: "0644" };
}
