import { shortId } from "../../format/index.ts";
import { inLanes, isDamage, type PackContents, problemOf } from "../survey/index.ts";
import { type CheckContext, lanesOf } from "./context.ts";
import type { IndexReading } from "./index-reading.ts";
import type { CheckedPack } from "./jobs.ts";
import type { LostBlobs } from "./lost-blobs.ts";
import type { PackListing } from "./pack-listing.ts";
import { type Choosable, choosePacks, type ReadData } from "./subset.ts";

/** Reads packs whole and has every blob in them opened. */
export class DataReading {
  readonly #context: CheckContext;
  readonly #contents: PackContents;
  readonly #index: IndexReading;
  readonly #packs: PackListing;
  readonly #lost: LostBlobs;
  packsToRead = 0;
  bytesToRead = 0;
  packsRead = 0;
  bytesRead = 0;

  constructor(context: CheckContext, contents: PackContents, index: IndexReading, packs: PackListing, lost: LostBlobs) {
    this.#context = context;
    this.#contents = contents;
    this.#index = index;
    this.#packs = packs;
    this.#lost = lost;
  }

  async run(readData: ReadData, random: () => number): Promise<void> {
    const chosen = choosePacks(this.#present(), readData, random);
    this.packsToRead = chosen.length;
    this.bytesToRead = chosen.reduce((sum, { bytes }) => sum + bytes, 0);
    await inLanes(lanesOf(this.#context), chosen, this.#context.signal, async ({ pack, bytes }) => {
      await this.#readPack(pack);
      this.packsRead += 1;
      this.bytesRead += bytes;
    });
  }

  /** The packs that an index lists and that are there. */
  #present(): Choosable[] {
    const packs: Choosable[] = [];
    for (let pack = 0; pack < this.#contents.sizes.length; pack++) {
      const bytes = this.#packs.storedSize(pack);
      const firstByte = Number.parseInt(this.#idOf(pack).slice(0, 2), 16);
      if (bytes >= 0) packs.push({ pack, firstByte, bytes });
    }
    return packs;
  }

  async #readPack(pack: number): Promise<void> {
    try {
      const checked = await this.#check(pack);
      // What was damaged on its way is whole when it is read again.
      this.#judge(pack, checked.isNamedRight ? checked : await this.#check(pack));
    } catch (error) {
      if (!isDamage(error)) throw error;
      const { starts, entries } = this.#contents;
      const finding = this.#damaged(pack, `it cannot be read: ${problemOf(error)}`, 0);
      for (const entry of entries.subarray(starts[pack], starts[pack + 1])) this.#lost.mark(entry, finding);
    }
  }

  /** Its hash is left to the thread: taken here, all threads would wait for it. */
  async #check(pack: number): Promise<CheckedPack> {
    const { open, signal } = this.#context;
    const name = this.#idOf(pack);
    const { starts, entries } = this.#contents;
    const bytes = await open.repository.storage.read({ kind: "data", name }, undefined, signal);
    const input = { name, pack, bytes, contents: { starts, entries } };
    // The storage's contract: the buffer owns an ArrayBuffer of its own.
    return open.pool.run("checkPack", input, [bytes.buffer as ArrayBuffer]);
  }

  #judge(pack: number, checked: CheckedPack): void {
    const { isNamedRight, header, disagreement, damage, damaged } = checked;
    const isWhole = isNamedRight && header === undefined;
    if (isWhole && disagreement === undefined && damage === undefined) return;
    const finding =
      isWhole && disagreement !== undefined
        ? this.#lied(pack, disagreement, damaged.length)
        : this.#damaged(pack, whatIsWrong(checked), damaged.length);
    for (const entry of damaged) this.#lost.mark(entry, finding);
  }

  /** The pack is what its name says, so it is the index that is wrong about it. */
  #lied(pack: number, disagreement: string, blobs: number): number {
    const [id, index] = [this.#idOf(pack), this.#index.indexOf(pack)];
    const message = `Index file ${shortId(index)} is wrong about pack ${shortId(id)}: ${disagreement}. The pack is in order; “holdfast repair index” puts the index right.`;
    return this.#context.log.add("index-lies", message, { pack: id, index, blobs });
  }

  #damaged(pack: number, problem: string, blobs: number): number {
    // A truncated pack is told already, with its sizes.
    const known = this.#packs.findingOf(pack);
    if (known !== undefined) return known;
    const id = this.#idOf(pack);
    const lost = blobs === 0 ? "" : ` ${blobs} of its ${this.#blobsOf(pack)} blobs cannot be read.`;
    return this.#context.log.add("pack-damaged", `Pack ${shortId(id)} is damaged: ${problem}.${lost}`, {
      pack: id,
      blobs,
    });
  }

  #blobsOf(pack: number): number {
    return (this.#contents.starts[pack + 1] ?? 0) - (this.#contents.starts[pack] ?? 0);
  }

  #idOf(pack: number) {
    return this.#context.open.repository.table.packId(pack);
  }
}

function whatIsWrong({ isNamedRight, header, damage }: CheckedPack): string {
  if (!isNamedRight) return "its content does not match its name";
  if (header !== undefined) return `its header cannot be read: ${header}`;
  return `a blob in it cannot be read: ${damage}`;
}
