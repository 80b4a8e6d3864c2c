import type { Snapshot } from "../../format/index.ts";
import type { EnginePool } from "../engine-jobs.ts";
import type { CountedFolder } from "./jobs.ts";

/** What a run will have to look at, as far as is known. */
export interface Estimate {
  readonly files: number;
  readonly bytes: number;
  /** Whether everything is counted; before that the figures only grow. */
  readonly isFinal: boolean;
}

/** Folders that go to a counting job together. */
const FOLDERS_PER_JOB = 256;

/** Says how much there is to do: what the parent snapshot had, or what a quick count of the folders finds. */
export class Estimator {
  #estimate: Estimate | undefined;

  /** Undefined while nothing is known. */
  get estimate(): Estimate | undefined {
    return this.#estimate;
  }

  /** @returns whether the snapshot says how much there was */
  fromParent(parent: Snapshot | undefined): boolean {
    if (parent?.summary === undefined) return false;
    const { totalFilesProcessed: files, totalBytesProcessed: bytes } = parent.summary;
    this.#estimate = { files, bytes, isFinal: true };
    return true;
  }

  /** Counts in small jobs between the others, until all is counted or the run stops. */
  async count(pool: EnginePool, folders: readonly CountedFolder[], signal: AbortSignal): Promise<void> {
    const waiting = [...folders];
    let [files, bytes] = [0, 0];
    while (waiting.length > 0 && !signal.aborted) {
      const counted = await pool.run("countFolders", { folders: waiting.splice(-FOLDERS_PER_JOB) });
      waiting.push(...counted.left);
      files += counted.files;
      bytes += counted.bytes;
      this.#estimate = { files, bytes, isFinal: waiting.length === 0 };
    }
  }
}
