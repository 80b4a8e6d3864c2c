import { randomBytes } from "node:crypto";
import { lstat, mkdir, opendir, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type StorageAction, StorageFull, StorageUnreachable } from "../errors.ts";
import type { LocationFinding } from "../target.ts";
import { isSystemError, translateErrno } from "./local-errors.ts";

/** Says what is at a path that may become a repository, or be one. See `examineLocation`. */
export async function examineFolder(folder: string, signal?: AbortSignal): Promise<LocationFinding> {
  signal?.throwIfAborted();
  const action: StorageAction = { location: folder, doing: "list" };
  try {
    const there = await lookAt(folder);
    if (there === "nothing") return await examineAbove(dirname(folder), action, signal);
    if (there !== "folder") return there;
    if (await isRepository(folder)) return "repository";
    signal?.throwIfAborted();
    if (!(await canWrite(folder, action))) return "not-writable";
    return await examineContent(folder);
  } catch (error) {
    throw isSystemError(error) ? translateErrno(error, action) : error;
  }
}

/** Nothing is there yet: what counts is whether the nearest folder above lets it be made. */
async function examineAbove(above: string, action: StorageAction, signal?: AbortSignal): Promise<LocationFinding> {
  signal?.throwIfAborted();
  const there = await lookAt(above);
  if (there === "folder") return (await canWrite(above, action)) ? "nothing" : "not-writable";
  if (there !== "nothing") return there;
  // A volume that is not connected.
  if (dirname(above) === above) throw new StorageUnreachable(action);
  return examineAbove(dirname(above), action, signal);
}

/** Follows links, as whoever makes a repository does. A link that leads nowhere is in the way. */
async function lookAt(path: string): Promise<"folder" | "nothing" | "not-a-folder" | "not-writable"> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "not-a-folder";
  } catch (error) {
    const code = isSystemError(error) ? error.code : "";
    if (code === "ENOTDIR" || code === "ELOOP") return "not-a-folder";
    if (code === "EACCES" || code === "EPERM") return "not-writable";
    if (code !== "ENOENT") throw error;
    return (await isThere(path)) ? "not-a-folder" : "nothing";
  }
}

/** The two things that every repository has. Other programs, too, call a file `config`. */
async function isRepository(folder: string): Promise<boolean> {
  const [config, keys] = await Promise.all([
    lstat(join(folder, "config")).catch(() => undefined),
    stat(join(folder, "keys")).catch(() => undefined),
  ]);
  return config?.isFile() === true && keys?.isDirectory() === true;
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Makes a folder and removes it: what permissions seem to say is not always so, as on shares and under macOS. */
async function canWrite(folder: string, action: StorageAction): Promise<boolean> {
  const probe = join(folder, `.holdfast-${randomBytes(8).toString("hex")}.tmp`);
  try {
    await mkdir(probe, 0o700);
    await rmdir(probe);
    return true;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const failure = translateErrno(error, action);
    if (failure instanceof StorageUnreachable) throw failure;
    // How much room there is, is another question.
    return failure instanceof StorageFull;
  }
}

async function examineContent(folder: string): Promise<LocationFinding> {
  try {
    const entries = await opendir(folder);
    const first = await entries.read();
    await entries.close();
    return first === null ? "empty-folder" : "other-files";
  } catch (error) {
    // Whoever may not see what is there cannot keep a repository there.
    if (isSystemError(error) && (error.code === "EACCES" || error.code === "EPERM")) return "not-writable";
    throw error;
  }
}
