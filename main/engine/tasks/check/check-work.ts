import { systemClock } from "../../repository/index.ts";
import { pastCache } from "../../storage/index.ts";
import { withLock } from "../locked.ts";
import type { OpenRepository } from "../open-repository.ts";
import type { RunEvents } from "../run.ts";
import { lockOptions } from "../task-options.ts";
import { AffectedFiles } from "./affected.ts";
import type { CheckContext } from "./context.ts";
import { DataReading } from "./data-reading.ts";
import { FindingLog } from "./finding-log.ts";
import { IndexReading } from "./index-reading.ts";
import { LostBlobs } from "./lost-blobs.ts";
import type { CheckNotice, CheckOptions, CheckPhase, CheckProgress, CheckResult } from "./model.ts";
import { PackListing } from "./pack-listing.ts";
import {
  type CheckedSnapshot,
  checkConfig,
  checkKeys,
  checkSnapshots,
  checkStrays,
  noteLocks,
  noteRemovedLocks,
} from "./single-files.ts";
import { TreeWalk } from "./tree-walk.ts";

/** One check, from the lock to the result. */
export class CheckWork {
  readonly #open: OpenRepository;
  readonly #options: CheckOptions;
  readonly #startedAt: number;
  #phase: CheckPhase = "opening";
  #log: FindingLog | undefined;
  #data: DataReading | undefined;
  #walk: TreeWalk | undefined;

  constructor(open: OpenRepository, options: CheckOptions) {
    this.#open = open;
    this.#options = options;
    this.#startedAt = this.#now();
  }

  progress(): CheckProgress {
    return {
      ...({ type: "progress", phase: this.#phase } as const),
      secondsElapsed: (this.#now() - this.#startedAt) / 1000,
      treesDone: this.#walk?.treesDone ?? 0,
      ...{ packsRead: this.#data?.packsRead ?? 0, packsToRead: this.#data?.packsToRead ?? 0 },
      ...{ bytesRead: this.#data?.bytesRead ?? 0, bytesToRead: this.#data?.bytesToRead ?? 0 },
      ...{ errors: this.#log?.count("error") ?? 0, notes: this.#log?.count("note") ?? 0 },
    };
  }

  async run(events: RunEvents<CheckNotice>): Promise<CheckResult> {
    const log = new FindingLog((finding) => events.notice({ type: "finding", finding }));
    this.#log = log;
    if (this.#options.noLock === true) {
      const { signal = new AbortController().signal } = this.#options;
      const context = { open: this.#open, log, signal };
      await noteLocks(context);
      return await this.#check(context);
    }
    return await withLock(this.#open, lockOptions(true, this.#options), async (locked) => {
      const context = { open: this.#open, log, signal: locked.signal };
      noteRemovedLocks(context, locked.removedDead);
      return await this.#check(context);
    });
  }

  async #check(context: CheckContext): Promise<CheckResult> {
    // From the files as they are now, with all that is wrong with them; nothing of it is left for others to use.
    this.#open.forgetIndex();
    try {
      // A copy kept here may be whole where the repository is not.
      return await pastCache(this.#open.repository.storage, () => this.#checkAll(context));
    } catch (error) {
      throw context.signal.aborted ? context.signal.reason : error;
    } finally {
      this.#open.forgetIndex();
    }
  }

  async #checkAll(context: CheckContext): Promise<CheckResult> {
    await checkConfig(context);
    await checkKeys(context);
    await checkStrays(context);
    // Before the index: a snapshot that is seen has all its packs in the index that is read after it.
    const snapshots = await checkSnapshots(context);
    const { table } = this.#open.repository;
    const lost = new LostBlobs(table);
    const { packs, blobs } = await this.#checkPacks(context, lost);
    const walk = await this.#walkTrees(context, packs, lost, blobs, snapshots);
    const counts = {
      ...{ snapshots: snapshots.length, trees: walk.treesDone, packs: packs.count, blobs },
      ...{ packsRead: this.#data?.packsRead ?? 0, bytesRead: this.#data?.bytesRead ?? 0 },
    };
    const [errors, notes] = [context.log.count("error"), context.log.count("note")];
    return { findings: context.log.findings(), errors, notes, counts, isSound: errors === 0 };
  }

  /** @returns the packs, and how many blobs the index files list */
  async #checkPacks(context: CheckContext, lost: LostBlobs): Promise<{ packs: PackListing; blobs: number }> {
    this.#phase = "index";
    const index = new IndexReading(context);
    await index.run();
    const contents = await this.#open.pool.run("sortByPack", undefined);
    const blobs = this.#open.repository.table.size;
    this.#phase = "packs";
    const packs = new PackListing(context, contents, index, lost);
    await packs.run();
    const { readData, random = Math.random } = this.#options;
    if (readData !== undefined) {
      this.#phase = "data";
      this.#data = new DataReading(context, contents, index, packs, lost);
      await this.#data.run(readData, random);
    }
    return { packs, blobs };
  }

  async #walkTrees(
    context: CheckContext,
    packs: PackListing,
    lost: LostBlobs,
    listedBlobs: number,
    snapshots: readonly CheckedSnapshot[],
  ): Promise<TreeWalk> {
    this.#phase = "folders";
    const walk = new TreeWalk(context, packs, lost, listedBlobs);
    this.#walk = walk;
    await walk.run(snapshots.map(({ tree }) => tree));
    packs.noteUnreferenced();
    if (!lost.isEmpty || walk.remarks.size > 0) {
      this.#phase = "affected";
      await new AffectedFiles(context, lost.causes(listedBlobs), walk.remarks).run(snapshots);
    }
    return walk;
  }

  #now(): number {
    return (this.#options.clock ?? systemClock).now();
  }
}
