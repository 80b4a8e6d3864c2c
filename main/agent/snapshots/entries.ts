import type { EntryOrder, EntryType, PathText, SnapshotEntry } from "../../../shared/model/index.ts";
import { type FolderEntry, toPathText } from "../../engine/index.ts";

/** A page of a folder in a snapshot. */
export interface EntriesQuery {
  readonly folder: PathText;
  readonly offset: number;
  readonly limit: number;
  readonly order: EntryOrder;
  readonly direction: "up" | "down";
  readonly match?: string | undefined;
}

/** An entry in the words of the contract. */
export function describeEntry({ name, type, size, modifiedMs, mode, linkTarget }: FolderEntry): SnapshotEntry {
  const kind = entryType(type);
  return {
    ...{ name: toPathText(name), type: kind },
    ...(kind === "file" ? { bytes: size } : {}),
    // The contract knows no time before 1970.
    ...(modifiedMs >= 0 ? { modified: Math.trunc(modifiedMs) } : {}),
    permissions: mode.toString(8).padStart(4, "0"),
    ...(linkTarget === undefined || linkTarget === "" ? {} : { linkTarget: toPathText(linkTarget) }),
  };
}

function entryType(type: FolderEntry["type"]): EntryType {
  switch (type) {
    case "file":
    case "symlink":
      return type;
    case "dir":
      return "folder";
    default:
      return "other";
  }
}
