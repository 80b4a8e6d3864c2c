import { AppError } from "../../../../shared/errors/index.ts";
import { idBytes } from "../../format/index.ts";
import { DamagedBlob, type Repository } from "../../repository/index.ts";
import { callsAtOnce, isAboutPlace } from "../../storage/index.ts";
import type { EnginePool } from "../engine-jobs.ts";
import type { Effort } from "./effort.ts";
import type { FileInRange, WrittenRange } from "./jobs.ts";
import type { ProblemReason, RestoreProblem } from "./model.ts";
import { type PackRange, planRanges } from "./plan.ts";
import type { BlobUse, PlannedFile } from "./planned-file.ts";
import { problemAt } from "./problems.ts";
import { isWhole, rangeInput, spreadFiles, usesByFile } from "./range-input.ts";
import type { Report } from "./report.ts";
import { TempFiles } from "./temp-files.ts";

/** Uses of blobs that are put in order together. A file with more of them is planned in several steps. */
const USES_AT_ONCE = 16_384;
/** Ranges under way beside those that the threads work on. */
const RANGES_AHEAD = 2;

export interface ContentWriterOptions {
  readonly repository: Repository;
  readonly pool: EnginePool;
  readonly effort: Effort;
  readonly report: Report;
  /** A file's content and metadata are in place; `unchanged` says that the content was there already. */
  readonly onPlaced: (file: PlannedFile, how: "written" | "unchanged") => void;
  /** A file was given up; the reason is reported. */
  readonly onFailed: (file: PlannedFile) => void;
}

/** Why a blob cannot be had from a place. */
interface Fault {
  readonly cause: ProblemReason;
  readonly message: string;
}

/** Brings the content of files from packs to the disk. */
export class ContentWriter {
  readonly #options: ContentWriterOptions;
  readonly #temps: TempFiles;
  /** Blobs in the table that proved to be damaged or gone. */
  readonly #bad = new Set<number>();

  constructor(options: ContentWriterOptions) {
    this.#options = options;
    const { pool, effort, report } = options;
    const onSame = (file: PlannedFile): void => {
      report.bytesDone += file.size;
      this.#placed(file, "unchanged");
    };
    const onFailed = (file: PlannedFile, problem: RestoreProblem): void => this.#giveUp(file, problem);
    this.#temps = new TempFiles({ pool, effort, report, onSame, onFailed });
  }

  /** Removes temporary files, when the run has failed and nothing is under way any more. */
  discardAll(): Promise<void> {
    return this.#temps.discardAll();
  }

  /** @param next gives batches of files until one is empty */
  async run(next: () => Promise<readonly PlannedFile[]>): Promise<void> {
    const { effort, pool, repository } = this.#options;
    const ranges = this.#ranges(next);
    const ahead = callsAtOnce(repository.storage, RANGES_AHEAD);
    // Each is waited for, also when another has failed: none may write any more when the run has ended.
    const lanes = Array.from({ length: pool.size + ahead }, () =>
      this.#lane(ranges).catch((error: unknown) => effort.fail(error)),
    );
    await Promise.all(lanes);
  }

  /** Restores the content of files outside of the batches. */
  async restore(files: readonly PlannedFile[]): Promise<void> {
    for await (const range of this.#planned(files)) await this.#process(range);
  }

  async #lane(ranges: AsyncGenerator<PackRange<BlobUse>>): Promise<void> {
    const { effort } = this.#options;
    // Several lanes share the generator; it answers them one after the other.
    for (let next = await ranges.next(); next.done !== true && !effort.hasFailed; next = await ranges.next()) {
      await this.#process(next.value);
    }
  }

  async *#ranges(next: () => Promise<readonly PlannedFile[]>): AsyncGenerator<PackRange<BlobUse>> {
    for (let files = await next(); files.length > 0; ) {
      // The walk goes on while these are written.
      const following = next();
      following.catch(() => {});
      yield* this.#planned(files);
      files = await following;
    }
  }

  async *#planned(files: readonly PlannedFile[]): AsyncGenerator<PackRange<BlobUse>> {
    const temps = this.#temps;
    // What is there already decides what is to be fetched.
    await Promise.all(files.filter((file) => file.compare || file.size === 0).map((file) => temps.begin(file)));
    for (const file of files) if (!file.isDone && file.remaining === 0) this.#finish(file);
    for (const uses of this.#usesInSteps(files)) {
      const ranges = planRanges(uses);
      for (const file of spreadFiles(ranges)) void temps.begin(file);
      yield* ranges;
    }
  }

  *#usesInSteps(files: readonly PlannedFile[]): Generator<BlobUse[]> {
    let uses: BlobUse[] = [];
    for (const file of files) {
      if (file.isDone) continue;
      for (const use of this.#usesOf(file)) {
        uses.push(use);
        if (uses.length < USES_AT_ONCE) continue;
        yield uses;
        uses = [];
      }
    }
    yield uses;
  }

  *#usesOf(file: PlannedFile): Generator<BlobUse> {
    const { table } = this.#options.repository;
    let position = 0;
    for (const [at, entry] of file.entries.entries()) {
      if (file.present?.[at] !== 1) yield this.#use(file, entry, position);
      position += table.plainLength(entry);
    }
  }

  #use(file: PlannedFile, entry: number, position: number): BlobUse {
    const { table } = this.#options.repository;
    const place = table.location(entry);
    if (place === undefined) throw new Error("a blob to restore is not stored yet");
    return { file, entry, position, pack: table.packNumber(entry), offset: place.offset, length: place.length };
  }

  /** Fetches a range and has it written; what is bad in it is tried elsewhere. */
  async #process(range: PackRange<BlobUse>): Promise<void> {
    const { effort, pool } = this.#options;
    const wanted = usesByFile(range.uses);
    if (wanted.size === 0) return;
    const parts = [...wanted].filter(([file, count]) => !isWhole(file, count));
    const [bytes] = await Promise.all([this.#fetch(range), ...parts.map(([file]) => this.#temps.begin(file))]);
    if (bytes instanceof AppError) return this.#processWithout(range, bytes);
    // Files may have been given up meanwhile.
    const uses = range.uses.filter(({ file }) => !file.isDone);
    const counts = usesByFile(uses);
    if (counts.size === 0 || effort.hasFailed) return;
    const files = [...counts.keys()];
    const input = rangeInput(range, bytes, uses, counts);
    const written = await pool.run("writeRange", input, [bytes]);
    this.#note(written, files, input.files);
    await this.#settle(uses, files, counts, written, input.files);
  }

  /** The range's bytes, or why they cannot be had. */
  async #fetch({ pack, offset, length }: PackRange<BlobUse>): Promise<ArrayBuffer | AppError> {
    const { repository, effort } = this.#options;
    const file = { kind: "data", name: repository.table.packId(pack) } as const;
    try {
      const bytes = await repository.storage.read(file, { offset, length }, effort.signal);
      return bytes.buffer as ArrayBuffer; // by the storage's contract it has an ArrayBuffer of its own
    } catch (error) {
      // Without the storage nothing more can be done; a file of it that is bad is another matter.
      if (!(error instanceof AppError) || isAboutPlace(error)) throw error;
      return error;
    }
  }

  /** A range that cannot be read: perhaps parts of it can. */
  async #processWithout({ uses }: PackRange<BlobUse>, error: AppError): Promise<void> {
    const single = planRanges(uses, { gap: 0, range: 0 });
    const isMissing = error.code === "storage/missing";
    const fault: Fault = { cause: isMissing ? "missing" : "damaged", message: error.message };
    if (single.length === 1 || isMissing) return this.#tryElsewhere(uses, fault);
    for (const range of single) await this.#process(range);
  }

  /** Uses other copies of blobs, where there are any. Files that need a blob of which there is none are given up. */
  async #tryElsewhere(uses: readonly BlobUse[], { cause, message }: Fault): Promise<void> {
    const { table } = this.#options.repository;
    for (const { entry } of uses) this.#bad.add(entry);
    const others: BlobUse[] = [];
    for (const { file, entry, position } of uses) {
      if (file.isDone) continue;
      const copies = table.entries("data", idBytes(table.idOf(entry)));
      const other = copies.find((copy) => !this.#bad.has(copy));
      if (other !== undefined) others.push(this.#use(file, other, position));
      else {
        const told = new DamagedBlob(table.idOf(entry), message.replace(/\.$/, "")).message;
        this.#giveUp(file, problemAt(file.path, cause, told));
      }
    }
    for (const range of planRanges(others)) await this.#process(range);
  }

  #note(written: WrittenRange, files: readonly PlannedFile[], sent: readonly FileInRange[]): void {
    const { report } = this.#options;
    for (const problem of written.problems) report.problem(problem);
    report.counts.ownersKept += written.ownersKept;
    for (const { file: number, tempPath } of written.unfinished) {
      const file = files[number];
      if (file !== undefined) this.#temps.adopt(file, tempPath);
    }
    for (const { file: number, problem } of written.failed) {
      const file = files[number];
      if (file === undefined || file.isDone || sent[number] === undefined) continue;
      this.#giveUp(file, problem);
    }
  }

  async #settle(
    uses: readonly BlobUse[],
    files: readonly PlannedFile[],
    counts: ReadonlyMap<PlannedFile, number>,
    written: WrittenRange,
    sent: readonly FileInRange[],
  ): Promise<void> {
    const { report, repository } = this.#options;
    const damaged = new Map(written.damaged.map(({ entry, message }) => [entry, message]));
    const bad = uses.filter(({ entry }) => damaged.has(entry));
    const badCounts = usesByFile(bad);
    for (const { file, entry } of uses) {
      if (!file.isDone && !damaged.has(entry)) report.bytesDone += repository.table.plainLength(entry);
    }
    for (const [number, file] of files.entries()) {
      if (file.isDone) continue;
      file.remaining -= (counts.get(file) ?? 0) - (badCounts.get(file) ?? 0);
      if (file.remaining > 0) continue;
      if (sent[number]?.target.kind === "whole") this.#placed(file, "written");
      else this.#finish(file);
    }
    for (const [entry, message] of damaged) {
      const ofBlob = bad.filter((use) => use.entry === entry);
      await this.#tryElsewhere(ofBlob, { cause: "damaged", message });
    }
  }

  /** All bytes of a file are there. */
  #finish(file: PlannedFile): void {
    const finish = async (): Promise<void> => {
      if (await this.#temps.finish(file)) this.#placed(file, "written");
      else this.#drop(file);
    };
    this.#options.effort.track(finish());
  }

  #placed(file: PlannedFile, how: "written" | "unchanged"): void {
    file.isDone = true;
    this.#options.onPlaced(file, how);
  }

  #giveUp(file: PlannedFile, problem: RestoreProblem): void {
    this.#options.report.problem(problem);
    this.#drop(file);
  }

  #drop(file: PlannedFile): void {
    file.isDone = true;
    this.#temps.discard(file);
    this.#options.onFailed(file);
  }
}
