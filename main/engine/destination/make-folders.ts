import { mkdirSync, statSync } from "node:fs";
import { type ByteString, parentPath } from "../names/index.ts";
import { errnoOf, longPaths } from "../system/index.ts";
import { destinationError, NotAFolder, translated } from "./failures.ts";

const MISSING = new Set(["ENOENT", "ENOTDIR"]);

/**
 * Makes a folder and those above it, unless they are there; links on the way are followed. Several threads may do it at once.
 *
 * Node's own recursive mkdir never returns where a parent exists and the system still answers “no such folder”, as in /proc.
 *
 * @throws {NotAFolder} something else is there, or on the way. Errors of the system come as Destination… errors.
 */
export function makeFolders(path: ByteString, mode: number): void {
  const missing: ByteString[] = [];
  for (let at = path; !isFolder(at) && at !== missing.at(-1); at = parentPath(at)) missing.push(at);
  for (const folder of missing.reverse()) translated(folder, () => makeOne(folder, mode));
}

function makeOne(folder: ByteString, mode: number): void {
  try {
    mkdirSync(longPaths.reach(folder), mode);
  } catch (error) {
    if (errnoOf(error) !== "EEXIST") throw error;
    if (!isFolder(folder)) throw new NotAFolder(folder, false);
  }
}

function isFolder(path: ByteString): boolean {
  try {
    return statSync(longPaths.reach(path)).isDirectory();
  } catch (error) {
    // Also what a long path is reached through may be missing.
    if (MISSING.has(errnoOf(error))) return false;
    throw destinationError(path, error);
  }
}
