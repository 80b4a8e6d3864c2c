import { systemClock } from "../../repository/index.ts";
import { type Locked, withLock } from "../locked.ts";
import type { OpenRepository } from "../open-repository.ts";
import type { RunEvents } from "../run.ts";
import { lockOptions } from "../task-options.ts";
import { type Manner, PruneAttempt } from "./attempt.ts";
import type { PruneContext } from "./context.ts";
import type { PruneNotice, PruneOptions, PrunePhase, PruneProgress, PruneResult } from "./model.ts";
import { isFull, removeLeftovers, removeLeftoversWithoutLock } from "./space.ts";

/** One prune, from the lock to the result. */
export class PruneWork {
  readonly #open: OpenRepository;
  readonly #options: PruneOptions;
  readonly #startedAt: number;
  readonly #counts: PruneContext["counts"] = {
    ...{ treesDone: 0, bytesRepacked: 0, bytesToRepack: 0, packsRemoved: 0, packsToRemove: 0 },
  };
  #attempt: PruneAttempt | undefined;
  #phase: PrunePhase = "opening";
  #leftovers = 0;

  constructor(open: OpenRepository, options: PruneOptions) {
    this.#open = open;
    this.#options = options;
    this.#startedAt = this.#now();
  }

  progress(): PruneProgress {
    const secondsElapsed = (this.#now() - this.#startedAt) / 1000;
    return { type: "progress", phase: this.#phase, secondsElapsed, ...this.#counts };
  }

  async run(events: RunEvents<PruneNotice>): Promise<PruneResult> {
    const work = (locked: Locked): Promise<PruneResult> => this.#runLocked(locked, events);
    const lock = lockOptions(true, this.#options);
    let hasBegun = false;
    try {
      return await withLock(this.#open, lock, (locked) => {
        hasBegun = true;
        return work(locked);
      });
    } catch (error) {
      if (hasBegun || !isFull(error)) throw error;
      this.#leftovers = await removeLeftoversWithoutLock(this.#open, this.#options.signal);
      if (this.#leftovers === 0) throw error;
    }
    return await withLock(this.#open, lock, work);
  }

  async #runLocked(locked: Locked, events: RunEvents<PruneNotice>): Promise<PruneResult> {
    for (const { hostname, username, pid } of locked.removedDead) {
      events.notice({ type: "unlocked", hostname, username, pid });
    }
    const isDryRun = this.#options.dryRun === true;
    if (!isDryRun) this.#leftovers += await removeLeftovers(this.#open, locked.signal);
    const manners: Manner[] = this.#options.deleteFirst === true ? [] : ["usual"];
    manners.push("delete-first", "delete-only");
    let before: PruneResult["before"] | undefined;
    for (const manner of manners) {
      try {
        const result = await this.#try(manner, locked, events);
        return { ...result, before: before ?? result.before, leftovers: this.#leftovers };
      } catch (error) {
        if (locked.signal.aborted) throw locked.signal.reason;
        if (!isFull(error) || manner === "delete-only") throw error;
        before ??= this.#attempt?.before;
        events.notice({ type: "out-of-space" });
      }
    }
    throw new Error("the last manner returns or throws");
  }

  /** What an attempt that failed leaves is looked at as any other repository: nothing of it is taken over in memory. */
  async #try(manner: Manner, locked: Locked, events: RunEvents<PruneNotice>): Promise<PruneResult> {
    Object.assign(this.#counts, {
      treesDone: 0,
      bytesRepacked: 0,
      bytesToRepack: 0,
      packsRemoved: 0,
      packsToRemove: 0,
    });
    const enter = (phase: PrunePhase): void => {
      this.#phase = phase;
    };
    const context = { open: this.#open, locked, now: () => this.#now(), enter, counts: this.#counts };
    const { maxSeconds = Number.POSITIVE_INFINITY } = this.#options;
    const deadline = this.#startedAt + maxSeconds * 1000;
    this.#attempt = new PruneAttempt(context, this.#options, manner, () => this.#now() < deadline);
    this.#open.forgetIndex();
    try {
      return await this.#attempt.run((figures) => events.notice({ type: "planned", figures }));
    } finally {
      // The table lists what is gone.
      this.#open.forgetIndex();
    }
  }

  #now(): number {
    return (this.#options.clock ?? systemClock).now();
  }
}
