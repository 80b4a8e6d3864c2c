import { linkSync, lstatSync, unlinkSync } from "node:fs";
import type { ByteString } from "../names/index.ts";
import { errnoOf, longPaths } from "../system/index.ts";
import { NameTaken } from "./failures.ts";

// What file systems answer that have no second names: FAT, and some on networks.
const NO_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EINVAL", "EISDIR"]);

/**
 * Gives a finished file its name if that is free. A rename would replace what came there since somebody looked; a second
 * name is refused where there is one. Only where files have no second names a moment remains.
 *
 * @param shown the name's path for people
 * @param rename from the one to the other
 * @throws {NameTaken} and what the system throws
 */
export function nameNew(from: ByteString, to: ByteString, shown: ByteString, rename: () => void): void {
  try {
    linkSync(longPaths.reach(from), longPaths.reach(to));
  } catch (error) {
    const isThere = lstatSync(longPaths.reach(to), { throwIfNoEntry: false }) !== undefined;
    if (isThere) throw new NameTaken(shown);
    if (!NO_LINKS.has(errnoOf(error))) throw error;
    rename();
    return;
  }
  unlinkSync(longPaths.reach(from));
}
