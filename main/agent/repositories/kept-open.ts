import { AppError } from "../../../shared/errors/index.ts";
import { giveBackMemory, type OpenRepository, type Pace } from "../../engine/index.ts";
import type { Clock } from "../clock/index.ts";
import { Turns } from "../turns/index.ts";

/** By then the collector has found what a closed repository left: an agent that rests has not much for it to do. */
const SETTLED_MS = 150_000;

const CONFIG = { kind: "config", name: "" } as const;

export interface KeptOpenOptions {
  readonly clock: Clock;
  /** How long it stays open with nothing to do. */
  readonly idleMs: number;
  /** Whether it may stay open after work that was refused. Work that writes leaves threads in the middle of things. */
  readonly survivesRefusals: boolean;
  /** Opens the repository at a pace and makes sure that it is the right one. */
  readonly open: (pace: Pace, signal?: AbortSignal) => Promise<OpenRepository>;
}

interface Opened {
  readonly open: OpenRepository;
  readonly pace: Pace;
  /** As it is stored. Encrypted under a random number, it is like no other's. */
  readonly config: Buffer;
}

/** One repository for one purpose: opened when it is needed, used by one at a time, closed when nobody comes back. */
export class KeptOpen {
  readonly #options: KeptOpenOptions;
  readonly #turns = new Turns();
  #opened: Opened | undefined;
  #cancelIdle: (() => void) | undefined;
  #cancelSettled: (() => void) | undefined;
  #isLeaving = false;

  constructor(options: KeptOpenOptions) {
    this.#options = options;
  }

  use<T>(work: (open: OpenRepository) => Promise<T>, pace: Pace, signal?: AbortSignal): Promise<T> {
    return this.#turns.take(async () => {
      this.#cancelIdle?.();
      const open = await this.#ready(pace, signal);
      let isReusable = false;
      try {
        const result = await work(open);
        isReusable = true;
        return result;
      } catch (error) {
        isReusable = this.#options.survivesRefusals && error instanceof AppError;
        throw error;
      } finally {
        if (isReusable && !this.#isLeaving) this.#rest();
        else await this.#close();
      }
    }, signal);
  }

  /** Closes it as soon as the work under way is done; from then on it does not stay open. */
  leave(): Promise<void> {
    this.#isLeaving = true;
    return this.#turns.take(() => this.#close());
  }

  /**
   * What was kept open may have been swapped for another repository at the same place meanwhile. And its threads cannot
   * become others: for another pace it is opened anew.
   */
  async #ready(pace: Pace, signal?: AbortSignal): Promise<OpenRepository> {
    const kept = this.#opened;
    if (kept !== undefined) {
      const isFit = kept.pace === pace && (await isSame(kept, signal));
      if (isFit) return kept.open;
      await this.#close();
      signal?.throwIfAborted();
    }
    const open = await this.#options.open(pace, signal);
    try {
      this.#opened = { open, pace, config: await readConfig(open, signal) };
    } catch (error) {
      await open.close();
      throw error;
    }
    return open;
  }

  #rest(): void {
    this.#cancelIdle = this.#options.clock.after(this.#options.idleMs, () => {
      void this.#turns.take(() => this.#close());
    });
  }

  async #close(): Promise<void> {
    this.#cancelIdle?.();
    this.#cancelIdle = undefined;
    this.#cancelSettled?.();
    this.#cancelSettled = undefined;
    const kept = this.#opened;
    this.#opened = undefined;
    if (kept === undefined) return;
    await kept.open.close();
    giveBackMemory();
    if (!this.#isLeaving) this.#cancelSettled = this.#options.clock.after(SETTLED_MS, giveBackMemory);
  }
}

async function isSame({ open, config }: Opened, signal?: AbortSignal): Promise<boolean> {
  const found = await readConfig(open, signal).catch(() => undefined);
  return found?.equals(config) === true;
}

function readConfig(open: OpenRepository, signal?: AbortSignal): Promise<Buffer> {
  return open.repository.storage.read(CONFIG, undefined, signal);
}
