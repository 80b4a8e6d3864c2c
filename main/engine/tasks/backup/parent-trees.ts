import { AppError } from "../../../../shared/errors/index.ts";
import { type BlobId, idBytes } from "../../format/index.ts";
import type { Repository } from "../../repository/index.ts";
import { isAboutPlace } from "../../storage/index.ts";
import type { EnginePool } from "../engine-jobs.ts";
import type { SealedTree } from "../trees/sealed-tree.ts";
import type { TreeFigures } from "./jobs.ts";

/** Trees that go to a counting job together. */
const TREES_PER_JOB = 64;

/** The trees of the parent snapshot, as they are stored. */
export class ParentTrees {
  readonly #repository: Repository;
  #isLost = false;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** Whether any that was asked for cannot be had. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /** One turned out to be damaged when it was opened. */
  lose(): void {
    this.#isLost = true;
  }

  /** Undefined for one that cannot be had. */
  async sealed(id: BlobId): Promise<SealedTree | undefined> {
    const { table, reader } = this.#repository;
    const [place] = table.copies("tree", idBytes(id));
    try {
      if (place !== undefined)
        return { id, bytes: await reader.sealed("tree", place), uncompressedLength: place.uncompressedLength };
    } catch (error) {
      if (!(error instanceof AppError) || isAboutPlace(error)) throw error;
      table.drop("tree", idBytes(id));
    }
    this.#isLost = true;
    return undefined;
  }

  /** Counts all that is in some trees and below them; the cost is that of the trees. What is lost counts nothing. */
  async count(ids: readonly BlobId[], pool: EnginePool): Promise<TreeFigures> {
    const waiting = [...ids];
    let [files, bytes, folders] = [0, 0, 0];
    while (waiting.length > 0) {
      const asked = await Promise.all(waiting.splice(-TREES_PER_JOB).map((id) => this.sealed(id)));
      const trees = asked.filter((tree) => tree !== undefined);
      const transfer = trees.map(bufferOf);
      const counted = await pool.run("countTrees", { trees }, transfer).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        this.#isLost = true;
        return { files: 0, bytes: 0, folders: 0, subtrees: [] };
      });
      waiting.push(...counted.subtrees);
      files += counted.files;
      bytes += counted.bytes;
      folders += counted.folders;
    }
    return { files, bytes, folders };
  }
}

export function bufferOf(tree: SealedTree): ArrayBuffer {
  // `BlobReader.sealed` gives buffers of their own.
  return tree.bytes.buffer as ArrayBuffer;
}
