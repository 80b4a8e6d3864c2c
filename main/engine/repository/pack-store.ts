import type { FileRef, Storage } from "../storage/index.ts";
import type { IndexWriter } from "./index-writer.ts";
import type { FinishedPack } from "./pack-builder.ts";

export interface PackStoreOptions {
  readonly storage: Pick<Storage, "write">;
  readonly index: IndexWriter;
  readonly signal: AbortSignal;
  /** Called with the first failure, which ends the run. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Brings finished packs to the storage and then into the index, in that order: an index never lists what is not there.
 */
export class PackStore {
  readonly #options: PackStoreOptions;
  readonly #underWay = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;
  #packs = 0;
  #bytes = 0;

  constructor(options: PackStoreOptions) {
    this.#options = options;
  }

  get stored(): { readonly packs: number; readonly bytes: number } {
    return { packs: this.#packs, bytes: this.#bytes };
  }

  /** What went wrong first, if anything did. */
  get failure(): unknown {
    return this.#failure?.error;
  }

  /** Stores a pack. Never rejects: a failure is told once, to `onFailure` and `drain`. */
  store(pack: FinishedPack): Promise<void> {
    const work = this.#store(pack).catch((error: unknown) => {
      if (this.#failure === undefined) this.#options.onFailure(error);
      this.#failure ??= { error };
    });
    this.#underWay.add(work);
    return work.finally(() => this.#underWay.delete(work));
  }

  /** Waits until every pack given so far is stored and all that is stored is in an index. */
  async drain(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
    if (this.#failure !== undefined) throw this.#failure.error;
    await this.#options.index.flush();
  }

  async #store(pack: FinishedPack): Promise<void> {
    if (this.#failure !== undefined) return;
    const { storage, index, signal } = this.#options;
    const file: FileRef = { kind: "data", name: pack.id, ...(pack.type === "tree" ? { holdsTrees: true } : {}) };
    await storage.write(file, new Uint8Array(pack.buffer, 0, pack.length), signal);
    this.#packs += 1;
    this.#bytes += pack.length;
    await index.add({ id: pack.id, header: pack.header });
  }
}
