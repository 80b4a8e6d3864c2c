import { ChokidarWatches } from "./chokidar-watches.ts";
import type { FolderNode } from "./folder-node.ts";
import type { FolderEvents, FolderWatches } from "./folder-watches.ts";

/** `chosen`: by the number of folders. The others are for tests and measurements. */
export type Preference = "chosen" | "chokidar" | "lean";

/**
 * With more folders than this they are watched in the lean way. Measured on Linux with 20 files a folder, resident memory beyond
 * that of the process: chokidar 72 MB for 1,000 folders, 109 MB for 2,400, 151 MB for 5,000, 238 MB for 10,000; the lean way 30 to 42 MB
 * for any of them and 84 MB for 50,000. An agent is to have 250 MB in all. Elsewhere nothing was measured, and macOS begins its
 * stream of events anew with each folder.
 */
const MOST_FOR_CHOKIDAR = { linux: 2_000, other: 1_000 } as const;
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
  readonly #taken = new Set<FolderNode>();
  readonly #waiting = new Set<FolderNode>();
  #feeding: Promise<void> | undefined;
  #isLean: boolean;
  #isClosed = false;
  #folders = 0;

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
    return this.#folders;
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
    this.#folders++;
    if (this.#isLean) return;
    this.#waiting.add(node);
    if (this.#folders > this.#most) this.#giveUp();
    else this.#feed();
  }

  release(node: FolderNode): void {
    if (node.lean !== undefined || node.chokidar !== undefined) this.#folders--;
    this.#waiting.delete(node);
    this.#taken.delete(node);
    node.chokidar?.release(node);
    node.lean?.release(node);
  }

  /** From chokidar to the lean way. @returns false if the system refuses */
  takeBack(node: FolderNode): boolean {
    try {
      if (node.lean === undefined) this.#options.lean.watch(node);
      node.chokidar?.release(node);
      this.#taken.delete(node);
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
    const taken = [...this.#taken];
    this.#taken.clear();
    for (const node of taken) {
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
        // By now it may have been let go, or taken back.
        if (this.#isLean || node.chokidar === undefined) continue;
        this.#taken.add(node);
        node.lean?.release(node);
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
