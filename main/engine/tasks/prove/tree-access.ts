import type { BlobId, TreeNode } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import { MissingBlob } from "../../repository/index.ts";
import { isDamage } from "../survey/index.ts";
import type { TreeReader } from "../trees/index.ts";
import type { ProveFailure } from "./model.ts";

/** Reads folders' lists; one that cannot be had is a failure that is told, and an empty folder to the caller. */
export class TreeAccess {
  /** Lists that were read and are right. */
  readonly read = new Set<BlobId>();
  readonly #trees: TreeReader;
  /** Those that were told as failures. */
  readonly lost = new Set<BlobId>();
  readonly #fail: (failure: ProveFailure) => void;
  readonly #signal: AbortSignal;

  constructor(trees: TreeReader, signal: AbortSignal, fail: (failure: ProveFailure) => void) {
    this.#trees = trees;
    this.#signal = signal;
    this.#fail = fail;
  }

  /** @param path of the folder in the snapshot */
  async entries(path: ByteString, id: BlobId): Promise<readonly TreeNode[]> {
    if (this.lost.has(id)) return [];
    try {
      const nodes = await this.#trees.read(id, this.#signal);
      this.read.add(id);
      return nodes;
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.lost.add(id);
      const cause = error instanceof MissingBlob ? "missing" : "damaged";
      this.#fail({ path, cause, message: `What is in this folder does not come back. ${error.message}` });
      return [];
    }
  }

  /** The same where nothing depends on it: a list that cannot be had counts as empty, and is not told. */
  async entriesIfThere(id: BlobId | undefined): Promise<readonly TreeNode[]> {
    if (id === undefined) return [];
    return this.#trees.read(id, this.#signal).catch((error: unknown) => {
      if (!isDamage(error)) throw error;
      return [];
    });
  }
}
