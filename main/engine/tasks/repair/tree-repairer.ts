import { AppError } from "../../../../shared/errors/index.ts";
import { sha256 } from "../../crypto/index.ts";
import {
  assembleTree,
  type BlobId,
  decodeNodeText,
  decodeTree,
  encodeNode,
  idBytes,
  idFromBytes,
  idsOf,
  type NodeText,
  scanTree,
  type TreeNode,
} from "../../format/index.ts";
import { type ByteString, joinPath } from "../../names/index.ts";
import type { BlobTable, Repository } from "../../repository/index.ts";
import type { SnapshotChange } from "./model.ts";
import { readWhole } from "./read-whole.ts";

/** What is left of a folder whose list is lost. */
const NO_ENTRIES = assembleTree([]);

export interface TreeRepairerOptions {
  readonly repository: Repository;
  readonly signal: AbortSignal;
  /** Stores a tree. */
  readonly save: (tree: Buffer) => Promise<BlobId>;
  readonly onChange: (path: ByteString, what: SnapshotChange["what"]) => void;
  readonly onTree: () => void;
}

/**
 * Rewrites trees without what is lost, as restic's `repair snapshots` does: files keep those pieces of their content that
 * the index lists, in their order, and get the size of these; a folder whose list cannot be read is empty. What is not
 * touched by that keeps its very bytes, fields that this program does not know included.
 *
 * Trees that snapshots share are looked at once, and told of once.
 */
export class TreeRepairer {
  readonly #options: TreeRepairerOptions;
  readonly #table: BlobTable;
  /** One bit for each entry of the table: this tree, and all below it, stays as it is. */
  readonly #sound: Uint8Array;
  readonly #repaired = new Map<BlobId, BlobId>();

  constructor(options: TreeRepairerOptions) {
    this.#options = options;
    this.#table = options.repository.table;
    this.#sound = new Uint8Array(Math.ceil(this.#table.size / 8));
  }

  /** @returns the tree that takes the place of this one, or undefined if its list is lost */
  async repair(tree: BlobId, path: ByteString): Promise<BlobId | undefined> {
    const known = this.#isSound(tree) ? tree : this.#repaired.get(tree);
    if (known !== undefined) return known;
    const bytes = await readWhole(this.#options.repository, tree, this.#options.signal);
    if (bytes === undefined) return undefined;
    const repaired = await this.#repairList(tree, bytes, path);
    if (repaired === tree) this.#noteSound(tree);
    else this.#repaired.set(tree, repaired);
    this.#options.onTree();
    return repaired;
  }

  async #repairList(tree: BlobId, bytes: Buffer, path: ByteString): Promise<BlobId> {
    const entries = this.#entriesOf(bytes, path);
    if (entries === undefined) return tree;
    const texts: string[] = [];
    let isChanged = false;
    for (const entry of entries) {
      const text = await this.#repairEntry(entry, joinPath(path, entry.name));
      isChanged ||= text !== undefined;
      texts.push(text ?? entry.text);
    }
    return isChanged ? this.#options.save(assembleTree(texts)) : tree;
  }

  /** The bytes are those that were saved, so what cannot be read of them was never lost: it is left alone. */
  #entriesOf(bytes: Buffer, path: ByteString): readonly NodeText[] | undefined {
    try {
      return scanTree(bytes) ?? decodeTree(bytes).map((node) => ({ name: node.name, text: encodeNode(node) }));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#options.onChange(path, "unknown");
      return undefined;
    }
  }

  /** @returns the text that takes the place of an entry's, or undefined if it stays */
  async #repairEntry({ text, plain }: NodeText, path: ByteString): Promise<string | undefined> {
    if (plain?.type === "file") {
      const content = idsOf(plain.content);
      if (content !== undefined && this.#sizeOf(content) === plain.size) return undefined;
    }
    if (plain?.type === "dir" && plain.subtree !== undefined) {
      const subtree = await this.#repairFolder(plain.subtree, path);
      return subtree === plain.subtree ? undefined : encodeNode({ ...decodeNodeText(text), subtree });
    }
    const node = decodeNodeText(text);
    if (node.type === "dir") {
      const subtree = await this.#repairFolder(node.subtree, path);
      return subtree === node.subtree ? undefined : encodeNode({ ...node, subtree });
    }
    return node.type === "file" ? this.#repairFile(node, path) : undefined;
  }

  async #repairFolder(tree: BlobId | undefined, path: ByteString): Promise<BlobId> {
    const repaired = tree === undefined ? undefined : await this.repair(tree, path);
    if (repaired !== undefined) return repaired;
    this.#options.onChange(path, "folder");
    return this.#options.save(NO_ENTRIES);
  }

  #repairFile(node: TreeNode, path: ByteString): string | undefined {
    const all = node.content ?? [];
    const content = all.filter((id) => this.#table.has("data", idBytes(id)));
    const size = this.#sizeOf(content) ?? 0;
    if (node.content !== null && content.length === all.length && size === (node.size ?? 0)) return undefined;
    this.#options.onChange(path, content.length < all.length ? "content" : "size");
    return encodeNode({ ...node, content, size });
  }

  /** Bytes of blobs together; undefined if one is missing. */
  #sizeOf(content: readonly BlobId[]): number | undefined {
    let size = 0;
    for (const id of content) {
      const entry = this.#table.find("data", idBytes(id));
      if (entry < 0) return undefined;
      size += this.#table.plainLength(entry);
    }
    return size;
  }

  #isSound(tree: BlobId): boolean {
    const entry = this.#table.find("tree", idBytes(tree));
    return entry >= 0 && ((this.#sound[entry >>> 3] ?? 0) & (1 << (entry & 7))) !== 0;
  }

  #noteSound(tree: BlobId): void {
    const entry = this.#table.find("tree", idBytes(tree));
    if (entry >= 0) this.#sound[entry >>> 3] = (this.#sound[entry >>> 3] ?? 0) | (1 << (entry & 7));
  }
}

/** The id that a tree would have if it were stored. */
export function treeId(tree: Buffer): BlobId {
  return idFromBytes<BlobId>(sha256(tree));
}
