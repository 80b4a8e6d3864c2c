import type { BigIntStats } from "node:fs";
import { type NodeType, nodeTypeOf } from "../format/index.ts";

/** What is already where something is to be restored. */
export interface ExistingEntry {
  readonly type: NodeType | "other";
  /** Bytes, for files. */
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly inode: bigint;
  readonly deviceId: bigint;
  /** How many names it has. What is done to a file with several shows under all of them, wherever they are. */
  readonly links: number;
}

export function entryOf({ mode, size, mtimeNs, ino, dev, nlink }: BigIntStats): ExistingEntry {
  const type = nodeTypeOf(Number(mode)) ?? "other";
  return { type, size: Number(size), mtimeNs, inode: ino, deviceId: dev, links: Number(nlink) };
}
