import { AppError, hasCode } from "../../../../shared/errors/index.ts";
import type { PackId } from "../../format/index.ts";
import { inLanes, type PackContents } from "../survey/index.ts";
import type { PruneContext } from "./context.ts";
import type { IndexBook, Outdated } from "./index-book.ts";

/** As many as restic lists in one file. */
const BLOBS_PER_INDEX = 50_000;
const REMOVAL_LANES = 8;

/** What was taken from the storage. */
export interface Removals {
  packs: number;
  bytes: number;
  /** Packs that it did not let us remove. */
  notRemoved: number;
}

/**
 * Takes packs out of the index and then out of the storage. In this order: index files that list what stays, then the old
 * index files go, then the packs. So at every moment an index lists only what is there, and all that is needed is listed.
 */
export class Settling {
  readonly #context: PruneContext;
  readonly #book: IndexBook;
  readonly #contents: PackContents;
  readonly #sizes: Float64Array;
  readonly removals: Removals = { packs: 0, bytes: 0, notRemoved: 0 };

  /** @param sizes of the packs as they are stored; -1 for one that is not there */
  constructor(context: PruneContext, book: IndexBook, contents: PackContents, sizes: Float64Array) {
    this.#context = context;
    this.#book = book;
    this.#contents = contents;
    this.#sizes = sizes;
  }

  /**
   * @param oneByOne one index file after the other, each pack removed as soon as no index lists it: needs next to no room
   * @throws {StorageFull} there is no room for an index file
   */
  async remove(packs: readonly number[], oneByOne: boolean): Promise<void> {
    const gone = new Set(packs);
    this.#context.counts.packsToRemove += packs.length;
    for (const outdated of this.#book.outdatedBy(gone, (pack) => this.#blobsOf(pack), oneByOne)) {
      this.#context.enter("listing");
      await this.#replace(outdated);
      const unlisted = await this.#removeFiles(outdated.files);
      await this.#removePacks(unlisted.filter((pack) => gone.has(pack)));
    }
  }

  /** Removes packs that no index lists. */
  async removeUnlisted(packs: readonly { readonly id: PackId; readonly size: number }[]): Promise<void> {
    this.#context.counts.packsToRemove += packs.length;
    await inLanes(REMOVAL_LANES, packs, this.#context.locked.signal, ({ id, size }) => this.#removePack(id, size));
  }

  /** Writes the index files that take the place of others. */
  async #replace({ packs }: Outdated): Promise<void> {
    const { open, locked } = this.#context;
    const { starts, entries } = this.#contents;
    for (const part of this.#parts(packs)) {
      const input = { packs: Uint32Array.from(part), contents: { starts, entries } };
      const { name, bytes } = await open.pool.run("sealListing", input);
      await locked.storage.write({ kind: "index", name }, bytes, locked.signal);
      this.#book.add(name, part);
    }
  }

  /** @returns packs that are in no index any more */
  async #removeFiles(files: readonly string[]): Promise<number[]> {
    const unlisted: number[] = [];
    for (const name of files) {
      await this.#context.locked.storage.remove({ kind: "index", name }, this.#context.locked.signal);
      unlisted.push(...this.#book.remove(name));
    }
    return unlisted;
  }

  async #removePacks(packs: readonly number[]): Promise<void> {
    const { table } = this.#context.open.repository;
    this.#context.enter("removing");
    await inLanes(REMOVAL_LANES, packs, this.#context.locked.signal, async (pack) => {
      const size = this.#sizes[pack] ?? -1;
      if (size >= 0) await this.#removePack(table.packId(pack), size);
    });
  }

  /** One that cannot be removed does no harm: nothing lists it any more, and the next prune tries again. */
  async #removePack(name: PackId, size: number): Promise<void> {
    const { locked, counts } = this.#context;
    try {
      await locked.storage.remove({ kind: "data", name }, locked.signal);
      this.removals.packs += 1;
      this.removals.bytes += size;
      counts.packsRemoved += 1;
    } catch (error) {
      const refusals = ["storage/not-allowed", "storage/failed", "storage/protected"];
      const isRefusal = refusals.some((code) => hasCode(error, code));
      if (!(error instanceof AppError && isRefusal)) throw error;
      this.removals.notRemoved += 1;
    }
  }

  /** Packs of one index file each; a pack is never divided. */
  *#parts(packs: readonly number[]): Generator<number[]> {
    let [part, blobs]: [number[], number] = [[], 0];
    for (const pack of packs) {
      part.push(pack);
      blobs += this.#blobsOf(pack);
      if (blobs < BLOBS_PER_INDEX) continue;
      yield part;
      [part, blobs] = [[], 0];
    }
    if (part.length > 0) yield part;
  }

  #blobsOf(pack: number): number {
    return (this.#contents.starts[pack + 1] ?? 0) - (this.#contents.starts[pack] ?? 0);
  }
}
