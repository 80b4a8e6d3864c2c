import type { AppError } from "../../../../shared/errors/index.ts";
import { joinPath } from "../../names/index.ts";
import { findSnapshot, type StoredSnapshot, systemClock } from "../../repository/index.ts";
import { browserOf } from "../browse/browser.ts";
import type { OpenRepository } from "../open-repository.ts";
import { currentFiles } from "../progress.ts";
import { readLocked } from "../reading.ts";
import type { RunEvents } from "../run.ts";
import { cleanPath, PathNotInSnapshot, ROOT, resolveFolder, TreeReader } from "../trees/index.ts";
import { stampOf } from "./beside-name.ts";
import { Effort } from "./effort.ts";
import type { RestoreRules } from "./jobs.ts";
import type { RestoreNotice, RestoreOptions, RestoreProgress, RestoreResult } from "./model.ts";
import { problemAt } from "./problems.ts";
import { Report } from "./report.ts";
import { Restorer } from "./restorer.ts";
import { Selection } from "./selection.ts";

/** One restore, from the lock to the result. */
export class RestoreWork {
  readonly #open: OpenRepository;
  readonly #options: RestoreOptions;
  readonly #startedAt: number;
  #report: Report | undefined;
  #snapshot: StoredSnapshot | undefined;

  constructor(open: OpenRepository, options: RestoreOptions) {
    this.#open = open;
    this.#options = options;
    this.#startedAt = this.#now();
  }

  progress(): RestoreProgress {
    const report = this.#report;
    const common = { type: "progress", secondsElapsed: this.#seconds(), problems: report?.problemCount ?? 0 } as const;
    if (report === undefined) return { ...common, phase: "opening", filesDone: 0, bytesDone: 0, currentFiles: [] };
    const total = this.#total(report);
    return {
      ...common,
      ...{ phase: "restoring", filesDone: report.filesDone, bytesDone: report.bytesDone },
      currentFiles: currentFiles(this.#open.pool.board.shown()),
      ...(total === undefined ? {} : { total }),
    };
  }

  run(events: RunEvents<RestoreNotice>): Promise<RestoreResult> {
    return readLocked(this.#open, this.#options, (signal) => this.#runLocked(signal, events));
  }

  async #runLocked(signal: AbortSignal, events: RunEvents<RestoreNotice>): Promise<RestoreResult> {
    const { repository } = this.#open;
    const { snapshot: asked, filter = {}, subfolder } = this.#options;
    const snapshot = await findSnapshot(repository, asked, filter, signal);
    events.notice({ type: "snapshot", snapshot });
    const onDamaged = (name: string, error: AppError): void =>
      events.notice({ type: "damaged-index", name, message: error.message });
    await this.#open.loadIndex(signal, onDamaged);
    const trees = new TreeReader(repository.reader);
    const tree = await resolveFolder(trees, snapshot.tree, subfolder, signal);
    this.#snapshot = snapshot;
    const report = new Report((notice) => events.notice(notice));
    await this.#findNames(tree, report, signal);
    await this.#restore(snapshot, tree, report, signal);
    const { counts, problemCount, problems } = report;
    return { snapshot, counts, seconds: this.#seconds(), problemCount, problems };
  }

  /** Tells which of the names asked for are not there. @throws {PathNotInSnapshot} none is */
  async #findNames(tree: StoredSnapshot["tree"], report: Report, signal: AbortSignal): Promise<void> {
    const { names = [], subfolder = ROOT } = this.#options;
    const missing = await browserOf(this.#open).missing(tree, names, signal);
    const [first] = missing;
    if (first === undefined) return;
    if (missing.length === new Set(names).size) throw new PathNotInSnapshot(joinPath(cleanPath(subfolder), first));
    for (const name of missing)
      report.problem(problemAt(name, "missing", "The snapshot has no such entry in this folder."));
  }

  async #restore(
    { time }: StoredSnapshot,
    tree: StoredSnapshot["tree"],
    report: Report,
    signal: AbortSignal,
  ): Promise<void> {
    const { pool } = this.#open;
    signal.throwIfAborted();
    pool.flow.restart();
    pool.board.reset();
    const rules = this.#rules(stampOf(time));
    this.#report = report;
    const effort = new Effort(signal, () => pool.flow.stop());
    const { verify = false, dryRun = false } = this.#options;
    const { repository } = this.#open;
    try {
      await pool.runOnEach("beginRestore", rules);
      const isWanted = new Selection(rules.selection).wantsAll;
      await new Restorer({ repository, pool, effort, report, tree, isWanted, verify, dryRun }).run();
    } finally {
      pool.flow.restart();
      await pool.runOnEach("endRestore", undefined);
    }
  }

  #rules(stamp: string): RestoreRules {
    const { target, overwrite = "always", sparse = true, dryRun = false } = this.#options;
    const { include = [], exclude = [], insensitiveInclude = [], insensitiveExclude = [] } = this.#options;
    const selection = { include, exclude, insensitiveInclude, insensitiveExclude };
    const { names, only } = this.#options;
    const chosen = only === undefined ? selection : { ...selection, only };
    const named = names === undefined ? {} : { names };
    const { owners = "ids" } = this.#options;
    const metadata = this.#options.metadata === false ? false : { owners };
    return { target, overwrite, stamp, sparse, dryRun, metadata, selection: chosen, ...named };
  }

  /** What the snapshot says of itself if all of it is restored, and what the walk has found otherwise. */
  #total(report: Report): RestoreProgress["total"] {
    const { planned } = report;
    const { include, exclude, insensitiveInclude, insensitiveExclude, subfolder, names, only } = this.#options;
    const isPatterned = [include, exclude, insensitiveInclude, insensitiveExclude].some((lines) => lines?.length);
    const isPart = isPatterned || [subfolder, names, only].some((each) => each !== undefined);
    const summary = this.#snapshot?.summary;
    if (planned.isFinal || isPart || summary === undefined) return { ...planned };
    return { files: summary.totalFilesProcessed, bytes: summary.totalBytesProcessed, isFinal: true };
  }

  #seconds(): number {
    return (this.#now() - this.#startedAt) / 1000;
  }

  #now(): number {
    return (this.#options.clock ?? systemClock).now();
  }
}
