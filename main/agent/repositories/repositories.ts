import { hasCode } from "../../../shared/errors/index.ts";
import type { PathText, Rates, Target, TargetId } from "../../../shared/model/index.ts";
import {
  type OpenRepository,
  openRepository,
  openStorage,
  type Pace,
  type Storage,
  Throttle,
  type Throttles,
  throttled,
} from "../../engine/index.ts";
import type { Clock } from "../clock/index.ts";
import { KeptPassphraseWrong, RepositoryReplaced, TargetAway } from "./errors.ts";
import { KeptOpen } from "./kept-open.ts";
import type { KnownTargets } from "./known-targets.ts";

/**
 * What a repository is opened for. Each purpose has its own, so that none waits for another: a run has the threads of
 * its pace, looking into folders and taking their names into the index of search have one, and finding out what a restore would do, or reading what is copied to another target, has two.
 */
export type Purpose = "run" | "browse" | "preview" | "copy" | "index";

const THREADS: Readonly<Record<Purpose, number | undefined>> = {
  run: undefined,
  browse: 1,
  preview: 2,
  copy: 2,
  index: 1,
};
/**
 * How much the threads let others go first. A run has time: the agent's answers, what the user looks at, and all that
 * runs beside the agent come before it. A gentle one lets others go further still.
 */
const NICENESS: Readonly<Record<Purpose, number>> = { run: 5, browse: 0, preview: 0, copy: 5, index: 10 };
const IDLE_MS = 60_000;

export interface RepositoriesOptions {
  readonly targets: KnownTargets;
  readonly clock: Clock;
  /** Bytes a second to and from targets on a network, all of them together, as they are allowed now. */
  readonly bandwidth?: () => Rates;
  /** Where parts of repositories on other machines are kept; nowhere if absent. */
  readonly cacheFolder?: string;
  /** Whether a place is on another machine. Never rejects. */
  readonly isOnNetwork?: (location: PathText) => Promise<boolean>;
}

/** The repositories of all targets, opened with the passphrases that are kept, and kept open for a while. */
export class Repositories {
  readonly #options: RepositoriesOptions;
  readonly #throttles: Throttles;
  readonly #kept = new Map<TargetId, Map<Purpose, KeptOpen>>();

  constructor(options: RepositoriesOptions) {
    this.#options = options;
    const { clock, bandwidth = (): Rates => ({}) } = options;
    this.#throttles = {
      up: new Throttle({ rate: () => bandwidth().up, clock }),
      down: new Throttle({ rate: () => bandwidth().down, clock }),
    };
  }

  /**
   * Does something with a target's repository. Per repository and purpose one at a time, in the order they come.
   *
   * @throws {RepositoryReplaced} {KeptPassphraseWrong}, what `password` throws, and what the engine throws
   * @throws {TargetAway} unless it is for a run: the queue has looked, and what is gone since is the run's failure
   */
  async withRepository<T>(
    target: Target,
    purpose: Purpose,
    work: (open: OpenRepository) => Promise<T>,
    signal?: AbortSignal,
    pace: Pace = "fast",
  ): Promise<T> {
    if (purpose !== "run" && (await this.#options.targets.presence(target)) === "away") throw new TargetAway(target);
    return this.#keptFor(target, purpose).use(work, pace, signal);
  }

  /**
   * Does something with the files of a target's repository as they are stored, without opening it.
   *
   * @throws what a storage throws
   */
  async withStorage<T>(target: Target, work: (storage: Storage) => Promise<T>): Promise<T> {
    const storage = await this.#storageOf(target);
    try {
      return await work(storage);
    } finally {
      await storage.close();
    }
  }

  /** Keeps a target's repository open no longer: it was removed, or its passphrase is another. */
  async forget(targetId: TargetId): Promise<void> {
    const kept = this.#kept.get(targetId);
    this.#kept.delete(targetId);
    await Promise.all([...(kept?.values() ?? [])].map((each) => each.leave()));
  }

  /** Closes all, each as soon as the work under way is done. */
  async close(): Promise<void> {
    await Promise.all([...this.#kept.keys()].map((targetId) => this.forget(targetId)));
  }

  #keptFor(target: Target, purpose: Purpose): KeptOpen {
    const ofTarget = this.#kept.get(target.id) ?? new Map<Purpose, KeptOpen>();
    this.#kept.set(target.id, ofTarget);
    const kept =
      ofTarget.get(purpose) ??
      new KeptOpen({
        ...{
          clock: this.#options.clock,
          idleMs: IDLE_MS,
          survivesRefusals: purpose === "browse" || purpose === "preview" || purpose === "index",
        },
        open: (pace, signal) => this.#open(target, purpose, pace, signal),
      });
    ofTarget.set(purpose, kept);
    return kept;
  }

  async #open(known: Target, purpose: Purpose, pace: Pace, signal?: AbortSignal): Promise<OpenRepository> {
    const { targets, cacheFolder } = this.#options;
    // As it is now: it may have been renamed since it was first used.
    const target = targets.find(known.id);
    const password = await targets.password(target);
    const threads = THREADS[purpose];
    const options = {
      ...{ password, pace, niceness: NICENESS[purpose] },
      ...(threads === undefined ? {} : { threads }),
      ...(cacheFolder === undefined ? {} : { cacheFolder }),
      ...(signal === undefined ? {} : { signal }),
    };
    const open = await openRepository(await this.#storageOf(target), options).catch(async (error: unknown) => {
      if (!hasCode(error, "repository/wrong-password")) throw error;
      await targets.refused?.(target);
      throw new KeptPassphraseWrong(target, error);
    });
    const { id } = open.repository.config;
    if (id === target.repositoryId) return open;
    await open.close();
    throw new RepositoryReplaced(target, id);
  }

  async #storageOf(target: Target): Promise<Storage> {
    const { location } = target;
    const access = await this.#options.targets.access?.(target);
    const storage = openStorage(location, access === undefined ? {} : { access });
    const isLimited = (await this.#options.isOnNetwork?.(location)) ?? false;
    return isLimited ? throttled(storage, this.#throttles) : storage;
  }
}
