import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { chmod, type FileHandle, mkdir, open, rename, stat, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { isSystemError } from "./local-errors.ts";

const WINDOWS = process.platform === "win32";
/** How much is handed to the system at once, so that a cancellation is heard within a fraction of a second. */
const STEP_BYTES = 4 << 20;

/**
 * Writes a file that is seen whole or not at all, and survives a power cut once this has resolved.
 *
 * Temporary name in the same folder, content, length check, fsync, rename, fsync of the folder. A failure or an abort
 * before the rename leaves nothing behind. One after it (the folder cannot be synced) leaves a whole file: taking it
 * away could take away an equal one that was there before.
 *
 * @param mode the permissions the file ends up with
 */
export async function writeDurably(path: string, bytes: Uint8Array, mode: number, signal?: AbortSignal): Promise<void> {
  const temporary = `${path}-tmp-${randomBytes(8).toString("hex")}`;
  try {
    await fill(temporary, bytes, signal);
    signal?.throwIfAborted();
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
  // Windows: a read-only file could be neither replaced nor removed.
  if (!WINDOWS) await chmod(path, mode).catch(ignore("EPERM", "EACCES", "ENOTSUP"));
}

async function fill(path: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
  const handle = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    for (let at = 0; at < bytes.length; ) {
      signal?.throwIfAborted();
      at += (await handle.write(bytes, at, Math.min(STEP_BYTES, bytes.length - at))).bytesWritten;
    }
    const { size } = await handle.stat();
    if (size !== bytes.length) throw new ShortWrite(path, size, bytes.length);
    signal?.throwIfAborted();
    await sync(handle);
  } finally {
    await handle.close();
  }
}

/** The system said all was written, and the file is shorter. Seen on network shares that ran full. */
class ShortWrite extends Error {
  readonly code = "EIO";
  readonly errno = -5;
  constructor(path: string, size: number, expected: number) {
    super(`${path} has ${size} bytes after ${expected} were written`);
  }
}

/** Makes a folder below one that exists, if it is not there, so that a power cut does not take it away again. */
export async function makeFolder(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, mode);
  } catch (error) {
    return ignore("EEXIST")(error);
  }
  await syncFolder(dirname(path));
}

/**
 * Makes a folder and those above it. Node's own recursive mkdir never returns where a parent exists and the system still
 * answers “no such folder”, as in /proc.
 */
export async function makeFolders(path: string, mode: number): Promise<void> {
  try {
    await makeFolder(path, mode);
  } catch (error) {
    const parent = dirname(path);
    const isParentMissing = isSystemError(error) && error.code === "ENOENT" && !(await exists(parent));
    if (!isParentMissing || parent === path) throw error;
    await makeFolders(parent, mode);
    await makeFolder(path, mode);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Makes the entries of a folder durable. Not possible on Windows, nor on file systems that say so. */
export async function syncFolder(path: string): Promise<void> {
  if (WINDOWS) return;
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await sync(handle);
  } finally {
    await handle.close();
  }
}

async function sync(handle: FileHandle): Promise<void> {
  // EINVAL and ENOENT: what some network and FUSE file systems answer instead of ENOTSUP.
  await handle.sync().catch(ignore("ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL", "ENOENT", "ENOTTY"));
}

function ignore(...codes: readonly string[]): (error: unknown) => void {
  return (error) => {
    if (!(isSystemError(error) && codes.includes(error.code))) throw error;
  };
}
