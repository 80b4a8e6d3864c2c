import type { Dirent } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { DATA_FOLDERS, FOLDER_KINDS, isStoredName } from "../layout.ts";
import type { FileKind, StoredFile } from "../storage.ts";
import { isMissing } from "./local-errors.ts";

/** How many files are asked for their size at once: enough to hide a network share's delay, few enough to stay small. */
const AT_ONCE = 64;

/** The stored files of a kind below `root`; a missing folder counts as empty. Throws what the system throws. */
export async function* listKind(root: string, kind: FileKind, signal?: AbortSignal): AsyncGenerator<StoredFile> {
  if (kind === "config") return yield* sizes(root, ["config"], false, signal);
  if (kind !== "data") return yield* listFolder(join(root, kind), kind, "", signal);
  for (const folder of DATA_FOLDERS) yield* listFolder(join(root, "data", folder), kind, folder, signal);
}

async function* listFolder(
  folder: string,
  kind: FileKind,
  prefix: string,
  signal?: AbortSignal,
): AsyncGenerator<StoredFile> {
  signal?.throwIfAborted();
  const names = (await entriesOf(folder)).filter((entry) => isStored(entry, prefix)).map((entry) => entry.name);
  yield* sizes(folder, names, kind === "locks", signal);
}

async function* sizes(
  folder: string,
  names: readonly string[],
  skipEmpty: boolean,
  signal?: AbortSignal,
): AsyncGenerator<StoredFile> {
  for (let at = 0; at < names.length; at += AT_ONCE) {
    signal?.throwIfAborted();
    const files = await Promise.all(names.slice(at, at + AT_ONCE).map((name) => storedFile(folder, name)));
    for (const file of files) if (file !== undefined && !(skipEmpty && file.size === 0)) yield file;
  }
}

/** A file of the folder, or undefined when it is none or was removed since it was listed. */
async function storedFile(folder: string, name: string): Promise<StoredFile | undefined> {
  try {
    const stat = await lstat(join(folder, name));
    return stat.isFile() ? { name: name === "config" ? "" : name, size: stat.size, modified: stat.mtime } : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Everything below `root` that is not part of the layout; see `Storage.strays`. */
export async function* listStrays(root: string, signal?: AbortSignal): AsyncGenerator<string> {
  for (const entry of await entriesOf(root)) {
    const kind = FOLDER_KINDS.find((name) => name === entry.name);
    if (kind === "data" && entry.isDirectory()) yield* straysOfData(join(root, "data"), signal);
    else if (kind !== undefined && entry.isDirectory()) yield* straysOfFolder(join(root, kind), kind, "", signal);
    else if (entry.name !== "config" || !entry.isFile()) yield told(entry, "");
  }
}

async function* straysOfData(folder: string, signal?: AbortSignal): AsyncGenerator<string> {
  for (const entry of await entriesOf(folder)) {
    const known = entry.isDirectory() && DATA_FOLDERS.includes(entry.name);
    if (known) yield* straysOfFolder(join(folder, entry.name), `data/${entry.name}`, entry.name, signal);
    else yield told(entry, "data/");
  }
}

async function* straysOfFolder(
  folder: string,
  path: string,
  prefix: string,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  signal?.throwIfAborted();
  for (const entry of await entriesOf(folder)) {
    if (!isStored(entry, prefix)) yield told(entry, `${path}/`);
    else if (path === "locks" && (await storedFile(folder, entry.name))?.size === 0) yield told(entry, `${path}/`);
  }
}

function told(entry: Dirent, folder: string): string {
  return `${folder}${entry.name}${entry.isDirectory() ? "/" : ""}`;
}

/** A regular file named by its id, in the folder its id asks for: elsewhere nobody would find it. */
function isStored(entry: Dirent, prefix: string): boolean {
  return entry.isFile() && isStoredName(entry.name) && entry.name.startsWith(prefix);
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    // A folder that changes while it is read may tell a name twice.
    return [...new Map(entries.map((entry) => [entry.name, entry])).values()];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
