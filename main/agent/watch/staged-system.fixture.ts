import { EventEmitter } from "node:events";
import type { FSWatcher } from "node:fs";
import type { ByteString } from "../../engine/light.ts";
import type { WatchReport } from "./contract.ts";
import { TreeWatcher, type TreeWatcherOptions } from "./tree-watcher.ts";
import { realSystem, type WatchSystem } from "./watch-system.ts";

/** The real system, but for what a test has it do otherwise. */
class StagedSystem implements WatchSystem {
  readonly #real = realSystem();
  platform: NodeJS.Platform = "linux";
  /** The error code with which a folder's watch is refused. */
  refuses: (folder: ByteString) => string | undefined = () => undefined;
  mounts: string | undefined;
  settings = { max_user_watches: 8192, max_user_instances: 128, max_queued_events: 16_384 };
  readonly watched: string[] = [];
  /** Of folders watched with all that is below, by path. */
  readonly recursive = new Map<string, EventEmitter>();

  watch(folder: ByteString, recursive: boolean): FSWatcher {
    const code = this.refuses(folder);
    if (code !== undefined) throw Object.assign(new Error(`${code}: refused`), { code });
    this.watched.push(folder);
    if (!recursive) return this.#real.watch(folder, false);
    const watcher = Object.assign(new EventEmitter(), { close: () => void this.recursive.delete(folder) });
    this.recursive.set(folder, watcher);
    return watcher as unknown as FSWatcher; // what is used of it is there
  }

  foldersIn(folder: ByteString): ByteString[] {
    return this.#real.foldersIn(folder);
  }

  isFolder(path: ByteString): boolean {
    return this.#real.isFolder(path);
  }

  identity(path: ByteString): string | undefined {
    return this.#real.identity(path);
  }

  realPath(path: ByteString): ByteString {
    return this.#real.realPath(path);
  }

  mountInfo(): string {
    return this.mounts ?? this.#real.mountInfo();
  }

  inotifySetting(name: keyof StagedSystem["settings"]): number | undefined {
    return this.settings[name];
  }
}

/** A watcher in this thread, with what it told. */
export class StagedWatcher {
  readonly system = new StagedSystem();
  readonly reports: WatchReport[] = [];
  readonly watcher: TreeWatcher;
  now = 0;

  constructor(options: Partial<TreeWatcherOptions> = {}) {
    this.watcher = new TreeWatcher({
      ...{
        report: (report) => void this.reports.push(report),
        system: this.system,
        prefer: "lean",
        now: () => this.now,
      },
      ...{ checkMs: 3_600_000, retryMs: 60_000 },
      ...options,
    });
  }

  /** Settled, with nothing left to take in. */
  async quiet(): Promise<void> {
    await this.watcher.settle();
    await this.watcher.idle();
    await this.watcher.settle();
  }

  of<T extends WatchReport["type"]>(type: T): Extract<WatchReport, { type: T }>[] {
    // The filter makes it true.
    return this.reports.filter((report) => report.type === type) as Extract<WatchReport, { type: T }>[];
  }

  /** Marks since the last call, as `tree /path` and `entries /path`. */
  marks(): string[] {
    const found = this.of("marks").flatMap(({ marks }) => marks.map(({ path, scope }) => `${scope} ${path}`));
    for (const report of this.of("marks")) this.reports.splice(this.reports.indexOf(report), 1);
    return found;
  }
}
