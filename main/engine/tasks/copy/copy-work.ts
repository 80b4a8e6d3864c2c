import type { AppError } from "../../../../shared/errors/index.ts";
import {
  DamagedBlob,
  listSnapshots,
  MissingBlob,
  type StoredSnapshot,
  saveSnapshot,
  systemClock,
} from "../../repository/index.ts";
import { chosenSnapshots } from "../chosen-snapshots.ts";
import { type Locked, withLock } from "../locked.ts";
import { PackOutput } from "../pack-output.ts";
import { readLocked } from "../reading.ts";
import type { RunEvents } from "../run.ts";
import { lockOptions } from "../task-options.ts";
import { BlobCarrier } from "./blob-carrier.ts";
import type {
  CopiedSnapshot,
  CopyNotice,
  CopyOptions,
  CopyPhase,
  CopyProgress,
  CopyResult,
  FailedSnapshot,
} from "./model.ts";
import { lackedBy, NeededBlobs } from "./needed-blobs.ts";
import { KnownSnapshots, originOf } from "./same-snapshot.ts";

/** Snapshots are saved once so much was stored for them, so that many small ones share packs, … */
const BATCH_BYTES = 160 << 20;
/** … or once this has passed. */
const BATCH_MS = 60_000;

/** One copy, from the locks to the snapshots. */
export class CopyWork {
  readonly #options: CopyOptions;
  readonly #startedAt: number;
  readonly #copied: CopiedSnapshot[] = [];
  readonly #failed: FailedSnapshot[] = [];
  /** All that these need is in packs, finished or not. */
  readonly #complete: StoredSnapshot[] = [];
  #phase: CopyPhase = "opening";
  #skipped = 0;
  #total = 0;
  #carrier: BlobCarrier | undefined;
  #needed: NeededBlobs | undefined;
  #output: PackOutput | undefined;
  #batch = { bytes: 0, startedAt: 0 };

  constructor(options: CopyOptions) {
    this.#options = options;
    this.#startedAt = this.#now();
  }

  progress(): CopyProgress {
    return {
      ...({ type: "progress", phase: this.#phase } as const),
      secondsElapsed: (this.#now() - this.#startedAt) / 1000,
      snapshotsDone: this.#skipped + this.#copied.length + this.#complete.length + this.#failed.length,
      snapshotsTotal: this.#total,
      ...{ bytesDone: this.#carrier?.bytesDone ?? 0, bytesTotal: this.#carrier?.bytesTotal ?? 0 },
    };
  }

  run(events: RunEvents<CopyNotice>): Promise<CopyResult> {
    const { from, to } = this.#options;
    return readLocked(from, this.#options, (signal) =>
      withLock(to, lockOptions(false, { ...this.#options, signal }), async (locked) => {
        const todo = await this.#choose(locked.signal, events);
        if (todo.length > 0) await this.#copyAll(todo, locked, events);
        const { packs = 0, bytes = 0 } = this.#output?.stored ?? {};
        return {
          ...{ copied: this.#copied, skipped: this.#skipped, failed: this.#failed },
          ...{ blobs: this.#carrier?.taken ?? 0, packs },
          ...{ bytesAdded: this.#carrier?.takenBytes ?? 0, bytesStored: bytes },
        };
      }),
    );
  }

  /** The indexes are loaded after the snapshots are listed: whoever saves one has listed all its packs before. */
  async #choose(signal: AbortSignal, events: RunEvents<CopyNotice>): Promise<StoredSnapshot[]> {
    const { from, to, snapshots = [], filter = {} } = this.#options;
    const known = new KnownSnapshots(await listSnapshots(to.repository, {}, signal));
    const chosen = await chosenSnapshots(from, { snapshots, filter }, signal);
    this.#total = chosen.length;
    const todo = chosen.filter((snapshot) => {
      const copy = known.copyOf(snapshot);
      if (copy !== undefined) events.notice({ type: "skipped", snapshot, copy });
      return copy === undefined;
    });
    this.#skipped = chosen.length - todo.length;
    if (todo.length > 0) await Promise.all([from.loadIndex(signal), to.loadIndex(signal)]);
    return todo;
  }

  async #copyAll(todo: readonly StoredSnapshot[], locked: Locked, events: RunEvents<CopyNotice>): Promise<void> {
    const { from, to } = this.#options;
    const output = new PackOutput(to, { storage: locked.storage, lost: locked.lost, now: () => this.#now() });
    this.#output = output;
    const release = to.pool.flow.begin(locked.signal);
    try {
      await output.during(async () => {
        try {
          await this.#copyEach(todo, output, locked, events);
        } catch (error) {
          await this.#keepWhatIsDone(output, locked);
          throw error;
        }
      });
    } catch (error) {
      // One table may list blobs that were never stored, the other claims of blobs that are nowhere.
      to.forgetIndex();
      from.forgetIndex();
      throw locked.signal.aborted ? locked.signal.reason : error;
    } finally {
      release();
    }
  }

  async #copyEach(
    todo: readonly StoredSnapshot[],
    output: PackOutput,
    locked: Locked,
    events: RunEvents<CopyNotice>,
  ): Promise<void> {
    const { from, to } = this.#options;
    const carrier = new BlobCarrier(from, to, locked.signal);
    this.#carrier = carrier;
    await carrier.begin();
    // A run that died leaves its lock, and packs that no index lists.
    if (locked.removedDead.length > 0) await output.adoptOrphans(locked.signal);
    this.#beginBatch(output);
    for (const snapshot of todo) {
      await this.#copyOne(snapshot, carrier, locked, events);
      if (this.#isBatchFull(output)) await this.#saveBatch(output, locked, events);
    }
    await this.#saveBatch(output, locked, events);
  }

  async #copyOne(
    snapshot: StoredSnapshot,
    carrier: BlobCarrier,
    locked: Locked,
    events: RunEvents<CopyNotice>,
  ): Promise<void> {
    const { from, to } = this.#options;
    try {
      this.#phase = "folders";
      this.#needed ??= new NeededBlobs(from, locked.signal);
      const needed = await this.#needed.of(snapshot.tree);
      this.#phase = "copying";
      await carrier.carry(lackedBy(to.repository.table, from.repository.table, needed));
      this.#complete.push(snapshot);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      const failed = { snapshot, error };
      this.#failed.push(failed);
      events.notice({ type: "failed", failed });
      // What it had been told of counts as told, so others that need the same would look whole.
      this.#needed = undefined;
      from.forgetIndex();
      await from.loadIndex(locked.signal);
    }
  }

  #beginBatch(output: PackOutput): void {
    this.#batch = { bytes: output.stored.bytes, startedAt: this.#now() };
  }

  #isBatchFull(output: PackOutput): boolean {
    const { bytes, startedAt } = this.#batch;
    return output.stored.bytes - bytes >= BATCH_BYTES || this.#now() - startedAt >= BATCH_MS;
  }

  /** Packs, index, snapshots: in this order. */
  async #saveBatch(output: PackOutput, locked: Locked, events: RunEvents<CopyNotice>): Promise<void> {
    this.#phase = "saving";
    await output.finish();
    for (let next = this.#complete[0]; next !== undefined; next = this.#complete[0]) {
      locked.signal.throwIfAborted();
      const { id, parent: _, ...rest } = next; // the parent is a snapshot of the other repository
      const copied = { ...rest, original: originOf(next) };
      const copy = await saveSnapshot(this.#options.to.repository, copied, locked.storage);
      this.#complete.shift();
      this.#copied.push({ snapshot: next, copy });
      events.notice({ type: "copied", copied: { snapshot: next, copy } });
    }
    this.#beginBatch(output);
  }

  /** After a stop: what was read is stored and listed, so that the next run need not send it again. */
  async #keepWhatIsDone(output: PackOutput, locked: Locked): Promise<void> {
    const isWish = locked.signal.aborted && !locked.lost.aborted;
    if (!isWish) return output.settle().catch(() => {});
    const release = this.#options.to.pool.flow.begin(locked.lost);
    await output.finish().finally(release);
  }

  #now(): number {
    return (this.#options.clock ?? systemClock).now();
  }
}

/** Whether something of a snapshot is lost, and others may be whole. */
function isUnreadable(error: unknown): error is AppError {
  if (error instanceof MissingBlob) return true;
  return error instanceof DamagedBlob;
}
