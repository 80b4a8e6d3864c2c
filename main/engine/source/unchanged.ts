import type { BigIntStats } from "node:fs";
import { formatTime, parseTime, type TimeText, type TreeNode } from "../format/index.ts";

export interface UnchangedOptions {
  /** Do not compare the time of the last change of metadata. */
  readonly ignoreCtime?: boolean;
  /** Do not compare inode numbers; they are not stable on some file systems. Leaves out ctime too, as restic does. */
  readonly ignoreInode?: boolean;
}

/**
 * Whether a file need not be read again: size, mtime, ctime and inode are those of the parent snapshot's node.
 * The device number does not count, as it changes when disks are plugged in another order.
 */
export function isUnchanged(stat: BigIntStats, previous: TreeNode, options: UnchangedOptions = {}): boolean {
  if (previous.type !== "file" || !stat.isFile()) return false;
  if (Number(stat.size) !== (previous.size ?? 0)) return false;
  if (!isInstant(previous.mtime, stat.mtimeNs)) return false;
  if (process.platform === "win32" || options.ignoreInode === true) return true;
  if (BigInt.asUintN(64, stat.ino) !== (previous.inode ?? 0n)) return false;
  return options.ignoreCtime === true || isInstant(previous.ctime, stat.ctimeNs);
}

/** Whether a time of a node is that instant. Another zone writes the same instant differently, so text proves only equality. It is the cheaper test. */
export function isInstant(text: TimeText, ns: bigint): boolean {
  return text === formatTime(ns) || parseTime(text) === ns;
}
