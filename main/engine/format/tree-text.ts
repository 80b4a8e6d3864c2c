import { type ByteString, fromText } from "../names/index.ts";
import type { BlobId } from "./ids.ts";
import type { TreeNode } from "./node.ts";
import { nodePattern, TREE_HEAD } from "./node-pattern.ts";
import { decodeTree } from "./tree.ts";

/** The fields of a usual file or folder as they stand in the text of a tree. */
export interface PlainFields {
  readonly type: "file" | "dir";
  readonly mode: number;
  readonly mtime: string;
  readonly ctime: string;
  readonly uid: number;
  readonly gid: number;
  readonly user: string;
  readonly group: string;
  readonly inode: number;
  readonly deviceId: number;
  readonly size: number;
  readonly links: number;
  /** Files: the list of ids as it stands there, for `idsOf`. */
  readonly content: string;
  readonly subtree: BlobId | undefined;
}

/** One entry of a stored tree, cut out of its text. */
export interface NodeText {
  readonly name: ByteString;
  readonly text: string;
  /** Absent for entries of other kinds, and for names and numbers that need more than a look. */
  readonly plain?: PlainFields;
}

const QUOTED = '"(?:[^"\\\\]|\\\\.)*"';
/** A usual file or folder: `atime` is `mtime`, and numbers are short enough to be exact. */
const PLAIN = nodePattern({
  ...{ type: "file|dir", text: '[^"\\\\]*', time: '[^"]*', atime: "\\4" },
  ...{ count: "\\d{1,10}", uint64: "\\d{1,15}", size: "\\d{1,15}", links: "\\d{1,10}" },
  further: ',"extended_attributes":(\\[[^\\]]*\\])',
});
/** Any entry: objects and lists within it hold no further ones but a list of objects, as extended attributes are. */
const OBJECT = `\\{(?:[^"{}[\\]]|${QUOTED})*\\}`;
const ANY = new RegExp(`\\{(?:[^"{}[\\]]|${QUOTED}|${OBJECT}|\\[(?:[^"{}[\\]]|${QUOTED}|${OBJECT})*\\])*\\}`, "y");

/**
 * Cuts a tree into the texts of its entries, so that what has not changed since can be compared, and written again,
 * without being decoded.
 *
 * @returns undefined for a tree that is not in the exact form; `decodeTree` may still read it
 */
export function scanTree(bytes: Uint8Array): NodeText[] | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  if (!text.startsWith(TREE_HEAD)) return undefined;
  const nodes: NodeText[] = [];
  for (let at = TREE_HEAD.length; text[at] !== "]"; ) {
    const node = plainAt(text, at) ?? otherAt(text, at);
    if (node === undefined) return undefined;
    nodes.push(node);
    at += node.text.length;
    if (text[at] === ",") at += 1;
    else if (text[at] !== "]") return undefined;
  }
  return nodes;
}

/** The node that a text stands for. */
export function decodeNodeText(text: string): TreeNode {
  const [node] = decodeTree(Buffer.from(`${TREE_HEAD}${text}]}`, "utf8"));
  if (node === undefined) throw new Error("the text of a node has no node in it");
  return node;
}

function plainAt(text: string, at: number): NodeText | undefined {
  PLAIN.lastIndex = at;
  const match = PLAIN.exec(text);
  if (match === null) return undefined;
  const [whole, name = "", type, mode = "0", mtime = "", , ctime = "", uid, gid, user = "", group = "", ...rest] =
    match;
  const [inode = "0", deviceId = "0", size = "0", links = "0", , content = "", subtree] = rest;
  // Anything else is left to be decoded, which says what is wrong with it.
  if (type === "dir" ? content !== "null" || subtree === undefined : content === "null" || subtree !== undefined) {
    return undefined;
  }
  const plain: PlainFields = {
    type: type === "dir" ? "dir" : "file",
    ...{ mode: Number(mode), mtime, ctime, uid: Number(uid), gid: Number(gid), user, group },
    ...{ inode: Number(inode), deviceId: Number(deviceId), size: Number(size), links: Number(links), content },
    // The expression takes nothing but 64 hex digits.
    subtree: subtree as BlobId | undefined,
  };
  return { name: fromText(name), text: whole, plain };
}

function otherAt(text: string, at: number): NodeText | undefined {
  ANY.lastIndex = at;
  const whole = ANY.exec(text)?.[0];
  return whole === undefined ? undefined : { name: decodeNodeText(whole).name, text: whole };
}
