import type { BlobTable } from "../../repository/index.ts";
import type { OpenRepository } from "../open-repository.ts";
import { type BlobRange, blobRanges, inLanes, isDamage } from "../survey/index.ts";
import type { ForeignBlob } from "./jobs.ts";

/** Read in one piece, as far as the blobs lie close together. */
const RANGE_BYTES = 4 << 20;

/** Brings blobs from one repository into the open packs of another. */
export class BlobCarrier {
  readonly #from: OpenRepository;
  readonly #to: OpenRepository;
  readonly #signal: AbortSignal;
  /** Blobs that the target had not had. */
  taken = 0;
  /** Of those, before compression. */
  takenBytes = 0;
  /** Bytes of sealed blobs, of the present call. */
  bytesDone = 0;
  bytesTotal = 0;

  constructor(from: OpenRepository, to: OpenRepository, signal: AbortSignal) {
    this.#from = from;
    this.#to = to;
    this.#signal = signal;
  }

  /** Comes before all else. */
  async begin(): Promise<void> {
    await this.#to.pool.runOnEach("beginCopy", { key: this.#from.repository.key });
  }

  /**
   * @param entries numbers of the blobs in the table of the source
   * @throws {DamagedBlob} every copy of one of them is damaged
   */
  async carry(entries: readonly number[]): Promise<void> {
    const ranges = blobRanges(this.#table, entries, RANGE_BYTES);
    this.bytesDone = 0;
    this.bytesTotal = ranges.reduce((sum, range) => sum + sealedBytes(range), 0);
    await inLanes(this.#from.lanesFor(this.#to.pool.size), ranges, this.#signal, async (range) => {
      await this.#carryRange(range);
      this.bytesDone += sealedBytes(range);
    });
  }

  get #table(): BlobTable {
    return this.#from.repository.table;
  }

  async #carryRange(range: BlobRange): Promise<void> {
    const { pack, offset, length, blobs } = range;
    const foreign = blobs.map(({ entry, ...place }) => ({ ...this.#named(entry), ...place }));
    for (const place of await this.#takeRange(pack, offset, length, foreign)) {
      const blob = foreign[place];
      if (blob !== undefined) await this.#carryAlone(blob);
    }
  }

  /** @returns the places, in the list, of blobs that cannot be had from there */
  async #takeRange(
    pack: number,
    offset: number,
    length: number,
    blobs: readonly ForeignBlob[],
  ): Promise<Iterable<number>> {
    const file = { kind: "data", name: this.#table.packId(pack) } as const;
    const bytes = await this.#from.repository.storage
      .read(file, { offset, length }, this.#signal)
      .catch((error: unknown) => {
        if (!isDamage(error)) throw error;
      });
    if (bytes === undefined) return blobs.keys();
    // The storage's contract: the buffer owns an ArrayBuffer of its own.
    const { taken, takenBytes, damaged } = await this.#to.pool.run("takeBlobs", { bytes, blobs }, [
      bytes.buffer as ArrayBuffer,
    ]);
    this.#count(taken, takenBytes);
    return damaged;
  }

  /** From whichever pack has a good copy. */
  async #carryAlone({ type, id }: ForeignBlob): Promise<void> {
    const bytes = new Uint8Array(await this.#from.repository.reader.read(type, id, this.#signal));
    const blobs = [{ type, id, start: 0, length: bytes.length, uncompressedLength: 0 }];
    const input = { bytes, blobs, isPlain: true };
    const { taken, takenBytes } = await this.#to.pool.run("takeBlobs", input, [bytes.buffer]);
    this.#count(taken, takenBytes);
  }

  #count(blobs: number, bytes: number): void {
    this.taken += blobs;
    this.takenBytes += bytes;
  }

  #named(entry: number): Pick<ForeignBlob, "type" | "id"> {
    return { type: this.#table.typeOf(entry), id: this.#table.idOf(entry) };
  }
}

function sealedBytes({ blobs }: BlobRange): number {
  return blobs.reduce((sum, { length }) => sum + length, 0);
}
