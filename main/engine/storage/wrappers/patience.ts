import type { AppError } from "../../../../shared/errors/index.ts";
import { type Clock, sleep } from "../clock.ts";
import { type StorageAction, StorageInterrupted, StorageUnreachable } from "../errors.ts";
import { backOffMs } from "./back-off.ts";

/** Told before each wait. */
export interface RetryNotice {
  readonly error: AppError;
  /** Failures so far, in a row. */
  readonly failures: number;
  readonly waitMs: number;
}

export interface RetryOptions {
  /** How long to go on trying after the first failure, waits and tries together; 0: one try. */
  readonly patienceMs: number;
  readonly clock: Clock;
  /** 0 up to, and without, 1. */
  readonly random: () => number;
  readonly onRetry?: (notice: RetryNotice) => void;
}

/** A try that took longer counts as this: a computer that slept in the middle of it has not run out of patience. */
const MOST_PER_TRY_MS = 60_000;

/** How often something was tried in a row without success, and for how long it may still be. */
export class Patience {
  readonly #action: StorageAction;
  readonly #options: RetryOptions;
  #failures = 0;
  #spentMs = 0;
  #triedAt: number;

  constructor(action: StorageAction, options: RetryOptions) {
    this.#action = action;
    this.#options = options;
    this.#triedAt = options.clock.now();
  }

  /** Something got on: what comes now is counted anew. */
  restore(): void {
    this.#failures = 0;
    this.#spentMs = 0;
  }

  /**
   * Waits before the next try.
   *
   * @throws {StorageUnreachable} there is no patience left; the failure itself, if trying again is no help; the signal's reason
   */
  async afterFailure(error: unknown, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (!(error instanceof StorageInterrupted)) throw error;
    const { clock, random, patienceMs, onRetry } = this.#options;
    const tookMs = Math.min(MOST_PER_TRY_MS, Math.max(0, clock.now() - this.#triedAt));
    // What went before the first failure was work, not patience.
    if (this.#failures > 0) this.#spentMs += tookMs;
    this.#failures += 1;
    const leftMs = patienceMs - this.#spentMs;
    const asked = error.waitMs ?? 0;
    if (leftMs <= 0 || asked > leftMs) throw new StorageUnreachable(this.#action, error);
    const waitMs = Math.min(leftMs, backOffMs(this.#failures, random(), asked));
    onRetry?.({ error, failures: this.#failures, waitMs });
    await sleep(clock, waitMs, signal);
    this.#spentMs += waitMs;
    this.#triedAt = clock.now();
  }
}
