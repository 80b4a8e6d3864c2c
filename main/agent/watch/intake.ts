import type { Unwatched } from "../../../shared/model/index.ts";
import { type ByteString, joinPath } from "../../engine/light.ts";
import type { BlindSpot, BlindSpots } from "./blind-spots.ts";
import type { Burst } from "./burst.ts";
import type { Figures } from "./figures.ts";
import { FolderNode } from "./folder-node.ts";
import type { FolderWatches } from "./folder-watches.ts";
import type { Handover } from "./handover.ts";
import type { MarkCollector } from "./mark-collector.ts";
import type { Mounts } from "./mounts.ts";
import { refusal } from "./refusal.ts";
import type { RootScope } from "./root-scope.ts";
import type { Slices } from "./slices.ts";
import type { Tops } from "./tops.ts";
import type { WatchSystem } from "./watch-system.ts";
import { isWithin } from "./within.ts";

export interface IntakeOptions {
  readonly system: WatchSystem;
  readonly scope: () => RootScope;
  readonly tops: Tops;
  readonly mounts: Mounts;
  readonly blind: BlindSpots;
  readonly lean: FolderWatches;
  readonly handover: Handover;
  readonly figures: Figures;
  readonly marks: MarkCollector;
  readonly slices: Slices;
  readonly burst: Burst;
  /** A subtree is watched wholly. */
  readonly done: () => void;
}

/** Takes trees of folders in, each folder watched first and listed then, and lets them go. */
export class Intake {
  readonly #options: IntakeOptions;
  /** Subtrees that are being taken in. */
  readonly #unfinished = new Set<FolderNode>();

  constructor(options: IntakeOptions) {
    this.#options = options;
  }

  /** Subtrees of which not all is watched yet. */
  unfinished(): ByteString[] {
    return [...this.#unfinished].filter(({ isGone }) => !isGone).map(({ path }) => path);
  }

  /** A folder that appeared in a watched one. */
  appeared(parent: FolderNode, name: ByteString): void {
    const path = joinPath(parent.path, name);
    if (!this.#options.scope().isWanted(path)) return;
    const remote = this.#remoteAt(path);
    if (remote !== undefined) this.blindAt(path, "network", remote);
    else this.takeIn(parent.child(name));
  }

  /** A changed tree from now on, and once more when all of it is watched. */
  takeIn(node: FolderNode): void {
    this.#options.marks.tree(node.path);
    this.#unfinished.add(node);
    this.#options.slices.add(this.#walk(node));
  }

  /** Lets go of a folder and all below it. */
  drop(node: FolderNode): void {
    node.cut();
    this.#unfinished.delete(node);
    this.#options.slices.add(this.#release(node));
  }

  blindAt(path: ByteString, reason: Unwatched["reason"], detail: string): BlindSpot {
    const { blind, scope } = this.#options;
    const root = scope().tops.find((top) => isWithin(path, top)) ?? path;
    return blind.add(path, { reason, detail }, root);
  }

  /** Subfolders of a watched folder; none when it cannot be listed, which is told. */
  foldersIn(node: FolderNode): ByteString[] {
    const path = node.path;
    return this.#told(path, () => this.#options.system.foldersIn(path)) ?? [];
  }

  /** What cannot be looked at is told as not being watched. */
  isFolder(path: ByteString): boolean {
    return this.#told(path, () => this.#options.system.isFolder(path)) ?? false;
  }

  /** Also when it is gone. Without taking anything in: a subtree that would be refused again is not walked for nothing. */
  isWatchable(path: ByteString): boolean {
    const { lean, mounts, system, tops } = this.#options;
    if (mounts.remoteOf(tops.realOf(path)) !== undefined) return false;
    const probe = new FolderNode(path);
    try {
      if (!system.isFolder(path)) return true;
      lean.watch(probe);
      system.foldersIn(path);
      return true;
    } catch {
      return false;
    } finally {
      probe.lean?.release(probe);
    }
  }

  *#walk(top: FolderNode): Generator<void> {
    const left = [top];
    for (let node = left.pop(); node !== undefined; node = left.pop()) {
      if (!node.isGone && this.#hold(node)) left.push(...this.#childrenOf(node));
      yield;
    }
    this.#unfinished.delete(top);
    if (!top.isGone) this.#options.marks.tree(top.path);
    this.#options.marks.flush();
    this.#options.done();
  }

  /** @returns whether the folder is watched now; if not, it is told as not being watched, or is gone */
  #hold(node: FolderNode): boolean {
    const { blind, handover, lean } = this.#options;
    const path = node.path;
    const known = blind.covering(path);
    if (known?.reason === "limit") {
      this.#countIn(known, node, path);
      return false;
    }
    try {
      lean.watch(node);
      handover.watched(node);
      return true;
    } catch (error) {
      this.#refused(node, path, error);
      return false;
    }
  }

  #refused(node: FolderNode, path: ByteString, error: unknown): void {
    node.cut();
    const why = refusal(error);
    if (why === undefined) return;
    const spot = this.blindAt(path, why.reason, why.detail);
    if (why.usedUp !== undefined) this.#options.figures.usedUp(why.usedUp);
    if (why.reason === "limit") this.#countIn(spot, node, path);
  }

  /** Of what the limit keeps from being watched it is counted how much it is. */
  #countIn(spot: BlindSpot, node: FolderNode, path: ByteString): void {
    node.cut();
    spot.folders++;
    this.#options.slices.add(this.#options.figures.countBelow(spot, path));
  }

  /** The watched folder's subfolders as new nodes, to be taken in. */
  #childrenOf(node: FolderNode): FolderNode[] {
    const path = node.path;
    const children: FolderNode[] = [];
    for (const name of this.foldersIn(node)) {
      const child = joinPath(path, name);
      if (node.children?.has(name) === true || !this.#options.scope().isWanted(child)) continue;
      const remote = this.#remoteAt(child);
      if (remote !== undefined) this.blindAt(child, "network", remote);
      else children.push(node.child(name));
    }
    return children;
  }

  *#release(top: FolderNode): Generator<void> {
    const { burst, handover } = this.#options;
    const left = [top];
    for (let node = left.pop(); node !== undefined; node = left.pop()) {
      if (node.lean !== undefined || node.chokidar !== undefined) burst.add();
      handover.release(node);
      this.#unfinished.delete(node);
      if (node.children !== undefined) left.push(...node.children.values());
      yield;
    }
  }

  #remoteAt(path: ByteString): string | undefined {
    return this.#options.mounts.remoteAt(this.#options.tops.realOf(path));
  }

  #told<T>(path: ByteString, look: () => T): T | undefined {
    try {
      return look();
    } catch (error) {
      const why = refusal(error);
      if (why !== undefined) this.blindAt(path, why.reason, why.detail);
      return undefined;
    }
  }
}
