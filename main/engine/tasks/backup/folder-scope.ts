import type { BigIntStats } from "node:fs";
import { formatTime } from "../../format/index.ts";
import { type FoundEntry, isInstant } from "../../source/index.ts";
import type { FolderMarks, ReadingRules, Scope } from "./jobs.ts";
import type { PreviousEntry } from "./previous-folder.ts";

/** Where folders can be told apart by their numbers. Windows has none in its nodes, and no ctime. */
const hasNumbers = process.platform !== "win32";

/**
 * How a folder is to be gone through: by its mark, or more thoroughly where what is seen of it says that marks are missing.
 * One that is new, or is another folder than the parent's of that name, is walked whole; one with a new mtime is listed. A
 * new ctime without a new mtime is left by new rights, but also by a folder that was moved away, changed and moved back.
 *
 * A verifying run goes by the marks alone, so that it finds what they lack.
 */
export function scopeOf(
  marks: FolderMarks | undefined,
  { name, stat }: FoundEntry,
  previous: PreviousEntry | undefined,
  { ignoreInode, verifies }: ReadingRules,
): Scope {
  if (marks === undefined || previous?.subtree === undefined) return "tree";
  const marked = marks.within.get(name) ?? "none";
  const isKnown = hasNumbers && !ignoreInode;
  if (marked === "tree" || (isKnown && !isSameInode(stat, previous))) return "tree";
  if (verifies) return marked;
  const isModified = !isTime(previous, "mtime", stat.mtimeNs);
  const isTouched = isModified || (hasNumbers && !isTime(previous, "ctime", stat.ctimeNs));
  if (!isTouched) return marked;
  return isModified && isKnown ? "entries" : "tree";
}

function isSameInode(stat: BigIntStats, { plain, node }: PreviousEntry): boolean {
  const { inode = 0, deviceId = 0 } = plain ?? node ?? {};
  return BigInt(inode) === BigInt.asUintN(64, stat.ino) && BigInt(deviceId) === BigInt.asUintN(64, stat.dev);
}

/** The text first: it needs no decoding. A text that is no time makes the node none. */
function isTime(previous: PreviousEntry, field: "mtime" | "ctime", ns: bigint): boolean {
  if (previous.plain !== undefined && previous.plain[field] === formatTime(ns)) return true;
  return previous.node !== undefined && isInstant(previous.node[field], ns);
}
