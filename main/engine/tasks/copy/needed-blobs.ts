import { type BlobId, idBytes } from "../../format/index.ts";
import { type BlobTable, DamagedBlob, MissingBlob } from "../../repository/index.ts";
import type { OpenRepository } from "../open-repository.ts";
import {
  type BlobRange,
  EntryBook,
  inTreeRounds,
  isDamage,
  type MetBlobs,
  type WalkMemory,
  walkMemory,
} from "../survey/index.ts";

/**
 * Tells which blobs snapshots need, each blob once, for whichever of them it is asked first. Reads every tree that they
 * lead to, for a tree that the target has says nothing of what is below it: its run may have been cut short.
 */
export class NeededBlobs {
  readonly #open: OpenRepository;
  readonly #signal: AbortSignal;
  readonly #memory: WalkMemory;
  /** What was told of before. */
  readonly #told: Int32Array;
  readonly #pending: number[] = [];

  /** The index must be loaded, and nobody may be adding to it. */
  constructor(open: OpenRepository, signal: AbortSignal) {
    this.#open = open;
    this.#signal = signal;
    this.#memory = walkMemory(open.repository.table);
    this.#told = new Int32Array(this.#memory.seen.byteLength / 4);
  }

  /**
   * The blobs that a snapshot needs and none before it, as numbers of the table.
   *
   * @throws {MissingBlob} {DamagedBlob} after which this must not be used any more
   */
  async of(root: BlobId): Promise<number[]> {
    const book = new EntryBook(this.#table, this.#memory);
    book.meet("tree", root);
    this.#take(book.met);
    const lanes = this.#open.lanes;
    await inTreeRounds(this.#table, this.#pending, lanes, this.#signal, (range) => this.#readRange(range));
    return this.#newlySeen();
  }

  get #table(): BlobTable {
    return this.#open.repository.table;
  }

  async #readRange({ pack, offset, length, blobs }: BlobRange): Promise<void> {
    const { storage } = this.#open.repository;
    const file = { kind: "data", name: this.#table.packId(pack), holdsTrees: true } as const;
    try {
      const bytes = await storage.read(file, { offset, length }, this.#signal);
      // The storage's contract: the buffer owns an ArrayBuffer of its own.
      const transfer = [bytes.buffer as ArrayBuffer];
      const batch = { bytes, trees: blobs };
      const read = await this.#open.pool.run("checkTrees", { batch, memory: this.#memory }, transfer);
      this.#take(read);
      for (const { entry } of read.unreadable) await this.#readAlone(entry);
    } catch (error) {
      if (!isDamage(error) || error instanceof MissingBlob || error instanceof DamagedBlob) throw error;
      for (const { entry } of blobs) await this.#readAlone(entry);
    }
  }

  /** A tree that could not be had with others: any copy of it will do. @throws {DamagedBlob} there is no good one */
  async #readAlone(entry: number): Promise<void> {
    const id = this.#table.idOf(entry);
    const bytes = new Uint8Array(await this.#open.repository.reader.read("tree", id, this.#signal));
    const trees = [{ entry, start: 0, length: bytes.length, uncompressedLength: 0 }];
    const batch = { bytes, trees, isPlain: true };
    const read = await this.#open.pool.run("checkTrees", { batch, memory: this.#memory }, [bytes.buffer]);
    const [unreadable] = read.unreadable;
    if (unreadable !== undefined) throw new DamagedBlob(id, unreadable.problem);
    this.#take(read);
  }

  #take({ found, missing }: MetBlobs): void {
    const [lost] = missing;
    if (lost !== undefined) throw new MissingBlob(this.#table.typeOf(lost), this.#table.idOf(lost));
    for (const tree of found) this.#pending.push(tree);
  }

  #newlySeen(): number[] {
    const seen = new Int32Array(this.#memory.seen);
    const entries: number[] = [];
    for (let word = 0; word < seen.length; word++) {
      const bits = seen[word] ?? 0;
      for (let left = bits & ~(this.#told[word] ?? 0); left !== 0; left &= left - 1) {
        entries.push(word * 32 + (31 - Math.clz32(left & -left)));
      }
      this.#told[word] = bits;
    }
    return entries;
  }
}

/** Those of the blobs that another repository does not have. */
export function lackedBy(target: BlobTable, source: BlobTable, entries: readonly number[]): number[] {
  return entries.filter((entry) => !target.has(source.typeOf(entry), idBytes(source.idOf(entry))));
}
