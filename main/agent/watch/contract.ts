import type { PathText, Unwatched, WatchLimit } from "../../../shared/model/index.ts";
import type { FolderRules } from "../../engine/light.ts";

/** A folder that changed: its entries, or nobody knows what with all that is below. */
export interface WatchMark {
  readonly path: PathText;
  readonly scope: "entries" | "tree";
}

export interface WatchedRoot {
  readonly path: PathText;
  /** Below these nothing is watched, for instance the repository of a target: its changes would never end. */
  readonly skip: readonly PathText[];
  /**
   * What each plan that saves something here leaves out. A folder is not watched when every one of them leaves it out;
   * absent or empty: all are watched.
   */
  readonly leftOut?: readonly Omit<FolderRules, "skipPaths">[];
}

export type WatchReport =
  | { readonly type: "marks"; readonly marks: readonly WatchMark[] }
  /** All there is below the root is watched, but for what was told as unwatched. */
  | { readonly type: "ready"; readonly root: PathText; readonly folders: number }
  /** From now on this subtree has to be walked each time. */
  | ({ readonly type: "unwatched" } & Unwatched)
  /** It is watched, or is no more; what happened in between is marked. */
  | { readonly type: "watched-again"; readonly path: PathText }
  /** Now and then, when it changed. */
  | { readonly type: "figures"; readonly figures: WatchFigures };

export interface WatchFigures {
  readonly folders: ReadonlyMap<PathText, number>;
  readonly by: "chokidar" | "lean";
  readonly limit?: WatchLimit;
}

/**
 * Tells which folders changed.
 *
 * What it promises: once a root is ready and `settle` has resolved, each folder below it with an entry that appeared, went, or
 * changed in name, type, content or metadata before the call has been marked since the change, or is below a tree that was, or
 * below what is told as unwatched. That a folder's own time changed because of its entries is told by the mark of that folder,
 * not of the one above. Marks are told soon, coalesced; too many is allowed, too few never. Whatever may have been lost is
 * marked as trees. Links are not followed.
 *
 * What no system tells, and only a walk finds: changes through a hard link in another folder, and writes to mapped memory.
 */
export interface Watcher {
  /** A new root is marked as a tree when it is ready; one that is not among them any more is let go. */
  setRoots(roots: readonly WatchedRoot[]): void;
  /** Resolves when all that the system had queued before the call has been told. */
  settle(): Promise<void>;
  close(): Promise<void>;
}
