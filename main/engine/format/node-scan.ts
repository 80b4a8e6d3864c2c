import type { ByteString } from "../names/index.ts";
import type { BlobId } from "./ids.ts";
import type { NodeType } from "./mode.ts";
import type { TreeNode } from "./node.ts";
import type { TimeText } from "./time.ts";

// ASCII that stands for itself in a name, in JSON and in a byte string alike.
const PLAIN = "[ !#-\\[\\]-~]";
// Numbers without leading zeros and short enough to be in range, whatever the field.
const COUNT = "(0|[1-9]\\d{0,8}|[1-3]\\d{9})";
const SIZE = "([1-9]\\d{0,14})";
const UINT64 = "([1-9]\\d{0,18})";
// Days that there are in every year; 29 February is left to those who can count.
const DATE = "\\d{4}-(?:(?:0[13-9]|1[0-2])-(?:0[1-9]|[12]\\d|30)|(?:0[13578]|1[02])-31|02-(?:0[1-9]|1\\d|2[0-8]))";
const CLOCK = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const TIME = `"(${DATE}T${CLOCK}:[0-5]\\d(?:\\.\\d+)?(?:Z|[+-]${CLOCK}))"`;
const ID = '"[0-9a-f]{64}"';
const ID_LENGTH = 64;
/** From one id of a list to the next: two quotes and a comma between them. */
const ID_STEP = ID_LENGTH + 3;

/** A node just as it is nearly always: written by restic or by this program, and nothing unusual in it. */
const USUAL = new RegExp(
  `\\{"name":"(${PLAIN}*)","type":"(file|dir|symlink)"(?:,"mode":${COUNT})?` +
    `,"mtime":${TIME},"atime":${TIME},"ctime":${TIME},"uid":${COUNT},"gid":${COUNT}` +
    `(?:,"user":"(${PLAIN}*)")?(?:,"group":"(${PLAIN}*)")?(?:,"inode":${UINT64})?(?:,"device_id":${UINT64})?` +
    `(?:,"size":${SIZE})?(?:,"links":${SIZE})?(?:,"linktarget":"(${PLAIN}*)")?` +
    `,"content":(null|\\[(?:${ID}(?:,${ID})*)?\\])(?:,"subtree":"([0-9a-f]{64})")?\\}`,
  "y",
);
const BRACE = 0x7b;
const COMMA = 0x2c;
const HEAD = '{"nodes":[';
const TAIL = /\]\}\n?$/y;
/** A match recurses once for each id of a file; more of them than this could overflow its stack. */
const LONGEST_NODE = 1 << 20;

/**
 * Reads a tree that is written just as it is nearly always, for a fraction of what JSON and a look at each field cost.
 * What it reads, it reads exactly as `decodeNode` does.
 *
 * @returns undefined for any other tree: it may be unusual, or damaged
 */
export function scanNodes(bytes: Uint8Array): TreeNode[] | undefined {
  // Bytes that are no ASCII match nothing, so it does not matter what they become.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  if (!text.startsWith(HEAD) || bytes.length > LONGEST_NODE) return undefined;
  const nodes: TreeNode[] = [];
  let at = HEAD.length;
  while (text.charCodeAt(at) === (nodes.length === 0 ? BRACE : COMMA)) {
    USUAL.lastIndex = nodes.length === 0 ? at : at + 1;
    const match = USUAL.exec(text);
    if (match === null) return undefined;
    nodes.push(nodeOf(match));
    at = USUAL.lastIndex;
  }
  TAIL.lastIndex = at;
  return TAIL.test(text) ? nodes : undefined;
}

function nodeOf(match: RegExpExecArray): TreeNode {
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
    content: idsOf(match[16] ?? "null"),
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

/** @param list `null`, or ids in quotes with commas between, in brackets */
function idsOf(list: string): BlobId[] | null {
  if (list === "null") return null;
  const ids: BlobId[] = [];
  for (let at = 2; at < list.length; at += ID_STEP) {
    ids.push(list.slice(at, at + ID_LENGTH) as BlobId); // 64 hex digits
  }
  return ids;
}
