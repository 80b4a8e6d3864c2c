import { adoptPack, IndexWriter, orphanPacks, PackStore } from "../repository/index.ts";
import type { Storage } from "../storage/index.ts";
import type { OpenRepository } from "./open-repository.ts";

export interface PackOutputOptions {
  readonly storage: Pick<Storage, "write">;
  /** Aborts when nothing more may be written, because the lock is lost. */
  readonly lost: AbortSignal;
  readonly now: () => number;
}

/** Brings what the worker threads pack to the storage and into the index, for the time of one task that writes. */
export class PackOutput {
  readonly #open: OpenRepository;
  readonly #index: IndexWriter;
  readonly #store: PackStore;

  constructor(open: OpenRepository, { storage, lost, now }: PackOutputOptions) {
    const { pool } = open;
    this.#open = open;
    this.#index = new IndexWriter(storage, (packs) => pool.run("sealIndex", { packs }), now);
    this.#store = new PackStore({ storage, index: this.#index, signal: lost, onFailure: () => pool.flow.stop() });
  }

  get stored(): { readonly packs: number; readonly bytes: number } {
    return this.#store.stored;
  }

  /** Takes the threads' packs while `work` runs. A pack that could not be stored is the failure of the whole. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#open.receivePacks((pack) => this.#store.store(pack), work);
    } catch (error) {
      // The threads were stopped because of it, so what they say is only a consequence.
      throw this.#store.failure ?? error;
    }
  }

  /** Uses packs that an interrupted run had stored and not yet listed. @returns how many */
  async adoptOrphans(signal?: AbortSignal): Promise<number> {
    let packs = 0;
    for await (const pack of orphanPacks(this.#open.repository, signal)) {
      adoptPack(this.#open.repository, pack);
      await this.#index.add(pack);
      packs += 1;
    }
    return packs;
  }

  /** Finishes the threads' open packs, joined into as few as possible, and waits until all is stored and listed. */
  async finish(): Promise<void> {
    const { pool } = this.#open;
    const packs = (await pool.runOnEach("handOver", undefined)).flat();
    // They are given away: a copy of each would be up to a pack's size of memory more.
    const memory = packs.map(({ blobs }) => blobs.buffer as ArrayBuffer);
    if (packs.length > 0) await pool.runOn(0, "finishPacks", { packs }, memory);
    await this.settle();
  }

  /** Waits until what was finished so far is stored and listed. */
  settle(): Promise<void> {
    return this.#store.drain();
  }
}
