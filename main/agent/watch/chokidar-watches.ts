import { type FSWatcher, watch } from "chokidar";
import { type ByteString, fromPathText, isUtf8, toText } from "../../engine/light.ts";
import type { FolderNode, Hold } from "./folder-node.ts";
import type { FolderEvents } from "./folder-watches.ts";

/** A folder let go stays on chokidar's list of what to ignore, which each event is compared with. */
const MOST_DROPPED = 50;
/** For a batch to begin. Far more than it takes; a batch that never begins must not hold up the others. */
const PATIENCE_MS = 60_000;
const REPLACED = "\ufffd";

/**
 * chokidar, fed known folders in small batches: each batch is a watcher of its own, so that its `ready` says that these very folders
 * are watched. It looks at no file for us; what changed in a folder is read from `raw` events.
 */
export class ChokidarWatches {
  readonly #events: FolderEvents;
  readonly #batches = new Set<Batch>();

  constructor(events: FolderEvents) {
    this.#events = events;
  }

  /** Whether chokidar can be given the path: it takes text only, and a backslash for a slash. */
  static suits(path: ByteString): boolean {
    return isUtf8(path) && !path.includes("\\");
  }

  /**
   * @returns those that are watched now, with `node.chokidar` set. The others were gone or refused; nothing of chokidar's is left of
   * them
   */
  async take(nodes: readonly FolderNode[]): Promise<FolderNode[]> {
    const batch = new Batch(nodes, this.#events, (worn) => void this.#drop(worn));
    this.#batches.add(batch);
    return await batch.begin();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#batches].map((batch) => this.#drop(batch)));
  }

  async #drop(batch: Batch): Promise<void> {
    this.#batches.delete(batch);
    await batch.close();
  }
}

class Batch implements Hold {
  readonly #nodes = new Map<string, FolderNode>();
  readonly #refused = new Set<string>();
  readonly #events: FolderEvents;
  readonly #worn: (batch: Batch) => void;
  #watcher: FSWatcher | undefined;
  #dropped = 0;
  /** Ends the wait for the watcher to begin: one that is closed before never says that it did. */
  #stopWaiting = (): void => {};

  constructor(nodes: readonly FolderNode[], events: FolderEvents, worn: (batch: Batch) => void) {
    this.#events = events;
    this.#worn = worn;
    for (const node of nodes) this.#nodes.set(toText(node.path), node);
  }

  async begin(): Promise<FolderNode[]> {
    const folders = new Set(this.#nodes.keys());
    const watcher = watch([...folders], {
      ...{ depth: 0, ignoreInitial: true, followSymlinks: false, atomic: false, backend: "native" },
      ignored: (path) => !folders.has(path),
    });
    this.#watcher = watcher;
    for (const node of this.#nodes.values()) node.chokidar = this;
    watcher.on("raw", (event, name, details) => this.#raw(event, name, details));
    watcher.on("error", (error) => this.#failed(error));
    if (!(await this.#isReady(watcher))) for (const path of folders) this.#refused.add(path);
    for (const path of this.#refused) {
      const node = this.#nodes.get(path);
      if (node !== undefined) this.release(node);
    }
    return [...this.#nodes.values()].filter((node) => node.chokidar === this);
  }

  release(node: FolderNode): void {
    node.chokidar = undefined;
    const path = toText(node.path);
    if (!this.#nodes.delete(path)) return;
    this.#watcher?.unwatch(path);
    if (this.#nodes.size === 0) this.#worn(this);
    else if (++this.#dropped > MOST_DROPPED) this.#wearOut();
  }

  async close(): Promise<void> {
    for (const node of this.#nodes.values()) node.chokidar = undefined;
    this.#nodes.clear();
    this.#stopWaiting();
    await this.#watcher?.close();
  }

  #isReady(watcher: FSWatcher): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), PATIENCE_MS);
      this.#stopWaiting = () => {
        clearTimeout(timer);
        resolve(false);
      };
      watcher.once("ready", () => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  /** Its folders are watched in the lean way before it is closed, and wait for another batch. */
  #wearOut(): void {
    this.#dropped = Number.NEGATIVE_INFINITY;
    for (const node of [...this.#nodes.values()]) this.#events.failed(node, new WornOut());
    this.#worn(this);
  }

  #raw(event: string, name: string | null, details: unknown): void {
    // chokidar's own watcher of a folder adds where it is.
    const { watchedPath } = details as { watchedPath: string };
    const node = this.#nodes.get(watchedPath.replaceAll("\\", "/"));
    if (node === undefined) return;
    const isKnown = name !== null && !name.includes(REPLACED);
    this.#events.changed(node, event === "change" ? "change" : "rename", isKnown ? fromPathText(name) : undefined);
  }

  #failed(error: unknown): void {
    if (!(error instanceof Error)) return;
    const path = "path" in error && typeof error.path === "string" ? error.path : undefined;
    if (path !== undefined) this.#refused.add(path);
    const node = path === undefined ? undefined : this.#nodes.get(path);
    if (node !== undefined && node.lean === undefined) this.#events.failed(node, error);
  }
}

/** A batch has let go so many that it is cheaper to begin anew. Nothing was missed. */
export class WornOut extends Error {}
