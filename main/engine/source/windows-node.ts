import type { BigIntStats } from "node:fs";
import { formatTime } from "../format/index.ts";
import type { NodeDraft } from "./node-draft.ts";

const READ_ONLY = 0o444;
const ALL_WRITE = 0o666;
const SEARCH = 0o111;
const OWNER_WRITE = 0o200n;

/** What restic leaves out on Windows, where inodes, owners and change times mean nothing to it. */
export function asOnWindows(node: NodeDraft, stat: BigIntStats): void {
  for (const field of ["inode", "deviceId", "links", "user", "group"] as const) delete node[field];
  node.uid = 0;
  node.gid = 0;
  node.ctime = formatTime(stat.mtimeNs);
  const permissions = (stat.mode & OWNER_WRITE) === 0n ? READ_ONLY : ALL_WRITE;
  // The type bits stay; the low nine are replaced.
  node.mode += (node.type === "dir" ? permissions | SEARCH : permissions) - (node.mode & 0o777);
}
