import type { BlobId } from "../../format/index.ts";
import {
  type BlobRange,
  EntryBook,
  inTreeRounds,
  isDamage,
  type MetBlobs,
  type WalkMemory,
  walkMemory,
} from "../survey/index.ts";
import { lanesOf, type PruneContext } from "./context.ts";
import { NeededBlobsMissing, UnreadableTree } from "./errors.ts";

/** Finds all blobs that snapshots need: reads every tree that they lead to, once. */
export class UsedWalk {
  readonly #context: PruneContext;
  readonly #memory: WalkMemory;
  readonly #pending: number[] = [];
  readonly #missing: number[] = [];

  /** The index must be loaded, and nobody may be adding to it. */
  constructor(context: PruneContext) {
    this.#context = context;
    this.#memory = walkMemory(context.open.repository.table);
  }

  /**
   * @param roots the trees of all snapshots
   * @returns a bit for the first entry of each blob that is needed
   * @throws {NeededBlobsMissing} and for a tree of which no copy can be read
   */
  async run(roots: readonly BlobId[]): Promise<SharedArrayBuffer> {
    const { open, locked } = this.#context;
    const { table } = open.repository;
    const book = new EntryBook(table, this.#memory);
    for (const root of roots) book.meet("tree", root);
    this.#take(book.met);
    await inTreeRounds(table, this.#pending, lanesOf(this.#context), locked.signal, (range) => this.#readRange(range));
    if (this.#missing.length > 0) throw this.#refusal();
    return this.#memory.seen;
  }

  async #readRange({ pack, offset, length, blobs }: BlobRange): Promise<void> {
    const { open, locked, counts } = this.#context;
    const { storage, table } = open.repository;
    try {
      const bytes = await storage.read(
        { kind: "data", name: table.packId(pack), holdsTrees: true },
        { offset, length },
        locked.signal,
      );
      // The storage's contract: the buffer owns an ArrayBuffer of its own.
      const transfer = [bytes.buffer as ArrayBuffer];
      const batch = { bytes, trees: blobs };
      const read = await open.pool.run("checkTrees", { batch, memory: this.#memory }, transfer);
      this.#take(read);
      for (const { entry } of read.unreadable) await this.#readAlone(entry);
    } catch (error) {
      if (!isDamage(error)) throw error;
      for (const { entry } of blobs) await this.#readAlone(entry);
    }
    counts.treesDone += blobs.length;
  }

  /** A tree that could not be had with others: any copy of it will do. @throws {DamagedBlob} there is no good one */
  async #readAlone(entry: number): Promise<void> {
    const { open, locked } = this.#context;
    const { reader, table } = open.repository;
    const bytes = new Uint8Array(await reader.read("tree", table.idOf(entry), locked.signal));
    const trees = [{ entry, start: 0, length: bytes.length, uncompressedLength: 0 }];
    const batch = { bytes, trees, isPlain: true };
    const read = await open.pool.run("checkTrees", { batch, memory: this.#memory }, [bytes.buffer]);
    const [unreadable] = read.unreadable;
    if (unreadable !== undefined) throw new UnreadableTree(table.idOf(entry), unreadable.problem);
    this.#take(read);
  }

  #take({ found, missing }: MetBlobs): void {
    for (const tree of found) this.#pending.push(tree);
    for (const blob of missing) this.#missing.push(blob);
  }

  #refusal(): NeededBlobsMissing {
    const { table } = this.#context.open.repository;
    const blobs = this.#missing.map((entry) => ({ type: table.typeOf(entry), id: table.idOf(entry) }));
    return new NeededBlobsMissing(blobs, blobs.length);
  }
}
