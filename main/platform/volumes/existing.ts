import { stat } from "node:fs/promises";
import { dirname } from "node:path";

/** A path as the system takes it: bytes where it need not be text. */
export type SystemPath = string | Buffer;

/** The path itself, or the nearest folder above it that is there; undefined if not even its top is. */
export async function nearestExisting(path: SystemPath): Promise<SystemPath | undefined> {
  for (let at = path; ; at = parentOf(at)) {
    const isThere = await stat(at).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code !== "ENOENT" && error.code !== "ENOTDIR",
    );
    if (isThere) return at;
    if (String(parentOf(at)) === String(at)) return undefined;
  }
}

/** What is at a path, links followed; undefined if nothing is that can be looked at. */
export async function lookAt(path: SystemPath): Promise<"folder" | "other" | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  return found.isDirectory() ? "folder" : "other";
}

function parentOf(path: SystemPath): SystemPath {
  if (typeof path === "string") return dirname(path);
  return Buffer.from(dirname(path.toString("latin1")), "latin1"); // one char code a byte
}
