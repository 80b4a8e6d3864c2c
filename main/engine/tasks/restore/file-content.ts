import { idBytes, type TreeNode } from "../../format/index.ts";
import { type BlobTable, MissingBlob } from "../../repository/index.ts";
import { type EntryList, newEntryList } from "./entry-list.ts";
import type { FileToFill } from "./jobs.ts";

/** What a node's content is in the repository; nothing of what is no file. */
export interface NodeContent {
  readonly node: TreeNode;
  /** Bytes of the blobs, which a faulty snapshot may count in another way. */
  readonly size: number;
  readonly entries: EntryList;
}

/** @throws {MissingBlob} */
export function contentOf(table: BlobTable, node: TreeNode): NodeContent {
  if (node.type !== "file") return { node, size: node.size ?? 0, entries: [] };
  const content = node.content ?? [];
  const entries = newEntryList(content.length);
  let size = 0;
  for (const [at, id] of content.entries()) {
    const entry = table.find("data", idBytes(id));
    if (entry < 0) throw new MissingBlob("data", id);
    entries[at] = entry;
    size += table.plainLength(entry);
  }
  return { node, size, entries };
}

/**
 * What the names of one file have in common. The content counts too: an inode can have been given to another file while
 * the backup ran.
 */
export function linkOf({ links = 1, inode, deviceId = 0n, size = 0, content }: TreeNode): FileToFill["link"] {
  if (links <= 1 || inode === undefined) return undefined;
  const key = `${deviceId}:${inode}:${size}:${content?.[0] ?? ""}:${content?.at(-1) ?? ""}`;
  return { key, names: links };
}
