import { type BlobId, formatTime, type Snapshot, type SnapshotSummary } from "../../format/index.ts";
import { toText } from "../../names/index.ts";
import {
  adoptPack,
  IndexWriter,
  orphanPacks,
  ownIdentity,
  PackStore,
  type StoredSnapshot,
  saveSnapshot,
  systemClock,
} from "../../repository/index.ts";
import { lookUp, type SourceProblem, SourceUnreadable } from "../../source/index.ts";
import { type Locked, withLock } from "../locked.ts";
import type { OpenRepository } from "../open-repository.ts";
import type { RunEvents } from "../run.ts";
import { NothingToBackUp } from "./errors.ts";
import { Estimator } from "./estimate.ts";
import { FolderWalk } from "./folder-walk.ts";
import type { CountedFolder } from "./jobs.ts";
import type { BackupNotice, BackupOptions, BackupProgress, BackupResult, BackupSummary } from "./model.ts";
import { chooseParent } from "./parent.ts";
import { type BackupTarget, components, expandTarget, type Selection, selectTargets } from "./selection.ts";

const PROBLEMS_IN_RESULT = 1000;
/** The tree of a folder without entries. */
const EMPTY_TREE = "ac08ce34ba4f8123618661bef2425f7028ffb9ac740578a3ee88684d2523fee8";
const NANOSECONDS = 1_000_000n;

/** One backup, from the lock to the snapshot. */
export class BackupWork {
  readonly #open: OpenRepository;
  readonly #options: BackupOptions;
  readonly #problems: SourceProblem[] = [];
  readonly #estimator = new Estimator();
  readonly #startedAt: number;
  #problemCount = 0;
  #phase: BackupProgress["phase"] = "opening";

  constructor(open: OpenRepository, options: BackupOptions) {
    this.#open = open;
    this.#options = options;
    this.#startedAt = this.#now();
  }

  progress(): BackupProgress {
    const progress = {
      ...({ type: "progress", phase: this.#phase, problems: this.#problemCount } as const),
      secondsElapsed: (this.#now() - this.#startedAt) / 1000,
    };
    if (this.#phase === "opening") return { ...progress, filesDone: 0, bytesDone: 0, currentFiles: [] };
    const { board } = this.#open.pool;
    const { filesNew, filesChanged, filesUnmodified, bytesDone } = board.totals();
    const total = this.#estimator.estimate;
    return {
      ...progress,
      ...{ filesDone: filesNew + filesChanged + filesUnmodified, bytesDone },
      currentFiles: board.shown().map((path) => path.toString("utf8")),
      ...(total === undefined ? {} : { total }),
    };
  }

  run(events: RunEvents<BackupNotice>): Promise<BackupResult> {
    const { signal, clock, identity, retryLockMs } = this.#options;
    const lock = {
      exclusive: false,
      ...(signal === undefined ? {} : { signal }),
      ...(clock === undefined ? {} : { clock }),
      ...(identity === undefined ? {} : { identity }),
      ...(retryLockMs === undefined ? {} : { retryForMs: retryLockMs }),
    };
    return withLock(this.#open, lock, (locked) => this.#runLocked(locked, events));
  }

  async #runLocked(locked: Locked, events: RunEvents<BackupNotice>): Promise<BackupResult> {
    for (const { hostname, username, pid } of locked.removedDead) {
      events.notice({ type: "unlocked", hostname, username, pid });
    }
    const wish = this.#parentWish();
    // Before the index: a snapshot that is seen has all its packs in the index that is read after it.
    const parent = await chooseParent(this.#open.repository, wish, locked.signal);
    events.notice({ type: "parent", ...(parent === undefined ? {} : { id: parent.id }) });
    await this.#open.loadIndex(locked.signal);
    try {
      const tree = await this.#saveTree(locked, events, parent);
      const result = await this.#finish(tree, parent, locked);
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
    parent: StoredSnapshot | undefined,
  ): Promise<BlobId> {
    const { pool } = this.#open;
    const storage = this.#options.dryRun === true ? { write: () => Promise.resolve() } : locked.storage;
    const index = new IndexWriter(
      storage,
      (packs) => pool.run("sealIndex", { packs }),
      () => this.#now(),
    );
    const store = new PackStore({ storage, index, signal: locked.lost, onFailure: () => pool.flow.stop() });
    const stop = (): void => pool.flow.stop();
    locked.signal.addEventListener("abort", stop, { once: true });
    try {
      return await this.#open.receivePacks(
        (pack) => store.store(pack),
        async () => {
          if (locked.removedDead.length > 0) await this.#adopt(index, locked, events);
          return await this.#walkAndStore(store, locked, events, parent);
        },
      );
    } finally {
      locked.signal.removeEventListener("abort", stop);
    }
  }

  async #walkAndStore(
    store: PackStore,
    locked: Locked,
    events: RunEvents<BackupNotice>,
    parent: StoredSnapshot | undefined,
  ): Promise<BlobId> {
    const { pool } = this.#open;
    pool.flow.restart();
    pool.board.reset();
    await pool.runOnEach("beginBackup", this.#readingRules());
    this.#phase = "reading";
    try {
      const tree = await this.#walk(locked, events, parent);
      this.#phase = "saving";
      await this.#finishPacks();
      await store.drain();
      locked.signal.throwIfAborted();
      return tree;
    } catch (error) {
      if (locked.signal.aborted && !locked.lost.aborted) await this.#keep(store, events);
      else await store.drain().catch(() => {});
      throw store.failure ?? error;
    }
  }

  async #walk(locked: Locked, events: RunEvents<BackupNotice>, parent: StoredSnapshot | undefined): Promise<BlobId> {
    const { pool, repository } = this.#open;
    const selection = this.#selection(events);
    const walk = new FolderWalk({
      ...{ pool, repository, selection },
      ...(parent === undefined || this.#options.readAll === true ? {} : { previousTree: parent.tree }),
      onProblem: (problem) => this.#report(problem, events),
    });
    const isKnown = this.#estimator.fromParent(parent) || this.#options.estimate !== true;
    const counting = isKnown ? undefined : this.#estimator.count(pool, countedFolders(selection), locked.signal);
    try {
      return await walk.run();
    } finally {
      // A count that fails, or is stopped with the walk, only leaves the figures where they are.
      await counting?.catch(() => {});
    }
  }

  /** The upper part of the snapshot. Targets that are not there are told; if none is, that is an error. */
  #selection(events: RunEvents<BackupNotice>): Selection[] {
    const { targets, filter } = this.#options;
    const present = targets.filter((target) => this.#isThere(target, events));
    if (present.length === 0) throw this.#nothing();
    const selection = selectTargets(present.filter((target) => components(target).length > 0));
    const names = new Set(selection.map(({ name }) => name));
    for (const target of present.filter((each) => components(each).length === 0)) {
      selection.push(...expandTarget(target, filter).filter(({ name }) => !names.has(name)));
    }
    return selection;
  }

  #isThere(target: BackupTarget, events: RunEvents<BackupNotice>): boolean {
    try {
      lookUp(target.absolute, target.given);
      return true;
    } catch (error) {
      if (!(error instanceof SourceUnreadable)) throw error;
      this.#report(error.problem, events);
      return false;
    }
  }

  #nothing(): NothingToBackUp {
    return new NothingToBackUp(this.#options.targets.map(({ absolute }) => toText(absolute)));
  }

  #report(problem: SourceProblem, events: RunEvents<BackupNotice>): void {
    this.#problemCount += 1;
    if (this.#problems.length < PROBLEMS_IN_RESULT) this.#problems.push(problem);
    events.notice({ type: "problem", problem });
  }

  /** Uses packs that an interrupted run had stored and not yet listed. */
  async #adopt(index: IndexWriter, locked: Locked, events: RunEvents<BackupNotice>): Promise<void> {
    let packs = 0;
    for await (const pack of orphanPacks(this.#open.repository, locked.signal)) {
      adoptPack(this.#open.repository, pack);
      await index.add(pack);
      packs += 1;
    }
    if (packs > 0) events.notice({ type: "adopted", packs });
  }

  /** Joins what the threads have left over into as few packs as possible. */
  async #finishPacks(): Promise<void> {
    const { pool } = this.#open;
    const packs = (await pool.runOnEach("handOver", undefined)).flat();
    if (packs.length > 0) await pool.runOn(0, "finishPacks", { packs });
  }

  /** After a stop: stores what was read, so that the next run need not read and send it again. */
  async #keep(store: PackStore, events: RunEvents<BackupNotice>): Promise<void> {
    this.#open.pool.flow.restart();
    this.#phase = "saving";
    await this.#finishPacks();
    await store.drain();
    events.notice({ type: "kept", ...store.stored });
  }

  async #finish(tree: BlobId, parent: StoredSnapshot | undefined, locked: Locked): Promise<BackupResult> {
    if (tree === EMPTY_TREE) throw this.#nothing();
    const result = {
      ...{ summary: this.#summary(), problemCount: this.#problemCount, problems: this.#problems },
      ...(parent === undefined ? {} : { parent: parent.id }),
    };
    const isUnchanged = this.#options.skipIfUnchanged === true && parent?.tree === tree;
    if (this.#options.dryRun === true || isUnchanged) return result;
    const snapshot = this.#snapshot(tree, parent);
    return { ...result, snapshot: await saveSnapshot(this.#open.repository, snapshot, locked.storage) };
  }

  #snapshot(tree: BlobId, parent: StoredSnapshot | undefined): Snapshot {
    const { tags = [], excludes = [], programVersion } = this.#options;
    const { hostname, paths, timeNs } = this.#parentWish();
    const { username, uid, gid } = this.#options.identity ?? ownIdentity();
    return {
      ...{ time: formatTime(timeNs), tree, paths, hostname, username, summary: this.#storedSummary() },
      ...(parent === undefined ? {} : { parent: parent.id }),
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
      ...(excludes.length === 0 ? {} : { excludes }),
      ...(tags.length === 0 ? {} : { tags }),
      ...(programVersion === undefined ? {} : { programVersion }),
    };
  }

  #summary(): BackupSummary {
    const { bytesDone, othersDone: _, ...counts } = this.#open.pool.board.totals();
    const filesProcessed = counts.filesNew + counts.filesChanged + counts.filesUnmodified;
    return { ...counts, filesProcessed, bytesProcessed: bytesDone, seconds: (this.#now() - this.#startedAt) / 1000 };
  }

  #storedSummary(): SnapshotSummary {
    const { bytesAdded, bytesAddedPacked, filesProcessed, bytesProcessed, seconds: _, ...counts } = this.#summary();
    return {
      backupStart: formatTime(BigInt(this.#startedAt) * NANOSECONDS),
      backupEnd: formatTime(BigInt(this.#now()) * NANOSECONDS),
      ...counts,
      ...{ dataAdded: bytesAdded, dataAddedPacked: bytesAddedPacked },
      ...{ totalFilesProcessed: filesProcessed, totalBytesProcessed: bytesProcessed },
    };
  }

  #parentWish() {
    const { targets, parent, hostname, timeNs, identity } = this.#options;
    return {
      ...(parent === undefined ? {} : { asked: parent }),
      hostname: hostname ?? (identity ?? ownIdentity()).hostname,
      paths: targets.map(({ absolute }) => toText(absolute)),
      timeNs: timeNs ?? BigInt(this.#startedAt) * NANOSECONDS,
    };
  }

  #readingRules() {
    const { filter, readAll = false, ignoreInode = false, ignoreCtime = false, keepAtime = false } = this.#options;
    return { filter, readAll, ignoreInode, ignoreCtime, keepAtime };
  }

  #now(): number {
    return (this.#options.clock ?? systemClock).now();
  }
}

function countedFolders(selection: readonly Selection[]): CountedFolder[] {
  return selection.flatMap(({ path, role, rules, children, device }) => {
    if (children !== undefined) return countedFolders(children);
    return [{ path, rules, isNamed: role === "target", ...(device === undefined ? {} : { device }) }];
  });
}
