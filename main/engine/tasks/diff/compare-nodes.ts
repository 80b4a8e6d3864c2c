import { encodeNode, parseTime, type TimeText, type TreeNode } from "../../format/index.ts";
import type { Modifier } from "./model.ts";

/** In place of a time that does not count. */
const EPOCH = "1970-01-01T00:00:00Z" as TimeText;

/** An entry by its name as it was and as it is; one of them may be missing. */
export interface NodePair {
  readonly before?: TreeNode;
  readonly after?: TreeNode;
}

/** Brings the entries of two folders together by their names. Both lists are in byte order. */
export function* pairNodes(before: readonly TreeNode[], after: readonly TreeNode[]): Generator<NodePair> {
  let [left, right] = [0, 0];
  for (;;) {
    const [old, young] = [before[left], after[right]];
    if (old === undefined && young === undefined) return;
    if (young === undefined || (old !== undefined && old.name < young.name)) {
      left += 1;
      if (old !== undefined) yield { before: old };
    } else if (old === undefined || young.name < old.name) {
      right += 1;
      yield { after: young };
    } else {
      left += 1;
      right += 1;
      yield { before: old, after: young };
    }
  }
}

/** What happened to an entry that is on both sides, or undefined for nothing. */
export function modifierOf(before: TreeNode, after: TreeNode, metadata: Metadata): Modifier | undefined {
  if (before.type === "file" && after.type === "file" && !hasSameContent(before, after)) {
    return isSameNode({ ...before, content: null }, { ...after, content: null }) ? "M?" : "M";
  }
  const isTypeChanged = before.type !== after.type;
  const isUpdated = isUpdatedIn(metadata, before, after);
  if (isTypeChanged) return isUpdated ? "TU" : "T";
  return isUpdated ? "U" : undefined;
}

/** Which metadata is compared: none, all, or what somebody has changed: see DiffOptions. */
export type Metadata = boolean | "lasting";

function isUpdatedIn(metadata: Metadata, before: TreeNode, after: TreeNode): boolean {
  if (metadata === false) return false;
  return metadata === "lasting" ? !isSameNode(lasting(before), lasting(after)) : !isSameNode(before, after);
}

function lasting({ inode: _inode, deviceId: _device, subtree, ...node }: TreeNode): TreeNode {
  const times = { ...node, atime: EPOCH, ctime: EPOCH };
  if (node.type === "dir") return { ...times, mtime: EPOCH };
  return subtree === undefined ? times : { ...times, subtree };
}

function hasSameContent(a: TreeNode, b: TreeNode): boolean {
  return String(a.content) === String(b.content) && (a.content === null) === (b.content === null);
}

/** Times are equal when they are the same instant, and attributes in whatever order they are. */
function isSameNode(a: TreeNode, b: TreeNode): boolean {
  return encodeNode(normal(a)) === encodeNode(normal(b));
}

function normal(node: TreeNode): TreeNode {
  const { mtime, atime, ctime, extendedAttributes = [] } = node;
  const sorted = [...extendedAttributes].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { ...node, mtime: instant(mtime), atime: instant(atime), ctime: instant(ctime), extendedAttributes: sorted };
}

/** Only for comparing: not a time as stored, but equal for equal instants. */
function instant(time: TimeText): TimeText {
  return String(parseTime(time)) as TimeText;
}
