import type { PackId } from "../../format/index.ts";
import { type BlobTable, readNamedFile } from "../../repository/index.ts";
import { confirmGone, inLanes } from "../survey/index.ts";
import type { PruneContext } from "./context.ts";

const INDEX_LANES = 6;
/** An index file with fewer blobs than this is joined with others when index files are written anyway. */
const SMALL_FILE_BLOBS = 12_500;

/** Index files that go once all that stays of their packs is listed elsewhere. */
export interface Outdated {
  readonly files: readonly string[];
  /** Packs that have to be listed anew before. */
  readonly packs: readonly number[];
  readonly blobs: number;
}

/** Which index file lists which packs. */
export class IndexBook {
  readonly #files = new Map<string, Uint32Array>();
  /** What the first file that lists a pack says of it; NaN where files disagree. */
  readonly #digests: number[] = [];
  /** Files that have to stay as they are. */
  readonly #held = new Set<string>();
  /** How many files list a pack. */
  readonly #listings: number[] = [];

  /** Fills the table of blobs from all index files. @throws {DamagedFile} one of them cannot be read */
  async read({ open, locked: { signal } }: PruneContext): Promise<void> {
    const { storage } = open.repository;
    await inLanes(INDEX_LANES, storage.list("index", signal), signal, async ({ name }) => {
      const bytes = await readNamedFile(storage, { kind: "index", name }, signal);
      // The storage's contract: the buffer owns an ArrayBuffer of its own.
      const listed = await open.pool.run("checkIndex", { name, bytes }, [bytes.buffer as ArrayBuffer]);
      for (const { pack, digest } of listed) this.#compare(pack, digest);
      this.add(
        name,
        listed.map(({ pack }) => pack),
      );
    });
  }

  add(file: string, packs: Iterable<number>): void {
    const numbers = Uint32Array.from(packs);
    this.#files.set(file, numbers);
    for (const pack of numbers) this.#listings[pack] = (this.#listings[pack] ?? 0) + 1;
  }

  get files(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** The packs that a file lists, by number. */
  packsIn(file: string): Iterable<number> {
    return this.#files.get(file) ?? [];
  }

  /** A file that cannot be removed yet: what it lists stays listed, so it has to stay. */
  hold(file: string): void {
    this.#held.add(file);
  }

  /** A file is gone. @returns the packs that no file lists any more */
  remove(file: string): number[] {
    const unlisted: number[] = [];
    for (const pack of this.#files.get(file) ?? []) {
      const left = (this.#listings[pack] ?? 0) - 1;
      this.#listings[pack] = left;
      if (left === 0) unlisted.push(pack);
    }
    this.#files.delete(file);
    return unlisted;
  }

  /**
   * The files that must go so that none of these packs is listed, and what is to be listed anew for it. Together, with small
   * files beside them; or one by one, those first for which least has to be written.
   */
  outdatedBy(gone: ReadonlySet<number>, blobsOf: (pack: number) => number, oneByOne: boolean): Outdated[] {
    const isDirty = ([file, packs]: readonly [string, Uint32Array]): boolean =>
      !this.#held.has(file) && this.#isDirty(packs, gone);
    const dirty = [...this.#files].filter(isDirty);
    if (dirty.length === 0) return [];
    const clean = [...this.#files].filter((each) => !isDirty(each));
    const blobsIn = (packs: Uint32Array): number => packs.reduce((blobs, pack) => blobs + blobsOf(pack), 0);
    const small = oneByOne
      ? []
      : clean.filter(([file, packs]) => !this.#held.has(file) && blobsIn(packs) < SMALL_FILE_BLOBS);
    const listed = new Set<number>();
    for (const [file, packs] of clean)
      if (!small.some(([name]) => name === file)) for (const pack of packs) listed.add(pack);
    const groups = oneByOne
      ? dirty.sort((a, b) => blobsIn(a[1]) - blobsIn(b[1])).map((each) => [each])
      : [[...dirty, ...small]];
    return groups.map((group) => outdated(group, gone, listed, blobsOf)).sort((a, b) => a.blobs - b.blobs);
  }

  /** An empty file, too: nothing is lost with it. */
  #isDirty(packs: Uint32Array, gone: ReadonlySet<number>): boolean {
    return packs.length === 0 || packs.some((pack) => gone.has(pack) || Number.isNaN(this.#digests[pack]));
  }

  #compare(pack: number, digest: number): void {
    const before = this.#digests[pack] ?? digest;
    this.#digests[pack] = before === digest ? digest : Number.NaN;
  }
}

/** @param listed packs that are listed elsewhere; those that this one lists are added */
function outdated(
  group: readonly (readonly [string, Uint32Array])[],
  gone: ReadonlySet<number>,
  listed: Set<number>,
  blobsOf: (pack: number) => number,
): Outdated {
  const packs: number[] = [];
  for (const pack of group.flatMap(([, numbers]) => [...numbers])) {
    if (gone.has(pack) || listed.has(pack)) continue;
    listed.add(pack);
    packs.push(pack);
  }
  const blobs = packs.reduce((sum, pack) => sum + blobsOf(pack), 0);
  return { files: group.map(([file]) => file), packs, blobs };
}

/** The packs that the storage has, against those that the table knows. */
export interface StoredPacks {
  /** Bytes of each file by the pack's number; -1 for one that is not there. */
  readonly sizes: Float64Array;
  readonly unlisted: readonly { readonly id: PackId; readonly size: number }[];
}

export async function listStoredPacks(
  { open, locked }: PruneContext,
  table: BlobTable = open.repository.table,
): Promise<StoredPacks> {
  const sizes = new Float64Array(table.packCount).fill(-1);
  const unlisted: { id: PackId; size: number }[] = [];
  for await (const { name, size } of open.repository.storage.list("data", locked.signal)) {
    const id = name as PackId; // the storage lists only names that are ids
    const pack = table.findPack(id);
    if (pack < 0) unlisted.push({ id, size });
    else sizes[pack] = size;
  }
  const absent = [...sizes.keys()].filter((pack) => sizes[pack] === -1).map((pack) => table.packId(pack));
  await confirmGone(open.repository.storage, absent, locked.signal);
  return { sizes, unlisted };
}
