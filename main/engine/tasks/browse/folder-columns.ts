import { sha256Hex } from "../../crypto/index.ts";
import { type BlobId, parseTime, type TreeNode } from "../../format/index.ts";
import { toBuffer } from "../../names/index.ts";
import { milliseconds } from "./milliseconds.ts";

/** What `types` of the columns has. */
export const COLUMN_TYPES = ["file", "folder", "symlink", "other"] as const;

/**
 * A folder's entries in columns, in the order of the list: for those who go through very many folders and hand what they read
 * to a thread of their own. A hundred thousand entries cost the threads between no more than copies of a few buffers.
 */
export interface FolderColumns {
  /** The bytes of all names, one after the other, and where each ends. */
  readonly names: Uint8Array;
  readonly ends: Uint32Array;
  /** Places in `COLUMN_TYPES`. */
  readonly types: Uint8Array;
  /** Bytes of files, 0 for everything else. */
  readonly sizes: Float64Array;
  /** Milliseconds since 1970; before that below 0. */
  readonly modified: Float64Array;
  /** Equal for equal contents of files, and for equal targets of links; others have one with a chance of 2⁻⁴⁴. 0 for all else. */
  readonly contents: Float64Array;
  /** The tree of each folder, in the order of the folders among the entries; empty where it has none. */
  readonly subtrees: readonly string[];
}

const CONTENT_DIGITS = 11;

export function columnsOf(nodes: readonly TreeNode[]): FolderColumns {
  const names = Buffer.allocUnsafe(nodes.reduce((sum, { name }) => sum + name.length, 0));
  const ends = new Uint32Array(nodes.length);
  let end = 0;
  for (const [row, { name }] of nodes.entries()) {
    end += names.write(name, end, "latin1");
    ends[row] = end;
  }
  return {
    // Small buffers are parts of a common one, which would be sent whole.
    names: new Uint8Array(names),
    ends,
    types: Uint8Array.from(nodes, typeOf),
    sizes: Float64Array.from(nodes, ({ type, size = 0 }) => (type === "file" ? size : 0)),
    modified: Float64Array.from(nodes, ({ mtime }) => milliseconds(parseTime(mtime))),
    contents: Float64Array.from(nodes, contentOf),
    subtrees: nodes.filter(({ type }) => type === "dir").map(({ subtree = "" }) => subtree),
  };
}

function typeOf({ type }: TreeNode): number {
  return { dir: 1, file: 0, symlink: 2, dev: 3, chardev: 3, fifo: 3, socket: 3 }[type];
}

function contentOf({ type, content, linkTarget }: TreeNode): number {
  if (type === "symlink" && linkTarget !== undefined) return digits(sha256Hex(toBuffer(linkTarget)));
  if (type !== "file" || content === null || content.length === 0) return 0;
  const [first] = content;
  return content.length === 1 && first !== undefined ? digits(first) : digits(sha256Hex(joined(content)));
}

function joined(ids: readonly BlobId[]): Buffer {
  return Buffer.from(ids.join(""), "hex");
}

function digits(hex: string): number {
  return Number.parseInt(hex.slice(0, CONTENT_DIGITS), 16);
}
