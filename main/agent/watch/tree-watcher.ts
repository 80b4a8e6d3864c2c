import type { Unwatched } from "../../../shared/model/index.ts";
import { type ByteString, baseName, joinPath, parentPath, toPathText } from "../../engine/light.ts";
import { BlindSpots } from "./blind-spots.ts";
import { Burst } from "./burst.ts";
import { WornOut } from "./chokidar-watches.ts";
import type { WatchedRoot, Watcher, WatchReport } from "./contract.ts";
import { Figures } from "./figures.ts";
import { FolderNode } from "./folder-node.ts";
import { type FolderEvents, type FolderWatches, RecursiveWatches, SingleWatches } from "./folder-watches.ts";
import { Handover, type Preference } from "./handover.ts";
import { MarkCollector } from "./mark-collector.ts";
import { Mounts } from "./mounts.ts";
import { refusal } from "./refusal.ts";
import { RootScope } from "./root-scope.ts";
import { Slices } from "./slices.ts";
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
/** More names in one folder than this are looked up by listing it once. */
const MANY_NAMES = 200;

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
  readonly #lean: FolderWatches;
  readonly #handover: Handover;
  readonly #figures: Figures;
  readonly #timer: NodeJS.Timeout;
  #scope = new RootScope([]);
  /** Watched topmost roots, with what they were when they were taken in. */
  readonly #tops = new Map<ByteString, { readonly node: FolderNode; readonly identity: string }>();
  /** Subtrees that are being taken in. */
  readonly #unfinished = new Set<FolderNode>();
  readonly #ready = new Set<ByteString>();
  #names = new Map<FolderNode, Set<ByteString>>();

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
    this.#lean = new (system.platform === "linux" ? SingleWatches : RecursiveWatches)(system, events);
    this.#handover = new Handover({ prefer: options.prefer, platform: system.platform, lean: this.#lean, events });
    this.#figures = new Figures({ system, report, blind: this.#blind, handover: this.#handover });
    this.#timer = setInterval(() => this.#check(), options.checkMs);
  }

  setRoots(roots: readonly WatchedRoot[]): void {
    this.#scope = new RootScope(roots);
    this.#mounts.update(this.#system.mountInfo()); // all is taken in anew, so it does not matter what changed
    this.#ready.clear();
    this.#handover.begin();
    for (const top of [...this.#tops.values()]) this.#drop(top.node);
    this.#tops.clear();
    for (const spot of this.#blind.all()) this.#blind.forget(spot.path);
    for (const path of this.#scope.tops) this.#takeTop(path);
  }

  async settle(): Promise<void> {
    this.#check();
    // What the kernel has queued is read when the loop asks for events. Of the two turns at least one is a whole one.
    await nextTurn();
    await nextTurn();
    await this.#slices.now(this.#resolveNames());
    for (const node of this.#unfinished) if (!node.isGone) this.#marks.tree(node.path);
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
    for (const { node } of this.#tops.values()) this.#drop(node);
    this.#tops.clear();
    await this.#slices.idle();
    await this.#handover.close();
    this.#marks.flush();
  }

  #takeTop(path: ByteString): void {
    const identity = this.#system.isFolder(path) ? this.#system.identity(path) : undefined;
    const remote = this.#mounts.remoteOf(this.#system.realPath(path));
    if (identity === undefined) this.#blindAt(path, "error", "It is not there now, or is no folder.");
    else if (remote !== undefined) this.#blindAt(path, "network", remote);
    else {
      const node = new FolderNode(path);
      this.#tops.set(path, { node, identity });
      this.#takeIn(node);
    }
    this.#tellReady(path);
  }

  /** A folder that appeared in a watched one. */
  #appeared(parent: FolderNode, name: ByteString): void {
    const path = joinPath(parent.path, name);
    const remote = this.#mounts.remoteAt(path);
    if (remote !== undefined) this.#blindAt(path, "network", remote);
    else if (this.#scope.isWanted(path)) this.#takeIn(parent.child(name));
  }

  #takeIn(node: FolderNode): void {
    this.#marks.tree(node.path);
    this.#unfinished.add(node);
    this.#slices.add(this.#walk(node));
  }

  *#walk(top: FolderNode): Generator<void> {
    const left = [top];
    for (let node = left.pop(); node !== undefined; node = left.pop()) {
      if (!node.isGone && this.#hold(node)) left.push(...this.#childrenOf(node));
      yield;
    }
    this.#unfinished.delete(top);
    if (!top.isGone) this.#marks.tree(top.path);
    this.#marks.flush();
    for (const root of this.#scope.paths) this.#tellReady(root);
  }

  #tellReady(root: ByteString): void {
    const isUnfinished = [...this.#unfinished].some(({ path }) => isWithin(path, root) || isWithin(root, path));
    if (this.#ready.has(root) || isUnfinished) return;
    this.#ready.add(root);
    const folders = this.#nodeAt(root)?.count() ?? 0;
    this.#options.report({ type: "ready", root: toPathText(root), folders });
    this.#figures.tell(this.#scope.paths, (path) => this.#nodeAt(path));
  }

  /** @returns whether the folder is watched now; if not, it is told as not being watched, or is gone */
  #hold(node: FolderNode): boolean {
    const path = node.path;
    const known = this.#blind.covering(path);
    if (known?.reason === "limit") {
      known.folders++;
      this.#slices.add(this.#figures.countBelow(known, path));
      node.cut();
      return false;
    }
    try {
      this.#lean.watch(node);
      this.#handover.watched(node);
      return true;
    } catch (error) {
      node.cut();
      const why = refusal(error);
      if (why === undefined) return false;
      const spot = this.#blindAt(path, why.reason, why.detail);
      if (why.usedUp !== undefined) this.#figures.usedUp(why.usedUp);
      if (why.reason !== "limit") return false;
      spot.folders++;
      this.#slices.add(this.#figures.countBelow(spot, path));
      return false;
    }
  }

  /** The watched folder's subfolders as new nodes, to be taken in. */
  #childrenOf(node: FolderNode): FolderNode[] {
    const path = node.path;
    const children: FolderNode[] = [];
    for (const name of this.#foldersIn(node, path)) {
      const child = joinPath(path, name);
      const remote = this.#mounts.remoteAt(child);
      if (remote !== undefined) this.#blindAt(child, "network", remote);
      else if (node.children?.has(name) !== true && this.#scope.isWanted(child)) children.push(node.child(name));
    }
    return children;
  }

  #foldersIn(node: FolderNode, path: ByteString): ByteString[] {
    try {
      return this.#system.foldersIn(path);
    } catch (error) {
      const why = refusal(error);
      if (why !== undefined && !node.isGone) this.#blindAt(path, why.reason, why.detail);
      return [];
    }
  }

  #blindAt(path: ByteString, reason: Unwatched["reason"], detail: string) {
    const root = this.#scope.tops.find((top) => isWithin(path, top)) ?? path;
    return this.#blind.add(path, { reason, detail }, root);
  }

  /** Lets go of a folder and all below it. */
  #drop(node: FolderNode): void {
    node.cut();
    this.#unfinished.delete(node);
    this.#slices.add(this.#release(node));
  }

  *#release(top: FolderNode): Generator<void> {
    const left = [top];
    for (let node = left.pop(); node !== undefined; node = left.pop()) {
      if (node.lean !== undefined || node.chokidar !== undefined) this.#burst.add();
      this.#handover.release(node);
      this.#unfinished.delete(node);
      if (node.children !== undefined) left.push(...node.children.values());
      yield;
    }
  }

  #changed(node: FolderNode, event: "rename" | "change", name: ByteString | undefined): void {
    this.#burst.add();
    this.#marks.entries(node);
    if (name === undefined) this.#relist(node);
    else if (event === "rename" || (this.#blind.size > 0 && this.#blind.at(joinPath(node.path, name)) !== undefined)) {
      this.#lookAt(node, name);
    }
  }

  #lookAt(node: FolderNode, name: ByteString): void {
    if (this.#names.size === 0) this.#slices.soon(() => this.#resolveNames());
    const names = this.#names.get(node);
    if (names === undefined) this.#names.set(node, new Set([name]));
    else names.add(name);
  }

  /** Some entry changed, nobody knows which. */
  #relist(node: FolderNode): void {
    if (this.#system.platform !== "linux") this.#marks.tree(node.path);
    const found = new Set(this.#foldersIn(node, node.path));
    const known = new Set(node.children?.keys() ?? []);
    // Names that are no text are the reason for not being told; one of them may be another folder by now.
    const isDoubtful = (name: ByteString) => found.has(name) !== known.has(name) || /[\x80-\xff]/.test(name);
    for (const name of new Set([...found, ...known])) if (isDoubtful(name)) this.#lookAt(node, name);
  }

  /** What is there now under names that appeared or went. */
  *#resolveNames(): Generator<void> {
    const all = this.#names;
    this.#names = new Map();
    for (const [node, names] of all) {
      if (node.isGone) continue;
      const listed = names.size > MANY_NAMES ? new Set(this.#foldersIn(node, node.path)) : undefined;
      for (const name of names) {
        this.#resolve(node, name, listed);
        yield;
        if (node.isGone) break;
      }
    }
  }

  #resolve(node: FolderNode, name: ByteString, listed: ReadonlySet<ByteString> | undefined): void {
    const path = joinPath(node.path, name);
    const known = node.children?.get(name);
    if (known !== undefined) this.#drop(known);
    if (this.#blind.size > 0) this.#blind.forget(path);
    if (listed?.has(name) ?? this.#system.isFolder(path)) this.#appeared(node, name);
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
    if (node.parent !== undefined) this.#lookAt(node.parent, node.name);
    else this.#retakeTop(node.path);
  }

  #check(): void {
    this.#checkTops();
    for (const place of this.#mounts.update(this.#system.mountInfo())) this.#mounted(place);
    const limit = this.#figures.limitRaised();
    for (const spot of limit ? this.#blind.all() : this.#blind.due()) this.#retry(spot.path);
    this.#figures.tell(this.#scope.paths, (path) => this.#nodeAt(path));
  }

  /** A root that went, came, or became another folder. */
  #checkTops(): void {
    for (const path of this.#scope.tops) {
      const now = this.#system.isFolder(path) ? this.#system.identity(path) : undefined;
      const known = this.#tops.get(path)?.identity;
      const isAbsent = known === undefined && this.#blind.at(path)?.reason !== "error";
      if (now !== known && !isAbsent) this.#retakeTop(path);
    }
  }

  #retakeTop(path: ByteString): void {
    const known = this.#tops.get(path);
    this.#tops.delete(path);
    if (known !== undefined) this.#drop(known.node);
    if (known === undefined && !this.#system.isFolder(path)) return;
    this.#blind.forget(path);
    this.#marks.tree(path);
    this.#takeTop(path);
  }

  /** Something was mounted there, or is no more. */
  #mounted(place: ByteString): void {
    const parent = this.#nodeAt(parentPath(place));
    if (parent === undefined || this.#tops.has(place) || !this.#scope.isWanted(place)) return;
    this.#marks.tree(place);
    this.#marks.entries(parent);
    this.#lookAt(parent, baseName(place));
  }

  #retry(path: ByteString): void {
    if (this.#scope.tops.includes(path)) {
      if (this.#isWatchable(path)) this.#retakeTop(path);
      return;
    }
    const parent = this.#nodeAt(parentPath(path));
    if (parent === undefined || !this.#system.isFolder(path)) this.#blind.forget(path);
    else if (this.#isWatchable(path)) this.#lookAt(parent, baseName(path));
  }

  /** Without taking anything in: a subtree that would be refused again is not walked for nothing. */
  #isWatchable(path: ByteString): boolean {
    if (this.#mounts.remoteOf(path) !== undefined) return false;
    const probe = new FolderNode(path);
    try {
      this.#lean.watch(probe);
      this.#system.foldersIn(path);
      return true;
    } catch {
      return false;
    } finally {
      probe.lean?.release(probe);
    }
  }

  #distrustAll(): void {
    for (const path of this.#tops.keys()) this.#marks.tree(path);
  }

  #nodeAt(path: ByteString): FolderNode | undefined {
    const top = [...this.#tops.entries()].find(([root]) => isWithin(path, root));
    return top?.[1].node.find(path);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
