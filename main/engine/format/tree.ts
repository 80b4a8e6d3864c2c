import { Fields } from "./fields.ts";
import { parseJsonExactly } from "./json-parse.ts";
import { encodeNode, type TreeNode } from "./node.ts";
import { decodeNode } from "./node-decode.ts";
import { TREE_HEAD } from "./node-pattern.ts";
import { scanNodes } from "./node-scan.ts";

const TAIL = "]}\n";
// Well under the longest string there is (about 512 MiB), even if every node has thousands of blobs.
const NODES_PER_PIECE = 1000;

/** The bytes of a tree blob. The nodes must be in raw byte order of their names, each name once. */
export function encodeTree(nodes: readonly TreeNode[]): Buffer {
  return assembleTree(nodes.map(encodeNode));
}

/** Like encodeTree, from nodes that are encoded already. */
export function assembleTree(encodedNodes: readonly string[]): Buffer {
  if (encodedNodes.length <= NODES_PER_PIECE) return Buffer.from(TREE_HEAD + encodedNodes.join(",") + TAIL, "utf8");
  const pieces = [Buffer.from(TREE_HEAD)];
  for (let at = 0; at < encodedNodes.length; at += NODES_PER_PIECE) {
    const piece = encodedNodes.slice(at, at + NODES_PER_PIECE).join(",");
    pieces.push(Buffer.from(at === 0 ? piece : `,${piece}`, "utf8"));
  }
  pieces.push(Buffer.from(TAIL));
  return Buffer.concat(pieces);
}

/**
 * The nodes of a tree blob, in their order. Reads what restic reads: other field order, white space and fields it does
 * not know (which are lost: never rewrite a tree whose encoding does not give the same id).
 *
 * Names are as stored: whoever writes them to a disk must refuse "", ".", ".." and those with a separator.
 *
 * @throws {DamagedObject} anything else
 */
export function decodeTree(bytes: Uint8Array): TreeNode[] {
  const usual = scanNodes(bytes);
  if (usual !== undefined) return usual;
  const tree = new Fields("folder list", parseJsonExactly("folder list", bytes));
  const nodes = tree.optionalList("nodes");
  // Very old restic wrote null for an empty folder; no field at all is not a tree.
  if (nodes === undefined) return tree.has("nodes") ? [] : tree.damaged("nodes", "is missing");
  return nodes.map(decodeNode);
}
