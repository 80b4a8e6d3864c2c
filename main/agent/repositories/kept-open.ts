import { AppError } from "../../../shared/errors/index.ts";
import type { OpenRepository } from "../../engine/index.ts";
import type { Clock } from "../clock/index.ts";
import { Turns } from "../turns/index.ts";

const CONFIG = { kind: "config", name: "" } as const;

export interface KeptOpenOptions {
  readonly clock: Clock;
  /** How long it stays open with nothing to do. */
  readonly idleMs: number;
  /** Whether it may stay open after work that was refused. Work that writes leaves threads in the middle of things. */
  readonly survivesRefusals: boolean;
  /** Opens the repository and makes sure that it is the right one. */
  readonly open: (signal?: AbortSignal) => Promise<OpenRepository>;
}

interface Opened {
  readonly open: OpenRepository;
  /** As it is stored. Encrypted under a random number, it is like no other's. */
  readonly config: Buffer;
}

/** One repository for one purpose: opened when it is needed, used by one at a time, closed when nobody comes back. */
export class KeptOpen {
  readonly #options: KeptOpenOptions;
  readonly #turns = new Turns();
  #opened: Opened | undefined;
  #cancelIdle: (() => void) | undefined;
  #isLeaving = false;

  constructor(options: KeptOpenOptions) {
    this.#options = options;
  }

  use<T>(work: (open: OpenRepository) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#turns.take(async () => {
      this.#cancelIdle?.();
      const open = await this.#ready(signal);
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

  /** What was kept open may have been swapped for another repository at the same place meanwhile. */
  async #ready(signal?: AbortSignal): Promise<OpenRepository> {
    const kept = this.#opened;
    if (kept !== undefined) {
      const config = await readConfig(kept.open, signal).catch(() => undefined);
      if (config?.equals(kept.config) === true) return kept.open;
      await this.#close();
      signal?.throwIfAborted();
    }
    const open = await this.#options.open(signal);
    try {
      this.#opened = { open, config: await readConfig(open, signal) };
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
    const kept = this.#opened;
    this.#opened = undefined;
    await kept?.open.close();
  }
}

function readConfig(open: OpenRepository, signal?: AbortSignal): Promise<Buffer> {
  return open.repository.storage.read(CONFIG, undefined, signal);
}
