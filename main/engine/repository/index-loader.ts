import { AppError } from "../../../shared/errors/index.ts";
import { callsAtOnce, type Storage } from "../storage/index.ts";
import type { BlobTable } from "./blob-table.ts";
import type { LoadedIndex } from "./jobs.ts";
import { readNamedFile } from "./sealed-files.ts";

/** Index files read ahead of the threads that open them. */
const READ_AHEAD = 4;

export interface IndexSource {
  readonly storage: Storage;
  readonly table: BlobTable;
  /** Opens one index file on a worker thread and adds what it lists to the table. */
  readonly load: (name: string, bytes: Buffer) => Promise<LoadedIndex>;
}

/** Keeps the shared table equal to the union of the repository's index files. */
export class IndexLoader {
  readonly #source: IndexSource;
  readonly #loaded = new Set<string>();

  constructor(source: IndexSource) {
    this.#source = source;
  }

  /**
   * Brings the table up to date: loads what is new, and everything again when an index file is gone, since then packs
   * may be gone too.
   *
   * @param onDamaged takes note of an index file that cannot be read; without it that is an error
   */
  async refresh(signal?: AbortSignal, onDamaged?: (name: string, error: AppError) => void): Promise<void> {
    const present = new Set<string>();
    for await (const file of this.#source.storage.list("index", signal)) present.add(file.name);
    if ([...this.#loaded].some((name) => !present.has(name))) this.forget();
    const missing = [...present].filter((name) => !this.#loaded.has(name)).sort();
    const next = missing.values();
    const lanes = Array.from({ length: callsAtOnce(this.#source.storage, READ_AHEAD) }, () =>
      this.#loadEach(next, signal, onDamaged),
    );
    await Promise.all(lanes);
  }

  /** Empties the table. After a run that failed, it lists blobs that were never stored. */
  forget(): void {
    this.#loaded.clear();
    this.#source.table.clear();
  }

  async #loadEach(
    names: Iterator<string>,
    signal: AbortSignal | undefined,
    onDamaged: ((name: string, error: AppError) => void) | undefined,
  ): Promise<void> {
    for (let next = names.next(); next.done !== true; next = names.next()) {
      signal?.throwIfAborted();
      try {
        await this.#loadOne(next.value, signal);
      } catch (error) {
        if (onDamaged === undefined || !(error instanceof AppError)) throw error;
        onDamaged(next.value, error);
      }
    }
  }

  async #loadOne(name: string, signal?: AbortSignal): Promise<void> {
    const { storage, load } = this.#source;
    const bytes = await readNamedFile(storage, { kind: "index", name }, signal);
    await load(name, bytes);
    this.#loaded.add(name);
  }
}
