import type { ByteString } from "../../names/index.ts";
import type { FileProgress } from "../progress.ts";
import type { ReadOptions } from "../task-options.ts";

/**
 * How much is read back. `sample`: some files, found by going down at random. `large`: files and whole packs within a
 * budget, what was proven longest ago first. `all`: every file of the snapshot.
 */
export type ProveAmount = "sample" | "large" | "all";

export interface ProveOptions extends ReadOptions {
  /** `latest`, or the start of an id. */
  readonly snapshot: string;
  /** An empty folder that is the caller's own, absolute: files come back into it, and are removed again. */
  readonly scratch: ByteString;
  readonly amount: ProveAmount;
  /** 0 to 2³² - 1. The same seed chooses the same files of the same snapshot, if the same was proven before. */
  readonly seed: number;
  /** What may be read, in bytes; `all` and files of `retest` do not ask for it. */
  readonly budgetBytes: number;
  /** Files that are tested first, whatever else is chosen; those that the snapshot does not have are passed over. */
  readonly retest?: readonly ByteString[];
  /** Packs that are read whole before others, whatever the budget says; those that are gone are passed over. */
  readonly retestPacks?: readonly string[];
  /** The id of the snapshot before: what is new since is chosen sooner. */
  readonly before?: string;
  /** When a pack was last proven, in milliseconds since 1970. */
  readonly provenAt?: (pack: string) => number | undefined;
  /** Whether files are also compared with what they were made of, where that has not changed since. Off by default. */
  readonly withSource?: boolean;
}

/** `choosing` looks at folders, `checking` reads packs whole, `restoring` brings files back, `comparing` looks at the source. */
export type ProvePhase = "opening" | "choosing" | "checking" | "restoring" | "comparing";
export type ProveProgress = FileProgress<ProvePhase>;

/** Something that would not come back as it was saved. */
export interface ProveFailure {
  /** In the snapshot; absolute. */
  readonly path?: ByteString;
  /** The pack's id, where a pack as a whole is meant. */
  readonly pack?: string;
  /** `differs`: what came back is not what was saved. `source-differs`: the source, which looks unchanged, is another. */
  readonly cause: "damaged" | "missing" | "differs" | "source-differs";
  readonly message: string;
}

export type ProveEvent = ProveProgress | { readonly type: "failure"; readonly failure: ProveFailure };

export interface TestedPack {
  readonly id: string;
  readonly bytes: number;
  /** Each blob in it has been read and verified. */
  readonly isProven: boolean;
  /** It holds something that a file or folder needs which did not come back, and which nothing else has proven. */
  readonly isInDoubt: boolean;
}

export interface ProveResult {
  /** The snapshot's id, and its time as it is written there. */
  readonly snapshot: string;
  readonly time: string;
  /** Brought back, read again and found to be right; and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** Of the whole snapshot, as far as its summary or a walk through all of it tells. */
  readonly snapshotFiles: number;
  readonly snapshotBytes: number;
  readonly comparedWithSource: number;
  /** Files left out as they are larger than the room in the scratch folder. */
  readonly tooLarge: number;
  /** Whole packs that were read, and the bytes of these and of all files. */
  readonly packsRead: number;
  readonly bytesRead: number;
  /** Every pack of the repository. */
  readonly packs: readonly TestedPack[];
  readonly failureCount: number;
  /** The first of them, at most a thousand; the events had them all. */
  readonly failures: readonly ProveFailure[];
  /** What bringing files back took, with reading them again. */
  readonly restoreSeconds: number;
  readonly seconds: number;
}
