import { type PackId, shortId } from "../../format/index.ts";
import { adoptPack, readPackHeader } from "../../repository/index.ts";
import type { StoredFile } from "../../storage/index.ts";
import { confirmGone, entriesOf, inLanes, isDamage, type PackContents } from "../survey/index.ts";
import { type CheckContext, lanesOf } from "./context.ts";
import type { IndexReading } from "./index-reading.ts";
import type { LostBlobs } from "./lost-blobs.ts";

const ABSENT = -1;
const MIXED = 3;

/** Compares the packs that are stored with those that the index lists. */
export class PackListing {
  readonly #context: CheckContext;
  readonly #contents: PackContents;
  readonly #index: IndexReading;
  readonly #lost: LostBlobs;
  readonly #storedSizes: Float64Array;
  /** Packs that no index lists, with their numbers in the table if their headers could be read. */
  readonly #orphans: { readonly file: StoredFile; number?: number }[] = [];
  readonly #findings = new Map<number, number>();

  constructor(context: CheckContext, contents: PackContents, index: IndexReading, lost: LostBlobs) {
    this.#context = context;
    this.#contents = contents;
    this.#index = index;
    this.#lost = lost;
    this.#storedSizes = new Float64Array(contents.sizes.length).fill(ABSENT);
  }

  async run(): Promise<void> {
    const { repository } = this.#context.open;
    for await (const file of repository.storage.list("data", this.#context.signal)) {
      // The storage lists only names that are ids.
      const pack = repository.table.findPack(file.name as PackId);
      if (pack < 0) this.#orphans.push({ file });
      else this.#storedSizes[pack] = file.size;
    }
    const absent = [...this.#storedSizes.keys()].filter((pack) => this.#storedSizes[pack] === ABSENT);
    await confirmGone(
      repository.storage,
      absent.map((pack) => this.#idOf(pack)),
      this.#context.signal,
    );
    for (let pack = 0; pack < this.#storedSizes.length; pack++) this.#checkPack(pack);
    await inLanes(lanesOf(this.#context), this.#orphans, this.#context.signal, (orphan) => this.#adopt(orphan));
  }

  /** Packs that index files list and that are stored. */
  get count(): number {
    return this.#storedSizes.reduce((count, size) => count + (size === ABSENT ? 0 : 1), 0);
  }

  /** Bytes of a pack as it is stored, or -1 if it is not. */
  storedSize(pack: number): number {
    return this.#storedSizes[pack] ?? ABSENT;
  }

  /** The finding about a pack as a whole, if there is one. */
  findingOf(pack: number): number | undefined {
    return this.#findings.get(pack);
  }

  /**
   * A blob that snapshots need lies in a pack that no index lists. When an index file is damaged, it is the one that
   * listed it, as far as can be known.
   */
  noteUnlisted(entry: number): void {
    const { log, open } = this.#context;
    const pack = open.repository.table.packNumber(entry);
    let finding = this.#findings.get(pack) ?? this.#index.damaged[0];
    if (finding === undefined) {
      const id = open.repository.table.packId(pack);
      const message = `Pack ${shortId(id)} holds what snapshots need, and no index file lists it. Nothing in it is lost: “holdfast repair index” lists it again.`;
      finding = log.add("pack-unlisted", message, { pack: id });
    }
    this.#findings.set(pack, finding);
    this.#lost.mark(entry, finding);
  }

  /** Notes the packs that nobody needs. To be called when all that is needed is known. */
  noteUnreferenced(): void {
    for (const { file, number } of this.#orphans) {
      if (number !== undefined && this.#findings.has(number)) continue;
      const what = number === undefined ? " It cannot be opened." : "";
      const message = `Pack ${shortId(file.name)} is in no index, as an interrupted run leaves it.${what} Nothing needs it.`;
      this.#context.log.add("pack-unreferenced", message, { pack: file.name, bytes: file.size });
    }
  }

  #checkPack(pack: number): void {
    const stored = this.storedSize(pack);
    const expected = this.#contents.sizes[pack] ?? 0;
    const name = `Pack ${shortId(this.#idOf(pack))}`;
    if (stored === ABSENT) {
      const message = `${name} is missing. Index file ${shortId(this.#index.indexOf(pack))} lists ${entriesOf(this.#contents, pack).length} blobs in it.`;
      this.#lose(pack, this.#report(pack, "pack-missing", message), 0);
    } else if (stored !== expected) {
      const message = `${name} has ${stored} bytes, and by what index file ${shortId(this.#index.indexOf(pack))} lists it should have ${expected}.`;
      this.#lose(pack, this.#report(pack, "pack-size", message, { bytes: stored, expected }), stored);
    } else if (this.#contents.gaps[pack] === 1) {
      const message = `${name} cannot hold its blobs at the places that index file ${shortId(this.#index.indexOf(pack))} gives: there are gaps or overlaps.`;
      this.#report(pack, "index-lies", message);
    }
    if (this.#contents.types[pack] === MIXED) {
      const message = `${name} holds both data and folder lists, as old programs wrote it. It is in order.`;
      this.#context.log.add("pack-mixed", message, { pack: this.#idOf(pack) });
    }
  }

  #report(pack: number, kind: "pack-missing" | "pack-size" | "index-lies", message: string, more = {}): number {
    const facts = { pack: this.#idOf(pack), index: this.#index.indexOf(pack), ...more };
    const finding = this.#context.log.add(kind, message, facts);
    this.#findings.set(pack, finding);
    return finding;
  }

  /** The blobs of a pack that do not lie within its first bytes are lost. */
  #lose(pack: number, finding: number, bytes: number): void {
    const { table } = this.#context.open.repository;
    for (const entry of entriesOf(this.#contents, pack)) {
      const { offset, length } = table.place(entry);
      if (offset + length > bytes) this.#lost.mark(entry, finding);
    }
  }

  async #adopt(orphan: { readonly file: StoredFile; number?: number }): Promise<void> {
    const { open, signal } = this.#context;
    const id = orphan.file.name as PackId; // the storage lists only names that are ids
    try {
      const header = await readPackHeader(open.repository, orphan.file, signal);
      if (header === undefined) return;
      adoptPack(open.repository, { id, header });
      orphan.number = open.repository.table.findPack(id);
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
  }

  #idOf(pack: number): PackId {
    return this.#context.open.repository.table.packId(pack);
  }
}
