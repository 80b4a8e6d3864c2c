import type { FileKind, FileRef } from "./storage.ts";

/** The kinds that are folders of files named by their id. */
export const FOLDER_KINDS = ["data", "index", "keys", "locks", "snapshots"] as const satisfies readonly FileKind[];

const ID = /^[0-9a-f]{64}$/;
const OLD_FOLDERS = /^(tmp|key|lock|snapshot)\//;
const TEMPORARY = /-tmp-[^/]*$|-restic-temp-[0-9a-f]+$/;

/** The two digits that name a pack's folder below `data`: 00 to ff. */
export const DATA_FOLDERS: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));

/** Whether a name in a repository's folder is that of a stored file. Everything else is passed over. */
export function isStoredName(name: string): boolean {
  return ID.test(name);
}

/** Where a file of this name lives, as path components below the repository's root. */
export function layoutFolder(file: FileRef): readonly string[] {
  if (file.kind === "config") return [];
  return file.kind === "data" ? ["data", file.name.slice(0, 2)] : [file.kind];
}

/**
 * The path of a stored file below the repository's root, with slashes: the one spelling of the default layout.
 *
 * @throws a plain Error for a name that is no id: a bug in the caller, and the guard against names like `../x`
 */
export function layoutPath(file: FileRef): string {
  const valid = file.kind === "config" ? file.name === "" : isStoredName(file.name);
  if (!valid) throw new Error(`not the name of a stored file: ${file.kind}/${JSON.stringify(file.name)}`);
  return [...layoutFolder(file), file.kind === "config" ? "config" : file.name].join("/");
}

/** The stored file that a path below the repository's root is; undefined for everything that is none, or is in the wrong folder. */
export function fileAtPath(path: string): FileRef | undefined {
  if (path === "config") return { kind: "config", name: "" };
  const kind = FOLDER_KINDS.find((each) => path.startsWith(`${each}/`));
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (kind === undefined || !isStoredName(name)) return undefined;
  return layoutPath({ kind, name }) === path ? { kind, name } : undefined;
}

/**
 * How `Storage.strays` tells a path that belongs to no stored file, for stores that list all paths below a root and know no
 * folders: a file in one of the layout's folders by its path, everything in a foreign folder by that folder, `/` at its end.
 */
export function strayAtPath(path: string): string {
  const [top = "", second = "", ...deeper] = path.split("/");
  const isKind = FOLDER_KINDS.some((kind) => kind === top);
  if (!path.includes("/")) return path;
  if (!isKind) return `${top}/`;
  if (deeper.length === 0) return path;
  if (top !== "data" || !DATA_FOLDERS.includes(second)) return `${top}/${second}/`;
  return deeper.length === 1 ? path : `${top}/${second}/${deeper[0]}/`;
}

/** The temporary name under which a stored file is written: in a folder, and over SFTP; by this program and by restic. */
const LEFTOVER =
  /^(?:config|(?:index|keys|locks|snapshots)\/[0-9a-f]{64}|data\/([0-9a-f]{2})\/\1[0-9a-f]{62})-(?:tmp-[0-9a-zA-Z]+|restic-temp-[0-9a-f]+)$/;

/** Whether a path from `Storage.strays` is what an interrupted write of a stored file leaves, and nothing else. */
export function isLeftover(path: string): boolean {
  return LEFTOVER.test(path);
}

/** Guards `Storage.removeLeftover`. @throws a plain Error for any other path: a bug in the caller */
export function mustBeLeftover(path: string): void {
  if (!isLeftover(path)) throw new Error(`not a leftover of an interrupted write: ${JSON.stringify(path)}`);
}

/** What a path that does not belong to the layout is, as far as its name tells. */
export type StrayKind = "temporary" | "empty-lock" | "old-layout" | "foreign";

/**
 * Judges a path from `Storage.strays`: the leftover of an interrupted write, an empty lock (a crash while locking), a
 * part of a layout no longer in use, or something that never was restic's.
 */
export function strayKind(path: string): StrayKind {
  if (TEMPORARY.test(path)) return "temporary";
  if (/^locks\/[0-9a-f]{64}$/.test(path)) return "empty-lock";
  if (OLD_FOLDERS.test(path) || /^data\/[0-9a-f]{64}$/.test(path)) return "old-layout";
  return "foreign";
}
