import { posix } from "node:path";
import { DATA_FOLDERS, FOLDER_KINDS } from "../layout.ts";
import type { SftpConnection } from "./sftp-connection.ts";
import { isMissing, isUnsupported, Refusal } from "./sftp-errors.ts";

/** Permissions of what is written: a repository whose config the group can read is shared with the group. */
export interface Modes {
  readonly folder: number;
  readonly file: number;
}
export const PRIVATE: Modes = { folder: 0o700, file: 0o400 };
export const GROUP: Modes = { folder: 0o770, file: 0o440 };

const AT_ONCE = 64;

/** Makes a repository's folder, those above it, and those in it. */
export async function makeLayout(
  connection: SftpConnection,
  root: string,
  modes: Modes,
  signal?: AbortSignal,
): Promise<void> {
  await makeFolders(connection, root, modes.folder);
  await Promise.all(FOLDER_KINDS.map((kind) => makeFolder(connection, posix.join(root, kind), modes.folder)));
  for (let at = 0; at < DATA_FOLDERS.length; at += AT_ONCE) {
    signal?.throwIfAborted();
    const folders = DATA_FOLDERS.slice(at, at + AT_ONCE).map((name) => posix.join(root, "data", name));
    await Promise.all(folders.map((folder) => makeFolder(connection, folder, modes.folder)));
  }
}

/** Makes a folder below one that exists, if it is not there. */
export async function makeFolder(connection: SftpConnection, path: string, mode: number): Promise<void> {
  try {
    await connection.mkdir(path, mode);
  } catch (error) {
    // The protocol has no word for “it is there already”.
    if (error instanceof Refusal && !isMissing(error) && (await isFolder(connection, path))) return;
    throw error;
  }
  // Some servers give new folders rights of their own. One that does not let them be changed is as it is.
  await connection.chmod(path, mode).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

async function makeFolders(connection: SftpConnection, path: string, mode: number): Promise<void> {
  if (await isFolder(connection, path)) return;
  const parent = posix.dirname(path);
  if (parent !== path) await makeFolders(connection, parent, mode);
  await makeFolder(connection, path, mode);
}

/** Whether a folder is there; a link to one is as good. */
export async function isFolder(connection: SftpConnection, path: string): Promise<boolean> {
  try {
    return (await connection.stat(path)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Whether a file is there: no link. */
export async function isFile(connection: SftpConnection, path: string): Promise<boolean> {
  try {
    return (await connection.lstat(path)).isFile();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

const READ_ONLY = 1; // ST_RDONLY of statvfs(3)

/** Room on the file system of a folder, in bytes; undefined where the server does not tell, or there is no such folder. */
export async function roomAt(
  connection: SftpConnection,
  folder: string,
): Promise<{ freeBytes: number; totalBytes: number; isReadOnly: boolean } | undefined> {
  try {
    const { f_frsize, f_bavail, f_blocks, f_flag } = await connection.fileSystem(folder);
    const isReadOnly = (f_flag & READ_ONLY) !== 0;
    return { freeBytes: f_bavail * f_frsize, totalBytes: f_blocks * f_frsize, isReadOnly };
  } catch (error) {
    if (isUnsupported(error) || isMissing(error)) return undefined;
    throw error;
  }
}
