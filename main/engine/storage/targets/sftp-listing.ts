import type { FileEntry } from "ssh2";
import { DATA_FOLDERS, FOLDER_KINDS, isStoredName } from "../layout.ts";
import type { FileKind, StoredFile } from "../storage.ts";
import type { SftpConnection } from "./sftp-connection.ts";
import { isMissing } from "./sftp-errors.ts";

/** Folders read at once: hides the way to the server, and keeps little in memory. */
const AT_ONCE = 64;

/** Does something with a connection; failures are explained. */
export type Attempt = <T>(work: (connection: SftpConnection) => Promise<T>) => Promise<T>;

/** What a listing needs to know of the place. */
export interface Listed {
  readonly attempt: Attempt;
  /** The path of a folder or file on the server, by its path in the repository. */
  readonly at: (path: string) => string;
  /** Called when something is there. */
  readonly found: () => void;
  /** Called where something is not there: throws if that is because the whole place is gone. */
  readonly missing: (connection: SftpConnection) => Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/** The stored files of a kind; a missing folder counts as empty. */
export async function* listKind(place: Listed, kind: FileKind): AsyncGenerator<StoredFile> {
  if (kind === "config") return yield* configFile(place);
  const folders = kind === "data" ? await packFolders(place) : [kind];
  for (let at = 0; at < folders.length; at += AT_ONCE) {
    const found = await readFolders(place, folders.slice(at, at + AT_ONCE));
    for (const [folder, entries] of found) {
      const prefix = folder.startsWith("data/") ? folder.slice(-2) : "";
      for (const { filename, attrs } of entries.filter((entry) => isStored(entry, prefix)))
        if (kind !== "locks" || attrs.size > 0) yield storedFile(filename, attrs);
    }
  }
}

/** Everything that is not part of the layout; see `Storage.strays`. */
export async function* listStrays(place: Listed): AsyncGenerator<string> {
  const folders: string[] = [];
  for (const entry of (await readFolders(place, ["."])).get(".") ?? []) {
    const kind = FOLDER_KINDS.find((name) => name === entry.filename);
    if (kind !== undefined && isFolder(entry)) folders.push(...(kind === "data" ? [] : [kind]));
    else if (entry.filename !== "config" || !isFile(entry)) yield told(entry, "");
  }
  for (const entry of (await readFolders(place, ["data"])).get("data") ?? []) {
    if (isPackFolder(entry)) folders.push(`data/${entry.filename}`);
    else yield told(entry, "data/");
  }
  for (let at = 0; at < folders.length; at += AT_ONCE) {
    for (const [folder, entries] of await readFolders(place, folders.slice(at, at + AT_ONCE)))
      for (const entry of entries) if (isStray(entry, folder)) yield told(entry, `${folder}/`);
  }
}

async function* configFile({ attempt, at, missing }: Listed): AsyncGenerator<StoredFile> {
  const found = await attempt(async (connection) => {
    try {
      return await connection.lstat(at("config"));
    } catch (error) {
      if (!isMissing(error)) throw error;
      return missing(connection);
    }
  });
  if (found?.isFile() === true) yield storedFile("config", found);
}

/** Those that are there: other programs make them only when they need them. */
async function packFolders(place: Listed): Promise<readonly string[]> {
  const entries = (await readFolders(place, ["data"])).get("data") ?? [];
  return entries.filter(isPackFolder).map(({ filename }) => `data/${filename}`);
}

/** What is in folders, each name once, by folder. One that is not there is empty. */
async function readFolders(
  { attempt, at, found: isThere, missing, signal }: Listed,
  folders: readonly string[],
): Promise<ReadonlyMap<string, readonly FileEntry[]>> {
  const found = await attempt(async (connection) => {
    const read = await Promise.all(folders.map((folder) => readIfThere(connection, at(folder), signal)));
    if (read.includes(undefined)) await missing(connection);
    else isThere();
    return read;
  });
  return new Map(folders.map((folder, place) => [folder, found[place] ?? []]));
}

async function readIfThere(
  connection: SftpConnection,
  path: string,
  signal: AbortSignal | undefined,
): Promise<readonly FileEntry[] | undefined> {
  try {
    const entries = (await connection.readFolder(path, signal)).filter(({ filename }) => !/^\.\.?$/.test(filename));
    // A folder that changes while it is read may tell a name twice.
    const each = [...new Map(entries.map((entry) => [entry.filename, entry])).values()];
    return (await Promise.all(each.map((entry) => withFacts(connection, path, entry)))).flat();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Few servers leave out of a listing what kind of file it is, or how large. */
async function withFacts(connection: SftpConnection, folder: string, entry: FileEntry): Promise<readonly FileEntry[]> {
  const { mode, size } = entry.attrs as Partial<FileEntry["attrs"]>; // the protocol lets each be missing
  if (mode !== undefined && size !== undefined) return [entry];
  try {
    return [{ ...entry, attrs: await connection.lstat(`${folder}/${entry.filename}`) }];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export function storedFile(name: string, { size, mtime }: { size: number; mtime?: number }): StoredFile {
  return {
    name: name === "config" ? "" : name,
    size,
    ...(mtime !== undefined && { modified: new Date(mtime * 1000) }),
  };
}

const TYPE = 0o170000;

function isFile({ attrs }: FileEntry): boolean {
  return (attrs.mode & TYPE) === 0o100000;
}

function isFolder({ attrs }: FileEntry): boolean {
  return (attrs.mode & TYPE) === 0o040000;
}

function isPackFolder(entry: FileEntry): boolean {
  return isFolder(entry) && DATA_FOLDERS.includes(entry.filename);
}

/** A regular file named by its id, in the folder its id asks for: elsewhere nobody would find it. */
function isStored(entry: FileEntry, prefix: string): boolean {
  return isFile(entry) && isStoredName(entry.filename) && entry.filename.startsWith(prefix);
}

function isStray(entry: FileEntry, folder: string): boolean {
  const prefix = folder.startsWith("data/") ? folder.slice(-2) : "";
  return !isStored(entry, prefix) || (folder === "locks" && entry.attrs.size === 0);
}

function told(entry: FileEntry, folder: string): string {
  return `${folder}${entry.filename}${isFolder(entry) ? "/" : ""}`;
}
