import type { ReadOptions } from "../task-options.ts";
import type { Finding } from "./finding.ts";
import type { ReadData } from "./subset.ts";

/** A check takes an exclusive lock; with `noLock`, what others change meanwhile may look like damage. */
export interface CheckOptions extends ReadOptions {
  /** Reads packs whole, all or a part of them, and opens every blob in them. Without it only the structure is checked. */
  readonly readData?: ReadData;
  /** Chooses the packs of a random share; numbers from 0 to below 1. */
  readonly random?: () => number;
}

export type CheckPhase = "opening" | "index" | "packs" | "data" | "folders" | "affected";

/** Figures at one moment of a check. */
export interface CheckProgress {
  readonly type: "progress";
  readonly phase: CheckPhase;
  readonly secondsElapsed: number;
  readonly treesDone: number;
  /** Packs read whole, of those that are to be, and their bytes. */
  readonly packsRead: number;
  readonly packsToRead: number;
  readonly bytesRead: number;
  readonly bytesToRead: number;
  readonly errors: number;
  readonly notes: number;
}

/** A finding at the moment it is made; what it touches is known only in the result. */
export interface CheckNotice {
  readonly type: "finding";
  readonly finding: Finding;
}

export type CheckEvent = CheckProgress | CheckNotice;

export interface CheckCounts {
  readonly snapshots: number;
  /** Folder lists that snapshots refer to, each counted once. */
  readonly trees: number;
  readonly packs: number;
  /** Copies counted. */
  readonly blobs: number;
  /** Packs read whole, and all bytes of them. */
  readonly packsRead: number;
  readonly bytesRead: number;
}

export interface CheckResult {
  /** Errors first. Of a kind with very many, one finding stands for those that are not told one by one. */
  readonly findings: readonly Finding[];
  /** How many there are, told or not. */
  readonly errors: number;
  readonly notes: number;
  readonly counts: CheckCounts;
  /** No error was found, in what was checked. */
  readonly isSound: boolean;
}
