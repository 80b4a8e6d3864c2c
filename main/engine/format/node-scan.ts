import type { ByteString } from "../names/index.ts";
import type { BlobId } from "./ids.ts";
import type { NodeType } from "./mode.ts";
import type { TreeNode } from "./node.ts";
import { idsOf, nodePattern, TREE_HEAD } from "./node-pattern.ts";
import type { TimeText } from "./time.ts";

// ASCII that stands for itself in a name, in JSON and in a byte string alike.
const PLAIN = "[ !#-\\[\\]-~]*";
// Days that there are in every year; 29 February is left to those who can count.
const DATE = "\\d{4}-(?:(?:0[13-9]|1[0-2])-(?:0[1-9]|[12]\\d|30)|(?:0[13578]|1[02])-31|02-(?:0[1-9]|1\\d|2[0-8]))";
const CLOCK = "(?:[01]\\d|2[0-3]):[0-5]\\d";

/** A node just as it is nearly always: written by restic or by this program, and nothing unusual in it. */
const USUAL = nodePattern({
  ...{ type: "file|dir|symlink", text: PLAIN, further: `,"linktarget":"(${PLAIN})"` },
  // Numbers without leading zeros and short enough to be in range, whatever the field.
  count: "0|[1-9]\\d{0,8}|[1-3]\\d{9}",
  ...{ uint64: "[1-9]\\d{0,18}", size: "[1-9]\\d{0,14}", links: "[1-9]\\d{0,14}" },
  time: `${DATE}T${CLOCK}:[0-5]\\d(?:\\.\\d+)?(?:Z|[+-]${CLOCK})`,
});
const BRACE = 0x7b;
const COMMA = 0x2c;
const TAIL = /\]\}\n?$/y;

/**
 * Reads a tree that is written just as it is nearly always, for a fraction of what JSON and a look at each field cost.
 * What it reads, it reads exactly as `decodeNode` does.
 *
 * @returns undefined for any other tree: it may be unusual, or damaged
 */
export function scanNodes(bytes: Uint8Array): TreeNode[] | undefined {
  // Bytes that are no ASCII match nothing, so it does not matter what they become.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  if (!text.startsWith(TREE_HEAD)) return undefined;
  const nodes: TreeNode[] = [];
  let at = TREE_HEAD.length;
  while (text.charCodeAt(at) === (nodes.length === 0 ? BRACE : COMMA)) {
    USUAL.lastIndex = nodes.length === 0 ? at : at + 1;
    const match = USUAL.exec(text);
    const content = match?.[16] === "null" ? null : idsOf(match?.[16] ?? "");
    if (match === null || content === undefined) return undefined;
    nodes.push(nodeOf(match, content));
    at = USUAL.lastIndex;
  }
  TAIL.lastIndex = at;
  return TAIL.test(text) ? nodes : undefined;
}

function nodeOf(match: RegExpExecArray, content: TreeNode["content"]): TreeNode {
  // The expression takes what each type stands for: ASCII where there are byte strings, times, the three types, ids.
  const node: Writable<TreeNode> = {
    name: match[1] as ByteString,
    type: match[2] as NodeType,
    mode: Number(match[3] ?? "0"),
    mtime: match[4] as TimeText,
    atime: match[5] as TimeText,
    ctime: match[6] as TimeText,
    uid: Number(match[7]),
    gid: Number(match[8]),
    content,
  };
  addOptional(node, match);
  return node;
}

function addOptional(node: Writable<TreeNode>, match: RegExpExecArray): void {
  const [user, group, inode, deviceId] = [match[9], match[10], match[11], match[12]];
  const [size, links, linkTarget, subtree] = [match[13], match[14], match[15], match[17]];
  if (user !== undefined) node.user = user;
  if (group !== undefined) node.group = group;
  if (inode !== undefined) node.inode = BigInt(inode);
  if (deviceId !== undefined) node.deviceId = BigInt(deviceId);
  if (size !== undefined) node.size = Number(size);
  if (links !== undefined) node.links = Number(links);
  if (linkTarget !== undefined) node.linkTarget = linkTarget as ByteString; // likewise
  if (subtree !== undefined) node.subtree = subtree as BlobId; // likewise
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
