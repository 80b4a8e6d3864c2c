import { AppError } from "../../../../shared/errors/index.ts";
import {
  type BlobId,
  decodeNodeText,
  decodeTree,
  encodeNode,
  type NodeText,
  type NodeType,
  scanTree,
  type TreeNode,
} from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";

/** What the parent snapshot knew of an entry. The text is enough for what did not change; the node is made when asked for. */
export class PreviousEntry {
  readonly text: string;
  readonly plain: NodeText["plain"];
  #node: TreeNode | undefined | "not decoded" = "not decoded";

  constructor({ text, plain }: NodeText, node?: TreeNode) {
    this.text = text;
    this.plain = plain;
    if (node !== undefined) this.#node = node;
  }

  /** Undefined for a text that is damaged within: then nothing is known of the entry, and it is read again. */
  get node(): TreeNode | undefined {
    if (this.#node === "not decoded") this.#node = decoded(this.text);
    return this.#node;
  }

  /** Undefined like `node`. */
  get type(): NodeType | undefined {
    return (this.plain ?? this.node)?.type;
  }

  /** Tree of a folder. */
  get subtree(): BlobId | undefined {
    return this.plain === undefined ? this.node?.subtree : this.plain.subtree;
  }
}

/** The list of a folder in the parent snapshot. */
export type PreviousFolder = ReadonlyMap<ByteString, PreviousEntry>;

export const NO_PREVIOUS: PreviousFolder = new Map();

/** @throws {AppError} what is no tree */
export function readPreviousFolder(bytes: Uint8Array): PreviousFolder {
  const nodes = cutOut(bytes);
  if (nodes !== undefined) return new Map(nodes.map((node) => [node.name, new PreviousEntry(node)]));
  return new Map(decodeTree(bytes).map((node) => [node.name, entryOf(node)]));
}

function cutOut(bytes: Uint8Array): NodeText[] | undefined {
  try {
    return scanTree(bytes);
  } catch (error) {
    // An entry that is damaged: then decoding the whole says so.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function decoded(text: string): TreeNode | undefined {
  try {
    return decodeNodeText(text);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function entryOf(node: TreeNode): PreviousEntry {
  return new PreviousEntry({ name: node.name, text: encodeNode(node) }, node);
}
