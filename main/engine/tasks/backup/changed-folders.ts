import type { ByteString } from "../../names/index.ts";

/**
 * What changed on disk since the parent snapshot was made, as a journal knows it. Paths are absolute and in the engine's
 * own form, without a slash at their end. A folder that was moved into its place is one of which nothing is known.
 */
export interface ChangedFolders {
  /** Id of the snapshot the journal counts from: only with that very parent are changes of use; else everything is walked. */
  readonly since: string;
  /** Folders with entries that changed: they are listed again. Not what is below their unchanged subfolders. */
  readonly folders: readonly ByteString[];
  /** Folders of which nothing is known: they are walked with all that is below, as without a journal. */
  readonly trees: readonly ByteString[];
  /** Walk everything all the same, and count changed folders that are not in `folders` or `trees`: what a watcher missed. */
  readonly verify?: boolean;
}

/**
 * Why a run walks everything though it was told what changed: the parent is another snapshot, or holds other paths, or does
 * not say how much it holds; one of its trees cannot be read; or the run was asked to look at everything.
 */
export type WalkReason = "other-parent" | "other-paths" | "no-figures" | "damaged-parent" | "asked";

/** Folders whose changes nobody had told. */
export interface MissedFolders {
  readonly count: number;
  /** Some of them, at most a thousand. What changed while the run went on is among them. */
  readonly first: readonly ByteString[];
}
