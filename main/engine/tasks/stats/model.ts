import type { SnapshotChoice } from "../chosen-snapshots.ts";
import type { ReadOptions } from "../task-options.ts";

/**
 * What is counted, in restic's words. `restore-size`: all entries, and the bytes a restore would write (hard links once
 * for each snapshot). `files-by-contents`: files of unique content. `blobs-per-file`: blobs of unique content at unique
 * paths. `raw-data`: all blobs that the snapshots need, as stored.
 */
export type StatsMode = "restore-size" | "files-by-contents" | "blobs-per-file" | "raw-data";

export const STATS_MODES: readonly StatsMode[] = ["restore-size", "files-by-contents", "blobs-per-file", "raw-data"];

export interface StatsOptions extends ReadOptions, SnapshotChoice {
  /** `restore-size` by default. */
  readonly mode?: StatsMode;
}

export interface StatsProgress {
  readonly type: "progress";
  readonly snapshots: number;
  /** Once it is known. */
  readonly totalSnapshots?: number;
  readonly entries: number;
  readonly bytes: number;
}

/** What a mode does not count is left out. Sizes are in bytes. */
export interface Stats {
  readonly mode: StatsMode;
  readonly snapshots: number;
  readonly totalSize: number;
  readonly files?: number;
  readonly blobs?: number;
  /** `raw-data` in format version 2. */
  readonly compression?: Compression;
}

export interface Compression {
  readonly uncompressedSize: number;
  /** How many times smaller the compressed blobs are; undefined when none is compressed. */
  readonly ratio?: number;
  /** The share of the data that went through compression, in percent. */
  readonly progressPercent: number;
  readonly spaceSavingPercent: number;
}
