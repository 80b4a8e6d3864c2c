import { ChokidarWatches } from "./chokidar-watches.ts";
import type { FolderNode } from "./folder-node.ts";
import type { FolderEvents, FolderWatches } from "./folder-watches.ts";

/** `chosen`: by the number of folders. The others are for tests and measurements. */
export type Preference = "chosen" | "chokidar" | "lean";

/**
 * Trees of more folders than this are watched in the lean way.
 */
const MOST_FOR_CHOKIDAR = { linux: 5_000, other: 1_000 } as const;
const BATCH = 128;

interface HandoverOptions {
  readonly prefer: Preference;
  readonly platform: NodeJS.Platform;
  readonly lean: FolderWatches;
  readonly events: FolderEvents;
}

/**
 * Who watches a folder. Each is watched in the lean way first, which takes microseconds and also counts them; while there are few,
 * chokidar takes them over batch by batch in the background. When there are too many the lean way takes them back. Whoever takes over
 * begins before the other ends, so nothing is missed.
 */
export class Handover {
  readonly #options: HandoverOptions;
  readonly #most: number;
  #chokidar: ChokidarWatches;
  readonly #all = new Set<FolderNode>();
  readonly #waiting = new Set<FolderNode>();
  #feeding: Promise<void> | undefined;
  #isLean: boolean;
  #isClosed = false;

  constructor(options: HandoverOptions) {
    this.#options = options;
    this.#isLean = options.prefer === "lean";
    const { linux, other } = MOST_FOR_CHOKIDAR;
    const most = options.platform === "linux" ? linux : other;
    this.#most = options.prefer === "chokidar" ? Number.POSITIVE_INFINITY : most;
    this.#chokidar = new ChokidarWatches(options.events);
  }

  /** Watched folders. */
  get folders(): number {
    return this.#all.size;
  }

  /** Who watches, once all is handed over. */
  get by(): "chokidar" | "lean" {
    return this.#isLean || this.#feeding !== undefined || this.#waiting.size > 0 ? "lean" : "chokidar";
  }

  /** Other roots: the choice is made anew. */
  begin(): void {
    this.#isLean = this.#options.prefer === "lean";
  }

  /** A folder that is watched in the lean way from now on. */
  watched(node: FolderNode): void {
    this.#all.add(node);
    if (this.#isLean) return;
    this.#waiting.add(node);
    if (this.#all.size > this.#most) this.#giveUp();
    else this.#feed();
  }

  release(node: FolderNode): void {
    this.#all.delete(node);
    this.#waiting.delete(node);
    node.chokidar?.release(node);
    node.lean?.release(node);
  }

  /** From chokidar to the lean way. @returns false if the system refuses */
  takeBack(node: FolderNode): boolean {
    try {
      if (node.lean === undefined) this.#options.lean.watch(node);
      node.chokidar?.release(node);
      if (!this.#isLean) this.#waiting.add(node);
      return true;
    } catch {
      return false;
    }
  }

  async idle(): Promise<void> {
    await this.#feeding;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#feeding;
    await this.#chokidar.close();
  }

  #giveUp(): void {
    this.#isLean = true;
    this.#waiting.clear();
    const old = this.#chokidar;
    this.#chokidar = new ChokidarWatches(this.#options.events);
    for (const node of this.#all) {
      if (node.chokidar === undefined || node.lean !== undefined) continue;
      try {
        this.#options.lean.watch(node);
      } catch (error) {
        this.#options.events.failed(node, error instanceof Error ? error : new Error(String(error)));
      }
    }
    this.#feeding = (this.#feeding ?? Promise.resolve()).then(() => old.close());
  }

  #feed(): void {
    this.#feeding ??= this.#feedAll().finally(() => {
      this.#feeding = undefined;
      if (this.#waiting.size > 0 && !this.#isClosed) this.#feed();
    });
  }

  async #feedAll(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.size > 0 && !this.#isLean && !this.#isClosed) {
      const batch = this.#nextBatch();
      for (const node of batch.length === 0 ? [] : await this.#chokidar.take(batch)) {
        // What was let go in the meantime holds nothing any more.
        if (!this.#isLean && this.#all.has(node)) node.lean?.release(node);
      }
    }
  }

  #nextBatch(): FolderNode[] {
    const batch: FolderNode[] = [];
    for (const node of this.#waiting) {
      if (batch.length === BATCH) break;
      this.#waiting.delete(node);
      if (ChokidarWatches.suits(node.path)) batch.push(node);
    }
    return batch;
  }
}
