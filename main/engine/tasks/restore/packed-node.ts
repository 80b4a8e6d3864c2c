import type { TimeText, TreeNode } from "../../format/index.ts";
import { type ByteString, baseName } from "../../names/index.ts";

/**
 * A file's metadata on its way through the caller's thread, which does not look into it. A text costs a fraction of an
 * object there, in memory as in time, and there are thousands at once. Files with extended attributes travel as they are.
 */
export type PackedNode = string | TreeNode;

type Fields = [
  mode: number,
  mtime: TimeText,
  atime: TimeText,
  uid: number,
  gid: number,
  user: string | null,
  group: string | null,
];

/** Packs what a restored file's metadata is made from, and no more. */
export function packNode(node: TreeNode): PackedNode {
  if (node.extendedAttributes !== undefined) return metadataOf(node);
  const { mode, mtime, atime, uid, gid, user = null, group = null } = node;
  const fields: Fields = [mode, mtime, atime, uid, gid, user, group];
  return JSON.stringify(fields);
}

/** @param path of the file, whose last name is the node's */
export function unpackNode(packed: PackedNode, path: ByteString): TreeNode {
  if (typeof packed !== "string") return packed;
  const [mode, mtime, atime, uid, gid, user, group] = JSON.parse(packed) as Fields; // from `packNode`
  return {
    ...{ name: baseName(path), type: "file", mode, mtime, atime, ctime: mtime, uid, gid, content: null },
    ...(user === null ? {} : { user }),
    ...(group === null ? {} : { group }),
  };
}

/** What `applyMetadata` goes by, and no more: nodes travel between threads. */
export function metadataOf(node: TreeNode): TreeNode {
  const { name, type, mode, mtime, atime, uid, gid, user, group, extendedAttributes } = node;
  return {
    ...{ name, type, mode, mtime, atime, ctime: mtime, uid, gid, content: null },
    ...(user === undefined ? {} : { user }),
    ...(group === undefined ? {} : { group }),
    ...(extendedAttributes === undefined ? {} : { extendedAttributes }),
  };
}
