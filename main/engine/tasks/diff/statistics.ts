import type { BlobId, TreeNode } from "../../format/index.ts";
import type { BlobTable } from "../../repository/index.ts";
import { BlobMarks } from "../trees/index.ts";
import type { DiffCounts, DiffStatistics } from "./model.ts";

export type Side = "before" | "after";

const FLAG = { before: 1, after: 2, common: 4 } as const;

type Entries = Pick<DiffCounts, "files" | "dirs" | "others">;

/** Counts what a comparison meets. A blob is one side's own if neither the other side nor an equal folder needs it. */
export class DiffCounter {
  readonly #table: BlobTable;
  readonly #marks: BlobMarks;
  readonly #entries: Readonly<Record<Side, { -readonly [Name in keyof Entries]: number }>> = {
    before: { files: 0, dirs: 0, others: 0 },
    after: { files: 0, dirs: 0, others: 0 },
  };
  #changedFiles = 0;

  constructor(table: BlobTable) {
    this.#table = table;
    this.#marks = new BlobMarks(table);
  }

  countChangedFile(): void {
    this.#changedFiles += 1;
  }

  /** An entry that is on one side only. */
  countEntry(side: Side, { type }: TreeNode): void {
    const entries = this.#entries[side];
    if (type === "file") entries.files += 1;
    else if (type === "dir") entries.dirs += 1;
    else entries.others += 1;
  }

  /** The blobs of an entry that a side has. */
  markNode(side: Side | "common", node: TreeNode): void {
    if (node.type === "file") for (const id of node.content ?? []) this.#marks.mark("data", id, FLAG[side]);
    if (node.type === "dir" && node.subtree !== undefined) this.markTree(side, node.subtree);
  }

  /** @returns whether the tree had not been marked for this yet */
  markTree(side: Side | "common", tree: BlobId): boolean {
    return (this.#marks.mark("tree", tree, FLAG[side]) & FLAG[side]) === 0;
  }

  statistics(): DiffStatistics {
    const added = { ...this.#entries.after, dataBlobs: 0, treeBlobs: 0, bytes: 0 };
    const removed = { ...this.#entries.before, dataBlobs: 0, treeBlobs: 0, bytes: 0 };
    const sideOf = (flags: number) => (flags === FLAG.after ? added : flags === FLAG.before ? removed : undefined);
    for (const { entry, flags } of this.#marks.listed()) {
      const side = sideOf(flags);
      if (side === undefined) continue;
      side[this.#table.typeOf(entry) === "tree" ? "treeBlobs" : "dataBlobs"] += 1;
      side.bytes += this.#table.plainLength(entry);
    }
    for (const { type, flags } of this.#marks.unlisted()) {
      const side = sideOf(flags);
      if (side !== undefined) side[type === "tree" ? "treeBlobs" : "dataBlobs"] += 1;
    }
    return { changedFiles: this.#changedFiles, added, removed };
  }
}
