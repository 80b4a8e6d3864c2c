import { toText } from "../../names/index.ts";
import { type StoredSnapshot, saveSnapshot, systemClock } from "../../repository/index.ts";
import { type Locked, withLock, withoutLock } from "../locked.ts";
import type { OpenRepository } from "../open-repository.ts";
import { PackOutput } from "../pack-output.ts";
import { currentFiles } from "../progress.ts";
import type { RunEvents } from "../run.ts";
import { lockOptions } from "../task-options.ts";
import { NothingToBackUp } from "./errors.ts";
import { Estimator } from "./estimate.ts";
import type { ReadingRules } from "./jobs.ts";
import type { BackupNotice, BackupOptions, BackupProgress, BackupResult } from "./model.ts";
import { newSnapshot, parentWish, type RunTimes, summarize } from "./new-snapshot.ts";
import { chooseParent } from "./parent.ts";
import { ProblemLog } from "./problem-log.ts";
import { SourceWalk, type WalkedSource } from "./source-walk.ts";
import type { WalkChoice } from "./walk-choice.ts";

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
      const walk = this.#sourceWalk(locked, events, problems, parent);
      const walked = await this.#saveTree(locked, events, walk);
      const result = await this.#finish(walked, parent, problems, locked);
      if (this.#options.dryRun === true) this.#open.forgetIndex();
      return result;
    } catch (error) {
      // The table may list blobs that were never stored.
      this.#open.forgetIndex();
      throw locked.signal.aborted ? locked.signal.reason : error;
    }
  }

  #sourceWalk(
    { signal }: Locked,
    events: RunEvents<BackupNotice>,
    problems: ProblemLog,
    parent: StoredSnapshot | undefined,
  ): SourceWalk {
    return new SourceWalk({
      ...{ open: this.#open, options: this.#options, parent, problems, estimator: this.#estimator, signal },
      onWalk: (reason) => events.notice({ type: "walks", reason }),
    });
  }

  async #saveTree(locked: Locked, events: RunEvents<BackupNotice>, walk: SourceWalk): Promise<WalkedSource> {
    const { pool } = this.#open;
    const storage = this.#options.dryRun === true ? { write: () => Promise.resolve() } : locked.storage;
    const output = new PackOutput(this.#open, { storage, lost: locked.lost, now: () => this.#now() });
    this.#output = output;
    const release = pool.flow.begin(locked.signal);
    try {
      return await output.during(async () => {
        await this.#prepare(output, locked, events, walk.choice);
        try {
          const walked = await walk.run();
          this.#phase = "saving";
          await output.finish();
          locked.signal.throwIfAborted();
          return walked;
        } catch (error) {
          await this.#salvage(output, locked, events);
          throw error;
        }
      });
    } finally {
      release();
    }
  }

  async #prepare(
    output: PackOutput,
    locked: Locked,
    events: RunEvents<BackupNotice>,
    choice: WalkChoice,
  ): Promise<void> {
    const { pool } = this.#open;
    pool.board.reset();
    await pool.runOnEach("beginBackup", this.#readingRules(choice));
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

  async #finish(
    walked: WalkedSource,
    parent: StoredSnapshot | undefined,
    problems: ProblemLog,
    locked: Locked,
  ): Promise<BackupResult> {
    const { tree, foundBy, foldersTouched, removed, missed } = walked;
    if (tree === EMPTY_TREE) throw new NothingToBackUp(this.#options.targets.map(({ absolute }) => toText(absolute)));
    const summary = summarize(walked, this.#times());
    const result = {
      ...{ summary, foundBy, foldersTouched, problemCount: problems.count, problems: problems.first },
      ...(parent === undefined ? {} : { parent: parent.id }),
      ...(removed === undefined ? {} : { removed }),
      ...(missed === undefined ? {} : { missed }),
    };
    const isUnchanged = this.#options.skipIfUnchanged === true && parent?.tree === tree;
    if (this.#options.dryRun === true || isUnchanged) return result;
    const snapshot = newSnapshot(this.#options, this.#startedAt, summary, tree, parent);
    return { ...result, snapshot: await saveSnapshot(this.#open.repository, snapshot, locked.storage) };
  }

  #readingRules(choice: WalkChoice): ReadingRules {
    const { filter, readAll = false, ignoreInode = false, ignoreCtime = false, keepAtime = false } = this.#options;
    const countsBefore = choice.foundBy === "journal";
    const verifies = choice.foundBy === "walk" && choice.verifies;
    const keepsWays = this.#options.skipIfUnchanged === true;
    return { keepsWays, filter, readAll, ignoreInode, ignoreCtime, keepAtime, countsBefore, verifies };
  }

  #times(): RunTimes {
    return { startedAt: this.#startedAt, now: this.#now() };
  }

  #now(): number {
    return (this.#options.clock ?? systemClock).now();
  }
}
