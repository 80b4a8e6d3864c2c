import path from "node:path";
import type { PathText } from "../../../shared/model/index.ts";
import { typeOfLocation } from "../../../shared/targets/index.ts";
import { LocationUnusable } from "./errors.ts";

/** Where names that differ only in case name the same thing. */
const FOLDS_CASE = process.platform === "win32" || process.platform === "darwin";

/**
 * A location in its one spelling: absolute, “/” between names, nothing at its end.
 *
 * @throws {LocationUnusable} it is relative, or has bytes that the program cannot name it with
 */
export function cleanLocation(location: string): PathText {
  // Repositories are reached by text, as everybody else who reads them does; see `PathText` for these characters.
  if (/[\uD800-\uDFFF\0]/u.test(location)) throw new LocationUnusable(location, "has a name that is not text");
  if (!path.isAbsolute(location)) throw new LocationUnusable(location, "is not a whole path");
  return withSlashes(path.resolve(location));
}

export function withSlashes(native: string): PathText {
  return process.platform === "win32" ? native.replaceAll("\\", "/") : native;
}

/** As the system's own programs write it. */
export function nativePath(location: PathText): string {
  return process.platform === "win32" ? location.replaceAll("/", "\\") : location;
}

export function isSamePlace(a: PathText, b: PathText): boolean {
  return folded(a) === folded(b);
}

/** Whether a clean path is this folder or somewhere in it. */
export function isWithin(location: PathText, folder: PathText): boolean {
  const start = folded(folder);
  return folded(location) === start || folded(location).startsWith(start.endsWith("/") ? start : `${start}/`);
}

/** The folders above a clean path, the nearest first, up to the root. */
export function foldersAbove(location: PathText): PathText[] {
  const parent = withSlashes(path.dirname(location));
  return parent === location ? [] : [parent, ...foldersAbove(parent)];
}

export function joinPlace(folder: PathText, name: string): PathText {
  // `rclone:remote:` and `sftp:host:` end with a colon where their own path begins.
  return /[/:]$/.test(folder) ? `${folder}${name}` : `${folder}/${name}`;
}

/** What a target at this place is called when its user does not say. */
export function nameOfPlace(location: PathText): string {
  if (typeOfLocation(location) !== "local") return nameOfRemote(location);
  const own = path.basename(location);
  const above = path.basename(path.dirname(location));
  // “Holdfast” is the folder that this program suggests on every drive; the drive tells more.
  const telling = /^Holdfast( \d+)?$/.test(own) && above !== "" ? above : own;
  return (telling === "" ? location : telling).slice(0, 80);
}

/** “backup on nas” for `sftp:ada@nas:/srv/backup`: what is last in the location, and what comes first in it. */
function nameOfRemote(location: PathText): string {
  const [, first = "", rest = ""] = /^[^:]+:(?:https?:)?(?:\/\/)?(?:[^@/]*@)?([^/:]*)(.*)$/.exec(location) ?? [];
  const last = rest
    .split(/[/:]+/)
    .findLast((part) => part !== "" && !/^\d+$/.test(part) && !/^Holdfast( \d+)?$/.test(part));
  const name = last === undefined ? first : `${last} on ${first}`;
  return (name === "" ? location : name).slice(0, 80);
}

function folded(location: PathText): string {
  return FOLDS_CASE && typeOfLocation(location) === "local" ? location.toLowerCase() : location;
}
