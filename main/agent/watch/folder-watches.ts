import type { FSWatcher } from "node:fs";
import { type ByteString, joinPath } from "../../engine/light.ts";
import type { FolderNode, Hold } from "./folder-node.ts";
import type { WatchSystem } from "./watch-system.ts";

export interface FolderEvents {
  /** @param name of the entry; undefined when the system does not say which, or in no form that leads back to it */
  changed(node: FolderNode, event: "rename" | "change", name: ByteString | undefined): void;
  /** What happens in the folder is not told any more. */
  failed(node: FolderNode, error: Error): void;
}

/** The lean way to watch folders: nothing is read, nothing is remembered but the folder. */
export interface FolderWatches {
  /**
   * The folder is watched when this returns, and `node.lean` holds it until released.
   *
   * @throws the system's error
   */
  watch(node: FolderNode): void;
}

/** The system's watch of one folder, which knows whose it is: a listener of its own for each would take a fifth more memory. */
type OwnedWatcher = FSWatcher & { owner: FolderNode };

/** One watch a folder, which is what inotify has. */
export class SingleWatches implements FolderWatches, Hold {
  readonly #system: WatchSystem;
  readonly #told: (this: OwnedWatcher, event: "rename" | "change", name: ByteString | null) => void;
  readonly #failed: (this: OwnedWatcher, error: Error) => void;

  constructor(system: WatchSystem, events: FolderEvents) {
    this.#system = system;
    this.#told = function (event, name) {
      events.changed(this.owner, event, name ?? undefined);
    };
    this.#failed = function (error) {
      events.failed(this.owner, error);
    };
  }

  watch(node: FolderNode): void {
    const watcher: OwnedWatcher = Object.assign(this.#system.watch(node.path, false), { owner: node });
    watcher.on("change", this.#told).on("error", this.#failed);
    node.watcher = watcher;
    node.lean = this;
  }

  release(node: FolderNode): void {
    node.lean = undefined;
    node.watcher?.close();
    node.watcher = undefined;
  }
}

/**
 * The system's own recursive watch, one for the topmost folder, for macOS and Windows. (Node's imitation of it on Linux
 * watches every file and stops at the limit without a word.)
 */
export class RecursiveWatches implements FolderWatches {
  readonly #system: WatchSystem;
  readonly #events: FolderEvents;

  constructor(system: WatchSystem, events: FolderEvents) {
    this.#system = system;
    this.#events = events;
  }

  watch(node: FolderNode): void {
    const above = node.parent?.lean;
    if (above instanceof RecursiveWatch) above.cover(node);
    else node.lean = this.#open(node);
  }

  #open(top: FolderNode): RecursiveWatch {
    const watcher = this.#system.watch(top.path, true);
    watcher.on("change", (event: "rename" | "change", name: ByteString | null) => this.#tell(top, event, name));
    watcher.on("error", (error: Error) => this.#events.failed(top, error));
    return new RecursiveWatch(watcher);
  }

  /** The name is the way from the top to the entry. What happens in folders that are not watched is not told. */
  #tell(top: FolderNode, event: "rename" | "change", name: ByteString | null): void {
    if (name === null) {
      this.#events.changed(top, "rename", undefined); // so does Windows say that it lost some
      return;
    }
    // A piece of a byte string is one.
    const way = name.replaceAll("\\", "/") as ByteString;
    const end = way.lastIndexOf("/");
    const folder = end < 0 ? top : top.find(joinPath(top.path, way.slice(0, end) as ByteString));
    if (folder !== undefined) this.#events.changed(folder, event, way.slice(end + 1) as ByteString);
  }
}

/** Closed when the last folder that it covers is let go. */
class RecursiveWatch implements Hold {
  readonly #watcher: FSWatcher;
  #covered = 1;

  constructor(watcher: FSWatcher) {
    this.#watcher = watcher;
  }

  cover(node: FolderNode): void {
    node.lean = this;
    this.#covered++;
  }

  release(node: FolderNode): void {
    node.lean = undefined;
    if (--this.#covered === 0) this.#watcher.close();
  }
}
