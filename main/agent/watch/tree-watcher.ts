import { type ByteString, baseName, joinPath, parentPath, toPathText } from "../../engine/light.ts";
import { BlindSpots } from "./blind-spots.ts";
import { Burst } from "./burst.ts";
import { WornOut } from "./chokidar-watches.ts";
import type { WatchedRoot, Watcher, WatchReport } from "./contract.ts";
import { Figures } from "./figures.ts";
import { FolderNode } from "./folder-node.ts";
import { type FolderEvents, RecursiveWatches, SingleWatches } from "./folder-watches.ts";
import { Handover, type Preference } from "./handover.ts";
import { Intake } from "./intake.ts";
import { MarkCollector } from "./mark-collector.ts";
import { Mounts } from "./mounts.ts";
import { NameBook } from "./name-book.ts";
import { RootScope } from "./root-scope.ts";
import { Slices } from "./slices.ts";
import { Tops } from "./tops.ts";
import type { WatchSystem } from "./watch-system.ts";
import { isWithin } from "./within.ts";

export interface TreeWatcherOptions {
  readonly report: (report: WatchReport) => void;
  readonly system: WatchSystem;
  readonly prefer: Preference;
  readonly now: () => number;
  /** Between looks at mounts, absent roots and what is due to be tried again. */
  readonly checkMs: number;
  /** Until a subtree that could not be watched is tried again, the first time. */
  readonly retryMs: number;
}

/** The kernel's own default, where it does not say. */
const QUEUE = 16_384;
/** A settling takes no longer over names than this; folders with more of them are changed trees. */
const NAMES_MS = 2_000;

/**
 * Watches trees folder by folder. It knows the folders, finds new ones, lets go of those that went, and marks; who tells what
 * changed in a folder, the system itself or chokidar, is `Handover`'s choice.
 *
 * A folder is watched first and listed then, so that nothing falls between; one that appears is a changed tree when it is seen, again
 * when all that is in it is watched, and at each `settle` in between.
 */
export class TreeWatcher implements Watcher {
  readonly #options: TreeWatcherOptions;
  readonly #system: WatchSystem;
  readonly #marks: MarkCollector;
  readonly #blind: BlindSpots;
  readonly #mounts = new Mounts();
  readonly #burst: Burst;
  readonly #slices = new Slices();
  readonly #handover: Handover;
  readonly #figures: Figures;
  readonly #timer: NodeJS.Timeout;
  readonly #tops = new Tops();
  readonly #intake: Intake;
  readonly #names: NameBook;
  readonly #ready = new Set<ByteString>();
  #scope = new RootScope([]);

  constructor(options: TreeWatcherOptions) {
    const { system, report } = options;
    this.#options = options;
    this.#system = system;
    this.#marks = new MarkCollector((marks) => report({ type: "marks", marks }));
    this.#blind = new BlindSpots({ tell: report, now: options.now, retryMs: options.retryMs });
    this.#burst = new Burst(system.inotifySetting("max_queued_events") ?? QUEUE, () => this.#distrustAll());
    const events: FolderEvents = {
      changed: (node, event, name) => this.#changed(node, event, name),
      failed: (node, error) => this.#failed(node, error),
    };
    const lean = new (system.platform === "linux" ? SingleWatches : RecursiveWatches)(system, events);
    this.#handover = new Handover({ prefer: options.prefer, platform: system.platform, lean, events });
    this.#figures = new Figures({ system, report, blind: this.#blind, handover: this.#handover });
    this.#intake = new Intake({
      ...{ system, lean, tops: this.#tops, mounts: this.#mounts, blind: this.#blind, handover: this.#handover },
      ...{ figures: this.#figures, marks: this.#marks, slices: this.#slices, burst: this.#burst },
      scope: () => this.#scope,
      done: () => this.#tellReady(),
    });
    this.#names = new NameBook({
      begun: () => this.#slices.soon(() => this.#names.work()),
      foldersIn: (node) => this.#intake.foldersIn(node),
      resolve: (node, name, listed) => this.#resolve(node, name, listed),
    });
    this.#timer = setInterval(() => this.#check(), options.checkMs);
  }

  setRoots(roots: readonly WatchedRoot[]): void {
    this.#checkMounts();
    this.#scope = new RootScope(roots);
    this.#ready.clear();
    this.#handover.begin();
    for (const [path, { key, node }] of [...this.#tops]) {
      if (this.#scope.keyOf(path) === key) continue;
      this.#tops.delete(path);
      this.#intake.drop(node);
    }
    for (const { path } of this.#blind.all()) if (this.#tops.over(path) === undefined) this.#blind.forget(path);
    this.#blind.tellAll();
    for (const path of this.#scope.tops) if (!this.#tops.has(path)) this.#takeTop(path);
    this.#tellReady();
  }

  async settle(): Promise<void> {
    this.#check();
    // What the kernel has queued is read when the loop asks for events. Of the two turns at least one is a whole one.
    await nextTurn();
    await nextTurn();
    await this.#slices.now(this.#names.work(), NAMES_MS);
    for (const node of this.#names.open()) this.#marks.tree(node.path);
    for (const path of this.#intake.unfinished()) this.#marks.tree(path);
    this.#marks.flush();
  }

  /** Resolves when nothing is left to be taken in or handed over. */
  async idle(): Promise<void> {
    for (;;) {
      await this.#slices.idle();
      await this.#handover.idle();
      if (this.#slices.isIdle) return;
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#scope = new RootScope([]);
    for (const { node } of this.#tops.values()) this.#intake.drop(node);
    this.#tops.clear();
    await this.#slices.idle();
    await this.#handover.close();
    this.#marks.flush();
  }

  #takeTop(path: ByteString): void {
    const identity = this.#system.identity(path);
    const real = this.#system.realPath(path);
    const remote = this.#mounts.remoteOf(real);
    if (identity === undefined) this.#intake.blindAt(path, "error", "It is not there now, or is no folder.");
    else if (remote !== undefined) this.#intake.blindAt(path, "network", remote);
    else {
      const node = new FolderNode(path);
      this.#tops.set(path, { node, identity, real, key: this.#scope.keyOf(path) });
      this.#intake.takeIn(node);
    }
  }

  /** Of each root, once, when nothing below or above it is being taken in. */
  #tellReady(): void {
    const unfinished = this.#intake.unfinished();
    for (const root of this.#scope.paths) {
      if (this.#ready.has(root) || unfinished.some((path) => isWithin(path, root) || isWithin(root, path))) continue;
      this.#ready.add(root);
      const folders = this.#tops.nodeAt(root)?.count() ?? 0;
      this.#options.report({ type: "ready", root: toPathText(root), folders });
    }
    this.#figures.tell(this.#scope.paths, (path) => this.#tops.nodeAt(path));
  }

  #changed(node: FolderNode, event: "rename" | "change", name: ByteString | undefined): void {
    this.#burst.add();
    this.#marks.entries(node);
    if (name === undefined) this.#relist(node);
    else if (event === "rename" || (this.#blind.size > 0 && this.#blind.at(joinPath(node.path, name)) !== undefined)) {
      this.#names.add(node, name);
    }
  }

  /** Some entry changed, nobody knows which. */
  #relist(node: FolderNode): void {
    if (this.#system.platform !== "linux") this.#marks.tree(node.path);
    const found = new Set(this.#intake.foldersIn(node));
    const known = new Set(node.children?.keys() ?? []);
    // Names that are no text are the reason for not being told; one of them may be another folder by now.
    const isDoubtful = (name: ByteString) => found.has(name) !== known.has(name) || /[\x80-\xff]/.test(name);
    for (const name of new Set([...found, ...known])) if (isDoubtful(name)) this.#names.add(node, name);
  }

  /** What is there now under a name that appeared or went. */
  #resolve(node: FolderNode, name: ByteString, listed: ReadonlySet<ByteString> | undefined): void {
    const path = joinPath(node.path, name);
    const known = node.children?.get(name);
    if (known !== undefined) this.#intake.drop(known);
    if (this.#blind.size > 0) this.#blind.forget(path);
    if (listed?.has(name) ?? this.#intake.isFolder(path)) this.#intake.appeared(node, name);
    // A folder tells its own removal under its own name.
    else if (node.parent === undefined && baseName(node.path) === name) this.#checkTops();
  }

  /** A watch that ended by itself, as they do on Windows when the folder goes. */
  #failed(node: FolderNode, error: Error): void {
    if (node.isGone) return;
    if (error instanceof WornOut) {
      if (!this.#handover.takeBack(node)) this.#failed(node, new Error("cannot be watched any more"));
      return;
    }
    this.#marks.entries(node);
    if (node.parent !== undefined) this.#names.add(node.parent, node.name);
    else this.#retakeTop(node.path);
  }

  #check(): void {
    this.#checkTops();
    this.#checkMounts();
    const limit = this.#figures.limitRaised();
    for (const spot of limit ? this.#blind.all() : this.#blind.due()) this.#retry(spot.path);
    this.#figures.tell(this.#scope.paths, (path) => this.#tops.nodeAt(path));
  }

  /** A root that went, came, or became another folder. */
  #checkTops(): void {
    for (const path of this.#scope.tops) {
      const now = this.#system.identity(path);
      const known = this.#tops.get(path)?.identity;
      const isAbsent = known === undefined && this.#blind.at(path)?.reason !== "error";
      if (now !== known && !isAbsent) this.#retakeTop(path);
    }
  }

  #retakeTop(path: ByteString): void {
    const known = this.#tops.get(path);
    this.#tops.delete(path);
    if (known !== undefined) this.#intake.drop(known.node);
    if (known === undefined && this.#system.identity(path) === undefined) return;
    this.#blind.forget(path);
    this.#marks.tree(path);
    this.#takeTop(path);
    this.#tellReady();
  }

  #checkMounts(): void {
    for (const place of this.#mounts.update(this.#system.mountInfo())) {
      for (const path of this.#tops.seenAs(place)) this.#mounted(path);
    }
  }

  /** Something was mounted there, or is no more. */
  #mounted(place: ByteString): void {
    const parent = this.#tops.nodeAt(parentPath(place));
    if (parent === undefined || this.#tops.has(place) || !this.#scope.isWanted(place)) return;
    this.#marks.tree(place);
    this.#marks.entries(parent);
    this.#names.add(parent, baseName(place));
  }

  #retry(path: ByteString): void {
    if (this.#scope.tops.includes(path)) {
      if (this.#intake.isWatchable(path)) this.#retakeTop(path);
      return;
    }
    const parent = this.#tops.nodeAt(parentPath(path));
    if (parent === undefined) this.#blind.forget(path);
    else if (this.#intake.isWatchable(path)) this.#names.add(parent, baseName(path));
  }

  #distrustAll(): void {
    for (const path of this.#tops.keys()) this.#marks.tree(path);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
