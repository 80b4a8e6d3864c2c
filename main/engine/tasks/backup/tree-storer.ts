import { assembleTree, type BlobId } from "../../format/index.ts";
import { type ByteString, compareBytes } from "../../names/index.ts";
import type { BlobSaver } from "../../repository/index.ts";
import type { ProgressBoard } from "../../workers/index.ts";
import { countBlob } from "./file-storer.ts";
import type { BackupCounter, EncodedNodes } from "./jobs.ts";

/** Saves the trees of folders and counts them. */
export class TreeStorer {
  readonly #saver: BlobSaver;
  readonly #board: ProgressBoard<BackupCounter>;

  constructor(saver: BlobSaver, board: ProgressBoard<BackupCounter>) {
    this.#saver = saver;
    this.#board = board;
  }

  /** @param previousTree the folder's tree in the parent snapshot */
  store(folder: EncodedNodes, previousTree: BlobId | undefined): BlobId {
    const bytes = assembleTree(inOrder(folder));
    const saved = this.#saver.save("tree", bytes);
    if (saved.isNew) countBlob(this.#board, "treeBlobs", bytes.length, saved);
    this.#board.add(dirCounter(saved.id, previousTree), 1);
    return saved.id;
  }
}

function dirCounter(tree: BlobId, previous: BlobId | undefined): BackupCounter {
  if (previous === undefined) return "dirsNew";
  return previous === tree ? "dirsUnmodified" : "dirsChanged";
}

/** The nodes by the raw bytes of their names, as the format asks for. */
function inOrder({ names, nodes }: EncodedNodes): readonly string[] {
  if (isSorted(names)) return nodes;
  const order = names.map((_, at) => at);
  order.sort((a, b) => compareBytes(nameAt(names, a), nameAt(names, b)));
  return order.map((at) => nodes[at] ?? "");
}

function isSorted(names: readonly ByteString[]): boolean {
  for (let at = 1; at < names.length; at++) if (nameAt(names, at - 1) >= nameAt(names, at)) return false;
  return true;
}

function nameAt(names: readonly ByteString[], at: number): ByteString {
  // Only called with numbers below the length.
  return names[at] as ByteString;
}
