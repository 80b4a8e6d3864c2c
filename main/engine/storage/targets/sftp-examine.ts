import { randomBytes } from "node:crypto";
import { posix } from "node:path";
import type { LocationFinding } from "../target.ts";
import type { SftpConnection } from "./sftp-connection.ts";
import { isMissing, isNotAllowed, Refusal } from "./sftp-errors.ts";

/** Says what is in a folder that may become a repository, or be one. See `examineLocation`. */
export async function examineSftp(connection: SftpConnection, folder: string): Promise<LocationFinding> {
  const there = await lookAt(connection, folder);
  if (there === "nothing") return examineAbove(connection, posix.dirname(folder));
  if (there !== "folder") return there;
  if (await isRepository(connection, folder)) return "repository";
  if (!(await canWrite(connection, folder))) return "not-writable";
  return examineContent(connection, folder);
}

/** Nothing is there yet: what counts is whether the nearest folder above lets it be made. */
async function examineAbove(connection: SftpConnection, above: string): Promise<LocationFinding> {
  const there = await lookAt(connection, above);
  if (there === "folder") return (await canWrite(connection, above)) ? "nothing" : "not-writable";
  if (there !== "nothing") return there;
  // Of a relative path the last is the folder that the server begins in; if not even that is there, nothing can be made.
  return posix.dirname(above) === above ? "not-writable" : examineAbove(connection, posix.dirname(above));
}

async function lookAt(
  connection: SftpConnection,
  path: string,
): Promise<"folder" | "nothing" | "not-a-folder" | "not-writable"> {
  try {
    return (await connection.stat(path)).isDirectory() ? "folder" : "not-a-folder";
  } catch (error) {
    if (isNotAllowed(error)) return "not-writable";
    if (!isMissing(error)) throw error;
    // A link that leads nowhere, or a file on the way there, of which servers also say that it is missing.
    return (await isThere(connection, path)) ? "not-a-folder" : "nothing";
  }
}

/** The two things that every repository has. Other programs, too, call a file `config`. */
async function isRepository(connection: SftpConnection, folder: string): Promise<boolean> {
  const [config, keys] = await Promise.all([
    connection.lstat(posix.join(folder, "config")).catch(unlessLost),
    connection.stat(posix.join(folder, "keys")).catch(unlessLost),
  ]);
  return config?.isFile() === true && keys?.isDirectory() === true;
}

async function isThere(connection: SftpConnection, path: string): Promise<boolean> {
  return (await connection.lstat(path).catch(unlessLost)) !== undefined;
}

/** Makes a folder and removes it: what permissions seem to say is not always so. */
async function canWrite(connection: SftpConnection, folder: string): Promise<boolean> {
  const probe = posix.join(folder, `.holdfast-${randomBytes(8).toString("hex")}.tmp`);
  try {
    await connection.mkdir(probe, 0o700);
    await connection.rmdir(probe);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

async function examineContent(connection: SftpConnection, folder: string): Promise<LocationFinding> {
  try {
    const entries = await connection.readFolder(folder);
    return entries.some(({ filename }) => !/^\.\.?$/.test(filename)) ? "other-files" : "empty-folder";
  } catch (error) {
    // Whoever may not see what is there cannot keep a repository there.
    if (isNotAllowed(error)) return "not-writable";
    throw error;
  }
}

function unlessLost(error: unknown): undefined {
  if (!(error instanceof Refusal)) throw error;
}
