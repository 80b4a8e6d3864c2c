import type { Storage } from "../storage/index.ts";
import type { StoredPack } from "./jobs.ts";
import type { SealedFile } from "./sealed-files.ts";

/** An open index is written out when it lists this many blobs, as restic does, … */
const BLOBS_PER_INDEX = 50_000;
/** … or when it is this old, so that a run that is killed keeps what it had stored. */
const MAX_AGE_MS = 2 * 60_000;
/** The shortest header entry; an upper bound for the number of blobs is good enough here. */
const ENTRY_BYTES = 37;

/** Collects the packs that reached the storage and writes the index files that list them. */
export class IndexWriter {
  readonly #storage: Pick<Storage, "write">;
  readonly #seal: (packs: readonly StoredPack[]) => Promise<SealedFile>;
  readonly #now: () => number;
  #packs: StoredPack[] = [];
  #blobs = 0;
  #openedAt = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    storage: Pick<Storage, "write">,
    seal: (packs: readonly StoredPack[]) => Promise<SealedFile>,
    now: () => number,
  ) {
    this.#storage = storage;
    this.#seal = seal;
    this.#now = now;
  }

  /** Takes in a pack that is stored. The promise is settled once what had to be written is. */
  async add(pack: StoredPack, signal?: AbortSignal): Promise<void> {
    if (this.#packs.length === 0) this.#openedAt = this.#now();
    this.#packs.push(pack);
    this.#blobs += pack.header.length / ENTRY_BYTES;
    const isDue = this.#blobs >= BLOBS_PER_INDEX || this.#now() - this.#openedAt >= MAX_AGE_MS;
    if (isDue) await this.flush(signal);
  }

  /** Writes what is open; index files are written one after the other. */
  flush(signal?: AbortSignal): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write(signal));
    return this.#writing;
  }

  async #write(signal?: AbortSignal): Promise<void> {
    if (this.#packs.length === 0) return;
    const packs = this.#packs;
    this.#packs = [];
    this.#blobs = 0;
    const { name, bytes } = await this.#seal(packs);
    await this.#storage.write({ kind: "index", name }, bytes, signal);
  }
}
