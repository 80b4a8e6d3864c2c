import type { BlobId } from "../../format/index.ts";
import { MissingBlob, type Repository } from "../../repository/index.ts";
import { BlobMarks, type TreeReader } from "../trees/index.ts";
import type { Compression, Stats } from "./model.ts";

const SEEN = 1;
/** What sealing adds to each blob. */
const SEAL_BYTES = 32;

/** Counts the blobs that snapshots need, each once. A tree that was met before is not read again. */
export class RawData {
  readonly #repository: Repository;
  readonly #marks: BlobMarks;

  constructor(repository: Repository) {
    this.#repository = repository;
    this.#marks = new BlobMarks(repository.table);
  }

  /** @param onEntry told of every entry of a tree that is read */
  async addTree(trees: TreeReader, root: BlobId, signal: AbortSignal, onEntry: (bytes: number) => void): Promise<void> {
    const waiting = this.#isNewTree(root) ? [root] : [];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const { type, content, subtree, size = 0 } of await trees.read(next, signal)) {
        if (type === "file") for (const id of content ?? []) this.#marks.mark("data", id, SEEN);
        if (type === "dir" && subtree !== undefined && this.#isNewTree(subtree)) waiting.push(subtree);
        onEntry(size);
      }
    }
  }

  /** @throws {MissingBlob} no index lists a blob that is needed */
  totals(): Omit<Stats, "mode" | "snapshots"> {
    for (const { type, id } of this.#marks.unlisted()) throw new MissingBlob(type, id);
    const { table, version } = this.#repository;
    const sums = { blobs: 0, stored: 0, plain: 0, packed: 0, unpacked: 0 };
    for (const { entry } of this.#marks.listed()) {
      const place = table.location(entry);
      if (place === undefined) continue;
      const sealedPlain = table.plainLength(entry) + SEAL_BYTES;
      sums.blobs += 1;
      sums.stored += place.length;
      sums.plain += sealedPlain;
      if (place.uncompressedLength === 0) continue;
      sums.packed += place.length;
      sums.unpacked += sealedPlain;
    }
    const counted = { totalSize: sums.stored, blobs: sums.blobs };
    return version === 1 || sums.plain === 0 ? counted : { ...counted, compression: compressionOf(sums) };
  }

  #isNewTree(tree: BlobId): boolean {
    return (this.#marks.mark("tree", tree, SEEN) & SEEN) === 0;
  }
}

function compressionOf(sums: Readonly<Record<"stored" | "plain" | "packed" | "unpacked", number>>): Compression {
  return {
    uncompressedSize: sums.plain,
    ...(sums.packed === 0 ? {} : { ratio: sums.unpacked / sums.packed }),
    progressPercent: (sums.unpacked / sums.plain) * 100,
    spaceSavingPercent: (1 - sums.stored / sums.plain) * 100,
  };
}
