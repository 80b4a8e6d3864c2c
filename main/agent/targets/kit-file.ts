import { realpath, writeFile } from "node:fs/promises";
import { localTime } from "../../../shared/figures/index.ts";
import type { PathText, Target } from "../../../shared/model/index.ts";
import { type Access, partAccess, typeOfLocation } from "../../../shared/targets/index.ts";
import { recoveryKitPage } from "../recovery/index.ts";
import { KitInsideTarget, KitNotWritten } from "./errors.ts";
import { cleanLocation, isWithin, joinPlace, nativePath, withSlashes } from "./places.ts";

/** How many kits of one name a folder may hold; beyond that something else is wrong. */
const MOST = 1000;

/**
 * The page that leads back to a target's backups, with nothing else left.
 *
 * @param access all that its connection takes; of the secret values only the names are written
 */
export function kitPage(target: Target, passphrase: string, hostname: string, access: Access): string {
  const { location, repositoryId, createdAt } = target;
  const created = localTime(createdAt);
  const about = { repositoryId, passphrase, hostname, created, platform: process.platform };
  const type = typeOfLocation(location);
  if (type === undefined || type === "local") return recoveryKitPage({ ...about, location: nativePath(location) });
  const { open, secret } = partAccess(type, access);
  return recoveryKitPage({ ...about, location, connection: { open, secrets: Object.keys(secret) } });
}

/**
 * Writes the page of a target into a folder, readable by its owner only, under a name that nothing in the folder has.
 *
 * @returns its path
 * @throws {KitInsideTarget} {KitNotWritten} {LocationUnusable}
 */
export async function writeKit(target: Target, folder: string, page: string): Promise<PathText> {
  const place = cleanLocation(folder);
  const [realPlace, realTarget] = await Promise.all([resolved(place), resolved(target.location)]);
  if (isWithin(place, target.location) || isWithin(realPlace, realTarget)) throw new KitInsideTarget(place, target);
  for (let number = 1; number <= MOST; number++) {
    const path = joinPlace(place, kitName(target.name, number));
    if (await written(place, path, page)) return path;
  }
  throw new KitNotWritten(place, "there are too many of this name");
}

/** A name that every system takes: no separators, nothing that Windows reserves, short enough for each file system. */
export function kitName(targetName: string, number: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name
  const safe = targetName.replace(/[\\/:*?"<>|\u0000-\u001f\u007f]|\p{Cs}/gu, "-").slice(0, 50);
  return `Holdfast recovery kit ${safe.trim().replace(/\.+$/, "")}${number === 1 ? "" : ` ${number}`}.html`;
}

/** @returns false if there is something of this name */
async function written(folder: PathText, path: string, page: string): Promise<boolean> {
  try {
    await writeFile(path, page, { mode: 0o600, flag: "wx", flush: true });
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST") return false;
    const why = REASONS.get(String(code));
    if (why === undefined) throw error;
    throw new KitNotWritten(folder, why, error);
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such folder"],
  ["ENOTDIR", "it is not a folder"],
  ["EACCES", "you may not write there"],
  ["EPERM", "you may not write there"],
  ["EROFS", "it is read-only"],
  ["ENOSPC", "no space is left"],
  ["EDQUOT", "your quota is used up"],
  ["EIO", "the drive reports an error"],
]);

/** Where a path leads to; itself if nothing is there. */
async function resolved(path: PathText): Promise<PathText> {
  return realpath(path).then(withSlashes, () => path);
}
