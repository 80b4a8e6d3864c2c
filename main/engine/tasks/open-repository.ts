import type { AppError } from "../../../shared/errors/index.ts";
import { type FinishedPack, IndexLoader, type Repository } from "../repository/index.ts";
import { callsAtOnce } from "../storage/index.ts";
import { type PoolOptions, WorkerPool } from "../workers/index.ts";
import { BACKUP_COUNTERS } from "./backup/jobs.ts";
import type { EngineCounter, EngineJobs, EnginePool } from "./engine-jobs.ts";
import { PACK_EVENT, type ThreadSetup } from "./engine-thread.ts";
import { effortOf, type Pace } from "./pace.ts";
import { DEFAULT_SAVING, type SavingOptions } from "./saving.ts";

/** From source a thread runs the TypeScript as it is; a build puts its bundle in place of this. */
const ENTRY = new URL("./worker-entry.ts", import.meta.url);

export interface EngineOptions {
  /** Worker threads; by default one for each core, at most eight. */
  readonly threads?: number;
  readonly saving?: Partial<SavingOptions>;
  /**
   * How much the worker threads let the rest of the computer go first, the caller's own thread included: 0 to 19, as of
   * `nice`. Not at all by default. Only Linux can do it for threads; elsewhere it is ignored.
   */
  readonly niceness?: number;
  /** `fast` unless said otherwise. `gentle` decides about threads and niceness, whatever is said of them. */
  readonly pace?: Pace;
}

/** What is read beside that which the threads work on may be packs, each with its megabytes. */
const MOST_LANES = 16;

/** Finished packs on their way to a storage on this machine; each holds up to a pack's size of memory. */
const PACKS_UNDER_WAY = 2;

/** Where finished packs of the threads go; a task that writes sets it for the time it runs. */
type PackReceiver = (pack: FinishedPack) => Promise<void>;

/**
 * An opened repository with the worker threads that work on it. The threads start when they are first needed. One task
 * at a time may write.
 */
export class OpenRepository {
  readonly repository: Repository;
  readonly #options: EngineOptions;
  readonly #index: IndexLoader;
  #pool: EnginePool | undefined;
  #early: Promise<void> = Promise.resolve();
  #loading: Promise<void> = Promise.resolve();
  #receiver: PackReceiver | undefined;

  constructor(repository: Repository, options: EngineOptions = {}) {
    this.repository = repository;
    this.#options = options;
    this.#index = new IndexLoader({
      storage: repository.storage,
      table: repository.table,
      load: (name, bytes) => this.pool.run("loadIndex", { name, bytes }, [bytes.buffer as ArrayBuffer]),
    });
  }

  /** Bytes of blobs at which a pack is full. */
  get packBytes(): number {
    return this.#options.saving?.packBytes ?? DEFAULT_SAVING.packBytes;
  }

  get pool(): EnginePool {
    this.#pool ??= new WorkerPool<EngineJobs, EngineCounter>(this.#poolOptions());
    return this.#pool;
  }

  /**
   * For a task that is about to take its lock, which is mostly waiting: starts the threads, and loads the index as it is
   * now. `loadIndex` under the lock then brings in only what has changed since. What fails here fails again there.
   */
  prepare(signal?: AbortSignal): void {
    this.#early = this.loadIndex(signal).catch(() => {});
  }

  /** Likewise for a task that does not use the index as it is. */
  startThreads(): void {
    void this.pool;
  }

  /** Jobs in the making over all threads: enough that none waits, few enough that what they read fits in memory. */
  get lanes(): number {
    return this.lanesFor(this.pool.size);
  }

  /** `lanes`, for what is read here and worked on by so many threads of another repository. */
  lanesFor(threads: number): number {
    return threads + Math.min(MOST_LANES, callsAtOnce(this.repository.storage, 2));
  }

  /** Makes the table of blobs equal to the repository's index. Each task begins with it, once it holds its lock. */
  async loadIndex(signal?: AbortSignal, onDamaged?: (name: string, error: AppError) => void): Promise<void> {
    await this.#early;
    // One after the other: two at once would each load the same files.
    const loading = this.#loading.then(() => this.#index.refresh(signal, onDamaged));
    this.#loading = loading.catch(() => {});
    await loading;
  }

  /** After a task that failed, the table lists blobs that were never stored. */
  forgetIndex(): void {
    this.#index.forget();
  }

  /** Hands all packs that the threads finish to `receiver` until `work` is done. */
  async receivePacks<T>(receiver: PackReceiver, work: () => Promise<T>): Promise<T> {
    if (this.#receiver !== undefined) throw new Error("another task is writing to this repository");
    this.#receiver = receiver;
    try {
      return await work();
    } finally {
      this.#receiver = undefined;
    }
  }

  async close(): Promise<void> {
    await this.#pool?.close();
    await this.repository.storage.close();
  }

  #poolOptions(): PoolOptions {
    const { key, version, config, table } = this.repository;
    const saving = { ...DEFAULT_SAVING, ...this.#options.saving };
    const { threads, niceness, onlyIdleDisks } = effortOf(this.#options.pace ?? "fast", this.#options);
    const packsUnderWay = callsAtOnce(this.repository.storage, PACKS_UNDER_WAY);
    const setup: ThreadSetup = {
      ...{ key, version, polynomial: config.chunkerPolynomial, table: table.memory, saving },
      ...{ niceness, onlyIdleDisks },
      packsUnderWay: Math.min(MOST_LANES, packsUnderWay),
    };
    return {
      ...{ entry: ENTRY, setup, counters: BACKUP_COUNTERS },
      ...(threads === undefined ? {} : { threads }),
      onEvent: (name, payload, slot) => this.#receive(name, payload, slot),
    };
  }

  #receive(name: string, payload: unknown, slot: number): void {
    if (name !== PACK_EVENT) throw new Error(`no event is called ${name}`);
    // `openThread` emits this event with a finished pack.
    const pack = payload as FinishedPack;
    const done = (): void => {
      this.pool.flow.leave();
      this.pool.giveBack(slot, pack.buffer);
    };
    void (this.#receiver?.(pack) ?? Promise.resolve()).then(done);
  }
}
