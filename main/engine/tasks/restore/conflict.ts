import type { ExistingEntry } from "../../destination/index.ts";
import { type ByteString, fromText, joinPath } from "../../names/index.ts";
import type { RestoreConflict } from "./model.ts";
import type { WantedEntry } from "./overwrite.ts";

const ROOT = fromText("/");

/** @param path relative to the target, as all paths of jobs */
export function conflictAt(
  path: ByteString,
  wanted: WantedEntry,
  existing: ExistingEntry,
  end: Pick<RestoreConflict, "outcome" | "newName">,
): RestoreConflict {
  return {
    ...{ path: joinPath(ROOT, path), isNewer: existing.mtimeNs > wanted.mtimeNs },
    ...{ bytes: wanted.type === "file" ? wanted.size : 0, mtimeNsThere: existing.mtimeNs },
    ...(existing.type === "file" ? { bytesThere: existing.size } : {}),
    ...end,
  };
}
