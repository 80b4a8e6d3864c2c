import { randomBytes } from "node:crypto";
import { type StorageAction, StorageFull, StorageNotAllowed } from "../errors.ts";
import { passOver } from "../http/index.ts";
import type { LocationFinding, ParsedLocation } from "../target.ts";
import { translateDav, WebdavConnection } from "./webdav-connection.ts";
import type { WebdavPlace } from "./webdav-location.ts";
import { FILE_FACTS, type WebdavEntry } from "./webdav-xml.ts";

/** Says what is in a folder that may become a repository, or be one. See `examineLocation`. */
export async function examineWebdav(
  place: ParsedLocation<WebdavPlace>,
  signal?: AbortSignal,
): Promise<LocationFinding> {
  const connection = new WebdavConnection(place);
  const action: StorageAction = { location: place.location, doing: "list" };
  try {
    return await connection.attempt(action, signal, () => examine(connection, place.options.folders, action, signal));
  } catch (error) {
    if (error instanceof StorageNotAllowed) return "not-writable";
    throw error;
  } finally {
    await connection.close();
  }
}

async function examine(
  connection: WebdavConnection,
  folder: readonly string[],
  action: StorageAction,
  signal?: AbortSignal,
): Promise<LocationFinding> {
  const [there] = (await connection.look(folder, { depth: 0, question: FILE_FACTS, action }, signal)) ?? [];
  if (there === undefined) return examineAbove(connection, folder.slice(0, -1), action, signal);
  if (!there.isFolder) return "not-a-folder";
  const entries = (await connection.look(folder, { depth: 1, question: FILE_FACTS, action }, signal)) ?? [];
  const inside = entries.filter(({ path }) => path.length > folder.length);
  if (isRepository(inside)) return "repository";
  if (!(await canWrite(connection, folder, action, signal))) return "not-writable";
  return inside.length === 0 ? "empty-folder" : "other-files";
}

/** Nothing is there yet: what counts is whether the nearest folder above lets it be made. */
async function examineAbove(
  connection: WebdavConnection,
  above: readonly string[],
  action: StorageAction,
  signal?: AbortSignal,
): Promise<LocationFinding> {
  const [there] = (await connection.look(above, { depth: 0, question: FILE_FACTS, action }, signal)) ?? [];
  if (there !== undefined && !there.isFolder) return "not-a-folder";
  if (there !== undefined) return (await canWrite(connection, above, action, signal)) ? "nothing" : "not-writable";
  if (above.length === 0) return "not-writable";
  return examineAbove(connection, above.slice(0, -1), action, signal);
}

/** The two things that every repository has. Other programs, too, call a file `config`. */
function isRepository(entries: readonly WebdavEntry[]): boolean {
  const has = (name: string, isFolder: boolean): boolean =>
    entries.some((entry) => entry.path.at(-1) === name && entry.isFolder === isFolder);
  return has("config", false) && has("keys", true);
}

/** Makes a folder and removes it: servers do not tell what one may do. */
async function canWrite(
  connection: WebdavConnection,
  folder: readonly string[],
  action: StorageAction,
  signal?: AbortSignal,
): Promise<boolean> {
  const path = [...folder, `.holdfast-${randomBytes(8).toString("hex")}.tmp`];
  const made = await connection.send({ method: "MKCOL", path, isFolder: true }, signal);
  await passOver(made);
  if (made.status >= 200 && made.status < 300) {
    await passOver(await connection.send({ method: "DELETE", path, isFolder: true }, AbortSignal.timeout(10_000)));
    return true;
  }
  if (made.status === 405 || made.status === 409) return false;
  const failure = translateDav(made, { ...action, doing: "write" });
  // How much room there is, is another question.
  if (failure instanceof StorageFull) return true;
  if (failure instanceof StorageNotAllowed) return false;
  throw failure;
}
