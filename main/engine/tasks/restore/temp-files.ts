import type { ByteString } from "../../names/index.ts";
import type { EnginePool } from "../engine-jobs.ts";
import { Batcher } from "./batcher.ts";
import type { Effort } from "./effort.ts";
import type { BegunFile, FileToBegin, FinishedEntry, RestoreJobs } from "./jobs.ts";
import type { RestoreProblem } from "./model.ts";
import type { PlannedFile } from "./planned-file.ts";
import type { Report } from "./report.ts";

const FILES_PER_JOB = 64;

export interface TempFilesOptions {
  readonly pool: EnginePool;
  readonly effort: Effort;
  readonly report: Report;
  /** The file that was there has the right content, and has its metadata now. */
  readonly onSame: (file: PlannedFile) => void;
  readonly onFailed: (file: PlannedFile, problem: RestoreProblem) => void;
}

/** The files that are filled beside their places, and the only ones who know them all: so none is left behind. */
export class TempFiles {
  readonly #options: TempFilesOptions;
  readonly #there = new Map<PlannedFile, ByteString>();
  readonly #begin: Batcher<FileToBegin, BegunFile>;
  readonly #finish: Batcher<RestoreJobs["finishFiles"]["input"]["files"][number], FinishedEntry>;
  readonly #discard: Batcher<ByteString, undefined>;

  constructor(options: TempFilesOptions) {
    this.#options = options;
    const { pool } = options;
    this.#begin = new Batcher((files) => pool.run("beginFiles", { files }), FILES_PER_JOB);
    this.#finish = new Batcher((files) => pool.run("finishFiles", { files }), FILES_PER_JOB);
    const discard = async (tempPaths: readonly ByteString[]): Promise<undefined[]> => {
      await pool.run("discardFiles", { tempPaths });
      return tempPaths.map(() => undefined);
    };
    this.#discard = new Batcher(discard, FILES_PER_JOB);
  }

  /** Makes sure that a file has a temporary file, unless what is there already is right. */
  begin(file: PlannedFile): Promise<void> {
    if (file.begun === undefined) {
      file.begun = this.#beginOne(file);
      this.#options.effort.track(file.begun);
    }
    return file.begun;
  }

  /** Takes over a temporary file that a thread made. */
  adopt(file: PlannedFile, tempPath: ByteString): void {
    file.begun = Promise.resolve();
    file.tempPath = tempPath;
    this.#there.set(file, tempPath);
  }

  /** Puts a filled file in its place. @returns false when that could not be done, which is reported */
  async finish(file: PlannedFile): Promise<boolean> {
    const { path, tempPath, node } = file;
    if (tempPath === undefined) throw new Error("a file was finished before it was begun");
    const outcome = await this.#finish.do({ path, tempPath, node });
    // On failure the thread removed it.
    this.#there.delete(file);
    file.tempPath = undefined;
    return this.#options.report.finished(outcome);
  }

  /** Removes the temporary file of a file that is given up. */
  discard(file: PlannedFile): void {
    if (file.tempPath === undefined) return;
    const removed = this.#discard.do(file.tempPath).then(() => void this.#there.delete(file));
    this.#options.effort.track(removed);
  }

  /** Removes all that is left, when the run has failed and nothing is under way any more. */
  async discardAll(): Promise<void> {
    if (this.#there.size === 0) return;
    await this.#options.pool.run("discardFiles", { tempPaths: [...this.#there.values()] });
    this.#there.clear();
  }

  async #beginOne(file: PlannedFile): Promise<void> {
    const { path, size, node, entries, compare, beside } = file;
    const reuseFrom = beside?.file === undefined ? {} : { reuseFrom: beside.file };
    const begun = await this.#begin.do({ path, size, node, ...(compare ? { entries } : {}), ...reuseFrom });
    switch (begun.state) {
      case "begun":
        file.present = begun.present;
        for (const isPresent of begun.present ?? []) file.remaining -= isPresent;
        this.adopt(file, begun.tempPath);
        return;
      case "same":
        this.#options.report.finished(begun);
        this.#options.onSame(file);
        return;
      case "failed":
        this.#options.onFailed(file, begun.problem);
    }
  }
}
