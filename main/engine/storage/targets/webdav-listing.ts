import { type StorageAction, StorageFailed } from "../errors.ts";
import { DATA_FOLDERS, FOLDER_KINDS, isStoredName } from "../layout.ts";
import type { FileKind, StoredFile } from "../storage.ts";
import type { WebdavConnection } from "./webdav-connection.ts";
import { FILE_FACTS, type WebdavEntry } from "./webdav-xml.ts";

/** What is in a folder, by its name there. */
interface Named extends WebdavEntry {
  readonly name: string;
}

/** The stored files of a kind below `root`; a missing folder counts as empty. */
export async function* listKind(
  connection: WebdavConnection,
  root: readonly string[],
  kind: FileKind,
  action: StorageAction,
  signal?: AbortSignal,
): AsyncGenerator<StoredFile> {
  const folder = [...root, kind];
  const found = await folderAt(connection, folder, action, signal);
  if (kind !== "data") return yield* storedIn(found, "", kind === "locks", action);
  const folders = found.filter(({ name, isFolder }) => isFolder && DATA_FOLDERS.includes(name)).map(({ name }) => name);
  for await (const { name, entries } of foldersBelow(connection, folder, folders, action, signal)) {
    yield* storedIn(entries, name, false, action);
  }
}

/** Everything below `root` that is not part of the layout; see `Storage.strays`. */
export async function* listStrays(
  connection: WebdavConnection,
  root: readonly string[],
  action: StorageAction,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  for (const entry of await folderAt(connection, root, action, signal)) {
    const kind = FOLDER_KINDS.find((name) => name === entry.name);
    if (kind === undefined || !entry.isFolder) {
      if (entry.name !== "config" || entry.isFolder) yield told(entry, "");
      continue;
    }
    const found = await folderAt(connection, [...root, kind], action, signal);
    if (kind !== "data") yield* straysIn(found, `${kind}/`, "");
    else yield* straysOfData(connection, [...root, kind], found, action, signal);
  }
}

async function* straysOfData(
  connection: WebdavConnection,
  data: readonly string[],
  found: readonly Named[],
  action: StorageAction,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const isKnown = (entry: Named): boolean => entry.isFolder && DATA_FOLDERS.includes(entry.name);
  for (const entry of found) if (!isKnown(entry)) yield told(entry, "data/");
  const folders = found.filter(isKnown).map(({ name }) => name);
  for await (const { name, entries } of foldersBelow(connection, data, folders, action, signal)) {
    yield* straysIn(entries, `data/${name}/`, name);
  }
}

function* straysIn(entries: readonly Named[], folder: string, prefix: string): Generator<string> {
  for (const entry of entries) {
    if (!isStored(entry, prefix) || (folder === "locks/" && entry.size === 0)) yield told(entry, folder);
  }
}

function* storedIn(
  entries: readonly Named[],
  prefix: string,
  skipEmpty: boolean,
  action: StorageAction,
): Generator<StoredFile> {
  for (const entry of entries) {
    if (!isStored(entry, prefix) || (skipEmpty && entry.size === 0)) continue;
    if (entry.size === undefined) throw new StorageFailed(action, "the server does not tell the sizes of files");
    yield { name: entry.name, size: entry.size, ...(entry.modified && { modified: entry.modified }) };
  }
}

/** A file named by its id, in the folder its id asks for: elsewhere nobody would find it. */
function isStored({ name, isFolder }: Named, prefix: string): boolean {
  return !isFolder && isStoredName(name) && name.startsWith(prefix);
}

function told({ name, isFolder }: Named, folder: string): string {
  return `${folder}${name}${isFolder ? "/" : ""}`;
}

/** Looks into several folders at a time, and gives them in order. */
async function* foldersBelow(
  connection: WebdavConnection,
  parent: readonly string[],
  names: readonly string[],
  action: StorageAction,
  signal?: AbortSignal,
): AsyncGenerator<{ readonly name: string; readonly entries: readonly Named[] }> {
  for (let at = 0; at < names.length; at += connection.connections) {
    const some = names.slice(at, at + connection.connections);
    const found = await Promise.all(some.map((name) => folderAt(connection, [...parent, name], action, signal)));
    for (const [place, name] of some.entries()) yield { name, entries: found[place] ?? [] };
  }
}

/**
 * What is in a folder; nothing if it is not there.
 *
 * @throws {StorageFailed} the server answers with another folder: what is here would pass for empty
 */
async function folderAt(
  connection: WebdavConnection,
  path: readonly string[],
  action: StorageAction,
  signal?: AbortSignal,
): Promise<readonly Named[]> {
  const asked = { depth: 1, question: FILE_FACTS, action } as const;
  const entries = await connection.attempt(action, signal, () => connection.look(path, asked, signal));
  if (entries === undefined) return [];
  const found = new Map<string, Named>();
  let isThisOne = false;
  for (const entry of entries) {
    const name = entry.path.at(-1) ?? "";
    const above = entry.path.slice(0, -1);
    isThisOne ||= isSame(entry.path, path) || isSame(above, path);
    // A folder that changes while it is read may tell a name twice.
    if (isSame(above, path)) found.set(name, { ...entry, name });
  }
  if (!isThisOne) throw new StorageFailed(action, "the server tells of another folder than it was asked for");
  return [...found.values()];
}

/** Two spellings of an umlaut are the same to servers on some systems. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((part, at) => part.normalize() === other[at]?.normalize());
}
