import { idBytes } from "../../format/index.ts";
import type { BlobTable } from "../../repository/index.ts";

/** The blobs that cannot be had from where they should be, each with the finding that says why. */
export class LostBlobs {
  readonly #table: BlobTable;
  readonly #findings = new Map<number, number>();

  constructor(table: BlobTable) {
    this.#table = table;
  }

  get isEmpty(): boolean {
    return this.#findings.size === 0;
  }

  /** Notes that the copy of a blob at this entry of the table is lost. The first finding that says so counts. */
  mark(entry: number, finding: number): void {
    if (!this.#findings.has(entry)) this.#findings.set(entry, finding);
  }

  has(entry: number): boolean {
    return this.#findings.has(entry);
  }

  /**
   * For each blob, by the number of its first entry: the number of the finding that it is lost by plus one, or 0. A blob
   * with one good copy in a pack that an index lists is not lost.
   *
   * @param unlistedFrom entries from here on are in no index
   */
  causes(unlistedFrom: number): Uint32Array {
    const causes = new Uint32Array(new SharedArrayBuffer(this.#table.size * 4));
    for (const [entry, finding] of this.#findings) {
      const copies = this.#table.entries(this.#table.typeOf(entry), idBytes(this.#table.idOf(entry)));
      const listed = copies.filter((copy) => copy < unlistedFrom);
      const first = copies[0] ?? entry;
      const isLost = (listed.length > 0 ? listed : copies).every((copy) => this.#findings.has(copy));
      if (isLost && causes[first] === 0) causes[first] = finding + 1;
    }
    return causes;
  }
}
