import type { BlobId } from "../../format/index.ts";
import { toText } from "../../names/index.ts";
import { type StoredSnapshot, saveSnapshot, systemClock } from "../../repository/index.ts";
import { type FilterSpec, lookUp, SourceUnreadable } from "../../source/index.ts";
import { type Locked, withLock, withoutLock } from "../locked.ts";
import type { OpenRepository } from "../open-repository.ts";
import { PackOutput } from "../pack-output.ts";
import { currentFiles } from "../progress.ts";
import type { RunEvents } from "../run.ts";
import { lockOptions } from "../task-options.ts";
import { NothingToBackUp } from "./errors.ts";
import { Estimator } from "./estimate.ts";
import { FolderWalk } from "./folder-walk.ts";
import type { CountedFolder, ReadingRules } from "./jobs.ts";
import type { BackupNotice, BackupOptions, BackupProgress, BackupResult } from "./model.ts";
import { newSnapshot, parentWish, type RunTimes, summarize } from "./new-snapshot.ts";
import { chooseParent } from "./parent.ts";
import { ProblemLog } from "./problem-log.ts";
import { type BackupTarget, components, expandTarget, type Selection, selectTargets } from "./selection.ts";

/** The tree of a folder without entries. */
const EMPTY_TREE = "ac08ce34ba4f8123618661bef2425f7028ffb9ac740578a3ee88684d2523fee8";

/** One backup, from the lock to the snapshot. */
export class BackupWork {
  readonly #open: OpenRepository;
  readonly #options: BackupOptions;
  readonly #estimator = new Estimator();
  readonly #startedAt: number;
  #problems: ProblemLog | undefined;
  #output: PackOutput | undefined;
  #phase: BackupProgress["phase"] = "opening";

  constructor(open: OpenRepository, options: BackupOptions) {
    this.#open = open;
    this.#options = options;
    this.#startedAt = this.#now();
  }

  progress(): BackupProgress {
    const { startedAt, now } = this.#times();
    const secondsElapsed = (now - startedAt) / 1000;
    const { packs: packsStored, bytes: bytesStored } = this.#output?.stored ?? { packs: 0, bytes: 0 };
    const problems = this.#problems?.count ?? 0;
    const progress = {
      type: "progress",
      phase: this.#phase,
      secondsElapsed,
      problems,
      packsStored,
      bytesStored,
    } as const;
    if (this.#phase === "opening") return { ...progress, filesDone: 0, bytesDone: 0, currentFiles: [] };
    const { board } = this.#open.pool;
    const { filesNew, filesChanged, filesUnmodified, bytesDone } = board.totals();
    const total = this.#estimator.estimate;
    return {
      ...{ ...progress, bytesDone, filesDone: filesNew + filesChanged + filesUnmodified },
      currentFiles: currentFiles(board.shown()),
      ...(total === undefined ? {} : { total }),
    };
  }

  run(events: RunEvents<BackupNotice>): Promise<BackupResult> {
    const { signal, dryRun, noLock } = this.#options;
    const work = (locked: Locked): Promise<BackupResult> => this.#runLocked(locked, events);
    if (dryRun === true && noLock === true) return withoutLock(signal, work);
    return withLock(this.#open, lockOptions(false, this.#options), work);
  }

  async #runLocked(locked: Locked, events: RunEvents<BackupNotice>): Promise<BackupResult> {
    for (const { hostname, username, pid } of locked.removedDead) {
      events.notice({ type: "unlocked", hostname, username, pid });
    }
    const problems = new ProblemLog(events);
    this.#problems = problems;
    // Before the index: a snapshot that is seen has all its packs in the index that is read after it.
    const wish = parentWish(this.#options, this.#startedAt);
    const parent = await chooseParent(this.#open.repository, wish, locked.signal);
    events.notice({ type: "parent", ...(parent === undefined ? {} : { id: parent.id }) });
    await this.#open.loadIndex(locked.signal);
    locked.signal.throwIfAborted();
    try {
      const tree = await this.#saveTree(locked, events, problems, parent);
      const result = await this.#finish(tree, parent, problems, locked);
      if (this.#options.dryRun === true) this.#open.forgetIndex();
      return result;
    } catch (error) {
      // The table may list blobs that were never stored.
      this.#open.forgetIndex();
      throw locked.signal.aborted ? locked.signal.reason : error;
    }
  }

  async #saveTree(
    locked: Locked,
    events: RunEvents<BackupNotice>,
    problems: ProblemLog,
    parent: StoredSnapshot | undefined,
  ): Promise<BlobId> {
    const { pool } = this.#open;
    const storage = this.#options.dryRun === true ? { write: () => Promise.resolve() } : locked.storage;
    const output = new PackOutput(this.#open, { storage, lost: locked.lost, now: () => this.#now() });
    this.#output = output;
    const release = pool.flow.begin(locked.signal);
    try {
      return await output.during(async () => {
        await this.#prepare(output, locked, events);
        try {
          const tree = await this.#walk(locked, problems, parent);
          this.#phase = "saving";
          await output.finish();
          locked.signal.throwIfAborted();
          return tree;
        } catch (error) {
          await this.#salvage(output, locked, events);
          throw error;
        }
      });
    } finally {
      release();
    }
  }

  async #prepare(output: PackOutput, locked: Locked, events: RunEvents<BackupNotice>): Promise<void> {
    const { pool } = this.#open;
    pool.board.reset();
    await pool.runOnEach("beginBackup", this.#readingRules());
    // A run that died leaves its lock, and packs that no index lists.
    const adopted = locked.removedDead.length > 0 ? await output.adoptOrphans(locked.signal) : 0;
    if (adopted > 0) events.notice({ type: "adopted", packs: adopted });
    locked.signal.throwIfAborted();
    this.#phase = "reading";
  }

  /** After a stop: stores what was read, so that the next run need not read and send it again. */
  async #salvage(output: PackOutput, locked: Locked, events: RunEvents<BackupNotice>): Promise<void> {
    const isWish = locked.signal.aborted && !locked.lost.aborted;
    // After a failure, what is stored by now is listed if that can still be done; the failure is what counts.
    if (!isWish) return output.settle().catch(() => {});
    // The walk has waited for all its jobs, so nothing is added to what is finished here.
    const release = this.#open.pool.flow.begin(locked.lost);
    this.#phase = "saving";
    await output.finish().finally(release);
    events.notice({ type: "kept", ...output.stored });
  }

  async #walk(locked: Locked, problems: ProblemLog, parent: StoredSnapshot | undefined): Promise<BlobId> {
    const { pool, repository } = this.#open;
    const selection = this.#selection(problems);
    const walk = new FolderWalk({
      ...{ pool, repository, selection, onProblem: (problem) => problems.report(problem) },
      ...(parent === undefined || this.#options.readAll === true ? {} : { previousTree: parent.tree }),
    });
    const isKnown = this.#estimator.fromParent(parent) || this.#options.estimate !== true;
    // A count that fails, or is stopped with the walk, only leaves the figures where they are. Said at once: it may fail
    // long before the walk ends, and nobody would be listening yet.
    const counting = isKnown
      ? undefined
      : this.#estimator.count(pool, countedFolders(selection), locked.signal).catch(() => {});
    try {
      return await walk.run();
    } finally {
      await counting;
    }
  }

  /** The upper part of the snapshot. Targets that are not there are told; if none is, that is an error. */
  #selection(problems: ProblemLog): Selection[] {
    const { targets, filter } = this.#options;
    const present = targets.filter((target) => isThere(target, problems));
    if (present.length === 0) throw this.#nothing();
    return selectAll(present, filter);
  }

  async #finish(
    tree: BlobId,
    parent: StoredSnapshot | undefined,
    problems: ProblemLog,
    locked: Locked,
  ): Promise<BackupResult> {
    if (tree === EMPTY_TREE) throw this.#nothing();
    const summary = summarize(this.#open.pool.board.totals(), this.#times());
    const foldersTouched = summary.dirsNew + summary.dirsChanged + summary.dirsUnmodified;
    const result = {
      ...{ summary, foundBy: "walk" as const, foldersTouched, problemCount: problems.count, problems: problems.first },
      ...(parent === undefined ? {} : { parent: parent.id }),
    };
    const isUnchanged = this.#options.skipIfUnchanged === true && parent?.tree === tree;
    if (this.#options.dryRun === true || isUnchanged) return result;
    const snapshot = newSnapshot(this.#options, this.#startedAt, summary, tree, parent);
    return { ...result, snapshot: await saveSnapshot(this.#open.repository, snapshot, locked.storage) };
  }

  #nothing(): NothingToBackUp {
    return new NothingToBackUp(this.#options.targets.map(({ absolute }) => toText(absolute)));
  }

  #readingRules(): ReadingRules {
    const { filter, readAll = false, ignoreInode = false, ignoreCtime = false, keepAtime = false } = this.#options;
    return { filter, readAll, ignoreInode, ignoreCtime, keepAtime };
  }

  #times(): RunTimes {
    return { startedAt: this.#startedAt, now: this.#now() };
  }

  #now(): number {
    return (this.#options.clock ?? systemClock).now();
  }
}

function isThere(target: BackupTarget, problems: ProblemLog): boolean {
  try {
    lookUp(target.absolute, target.given);
    return true;
  } catch (error) {
    if (!(error instanceof SourceUnreadable)) throw error;
    problems.report(error.problem);
    return false;
  }
}

/** Where all targets stand, those without a name of their own as their entries. */
function selectAll(targets: readonly BackupTarget[], filter: FilterSpec): Selection[] {
  const selection = selectTargets(targets.filter((target) => components(target).length > 0));
  const names = new Set(selection.map(({ name }) => name));
  for (const target of targets.filter((each) => components(each).length === 0)) {
    selection.push(...expandTarget(target, filter).filter(({ name }) => !names.has(name)));
  }
  return selection;
}

function countedFolders(selection: readonly Selection[]): CountedFolder[] {
  return selection.flatMap(({ path, role, rules, children, device }) => {
    if (children !== undefined) return countedFolders(children);
    return [{ path, rules, isNamed: role === "target", ...(device === undefined ? {} : { device }) }];
  });
}
