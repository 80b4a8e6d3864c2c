import { hasCode } from "../../../../shared/errors/index.ts";
import { idBytes } from "../../format/index.ts";
import { DamagedBlob } from "../../repository/index.ts";
import { PackOutput } from "../pack-output.ts";
import { type BlobRange, blobRanges, entriesOf, inLanes, isDamage, type PackContents } from "../survey/index.ts";
import { lanesOf, type PruneContext } from "./context.ts";
import { Bits } from "./pack-survey.ts";

/** Read from a pack in one piece. With the lanes it bounds the memory, whatever is repacked. */
const RANGE_BYTES = 4 << 20;

export interface RepackOptions {
  readonly contents: PackContents;
  readonly chosen: SharedArrayBuffer;
  /** 1 for each pack that is stored as the index says. */
  readonly sound: Uint8Array;
  readonly compressData: boolean;
}

/** Copies what is needed of packs into new packs, each blob verified on the way. */
export class Repacking {
  readonly #context: PruneContext;
  readonly #options: RepackOptions;
  readonly #chosen: Bits;
  /** Entries and packs of the table from here on are of this prune's own. */
  readonly #firstNewEntry: number;
  #storedPacks = 0;
  #storedBytes = 0;

  constructor(context: PruneContext, options: RepackOptions) {
    this.#context = context;
    this.#options = options;
    this.#chosen = new Bits(options.chosen);
    this.#firstNewEntry = context.open.repository.table.size;
  }

  /** New packs by now. */
  get stored(): { readonly packs: number; readonly bytes: number } {
    return { packs: this.#storedPacks, bytes: this.#storedBytes };
  }

  /**
   * Copies pack after pack as long as `goesOn` says so. All that was copied is stored and listed when this resolves.
   *
   * @returns the packs from which nothing is needed any more
   * @throws {DamagedBlob} a blob of which no copy is good; nothing is removed then
   */
  async run(packs: Iterable<number>, goesOn: () => boolean): Promise<number[]> {
    const { open, locked, now } = this.#context;
    const { pool } = open;
    const output = new PackOutput(open, { storage: locked.storage, lost: locked.lost, now });
    const done: number[] = [];
    const release = pool.flow.begin(locked.signal);
    try {
      await output.during(async () => {
        await pool.runOnEach("beginRepack", undefined);
        await this.#copyAll(output, this.#ranges(packs, goesOn, done));
        await output.finish();
      });
    } finally {
      release();
      this.#storedPacks += output.stored.packs;
      this.#storedBytes += output.stored.bytes;
    }
    await this.#mustBeCopied(done);
    return done;
  }

  async #copyAll(output: PackOutput, ranges: Iterable<BlobRange>): Promise<void> {
    const { signal } = this.#context.locked;
    try {
      await inLanes(lanesOf(this.#context), ranges, signal, (range) => this.#copyRange(range));
    } catch (error) {
      // What is stored by now is listed if that can be done, so that the next prune need not copy it again.
      await output.settle().catch(() => {});
      throw error;
    }
  }

  *#ranges(packs: Iterable<number>, goesOn: () => boolean, done: number[]): Generator<BlobRange> {
    const { table } = this.#context.open.repository;
    for (const pack of packs) {
      if (done.length > 0 && !goesOn()) return;
      done.push(pack);
      yield* blobRanges(table, this.#neededOf(pack), RANGE_BYTES);
      this.#context.counts.bytesRepacked += this.#options.contents.sizes[pack] ?? 0;
    }
  }

  #neededOf(pack: number): Uint32Array {
    return entriesOf(this.#options.contents, pack).filter((entry) => this.#chosen.has(entry));
  }

  async #copyRange({ pack, offset, length, blobs }: BlobRange): Promise<void> {
    const { open, locked } = this.#context;
    const file = { kind: "data", name: open.repository.table.packId(pack) } as const;
    let damaged: Iterable<number> = blobs.map(({ entry }) => entry);
    try {
      const bytes = await open.repository.storage.read(file, { offset, length }, locked.signal);
      const input = { bytes, blobs, compressData: this.#options.compressData };
      // The storage's contract: the buffer owns an ArrayBuffer of its own.
      damaged = await open.pool.run("copyBlobs", input, [bytes.buffer as ArrayBuffer]);
    } catch (error) {
      if (!isReadFailure(error)) throw error;
    }
    for (const entry of damaged) await this.#copyElsewhere(entry);
  }

  /** The chosen copy of a blob is damaged: another one may be good. @throws {DamagedBlob} */
  async #copyElsewhere(entry: number): Promise<void> {
    const { open, locked } = this.#context;
    const { storage, table } = open.repository;
    const id = table.idOf(entry);
    for (const copy of table.entries(table.typeOf(entry), idBytes(id))) {
      if (copy === entry || copy >= this.#firstNewEntry || this.#options.sound[table.packNumber(copy)] !== 1) continue;
      const { offset, length, uncompressedLength } = table.place(copy);
      const file = { kind: "data", name: table.packId(table.packNumber(copy)) } as const;
      const bytes = await storage.read(file, { offset, length }, locked.signal);
      const blobs = [{ entry: copy, start: 0, length, uncompressedLength }];
      const input = { bytes, blobs, compressData: this.#options.compressData };
      const damaged = await open.pool.run("copyBlobs", input, [bytes.buffer as ArrayBuffer]); // likewise
      if (damaged.length === 0) return;
    }
    throw new DamagedBlob(id, `no good copy of it is left, so pack ${table.packId(table.packNumber(entry))} stays`);
  }

  /** The last look before anything is removed: each needed blob has a place in a pack that this prune has stored. */
  async #mustBeCopied(packs: readonly number[]): Promise<void> {
    const { pool, repository } = this.#context.open;
    const { starts, entries } = this.#options.contents;
    const { chosen } = this.#options;
    const input = { packs, contents: { starts, entries }, chosen, firstNewEntry: this.#firstNewEntry };
    const [uncopied] = await pool.run("findUncopied", input);
    if (uncopied !== undefined) throw new Error(`blob ${repository.table.idOf(uncopied)} was not copied`);
  }
}

/** What this computer miscalculated is no damage of what is stored. */
function isReadFailure(error: unknown): boolean {
  return isDamage(error) && !hasCode(error, "repository/miscalculated");
}
