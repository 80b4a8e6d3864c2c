import { ScratchFolder } from "../../destination/index.ts";
import { findSnapshot, type StoredSnapshot, systemClock } from "../../repository/index.ts";
import { pastCache } from "../../storage/index.ts";
import { pageDropper } from "../../system/index.ts";
import type { OpenRepository } from "../open-repository.ts";
import { readLocked } from "../reading.ts";
import type { RunEvents } from "../run.ts";
import { TreeReader } from "../trees/index.ts";
import { FailureLog } from "./failure-log.ts";
import { FileChoice } from "./file-choice.ts";
import { FileProof } from "./file-proof.ts";
import { Marks } from "./marks.ts";
import type { ProveEvent, ProveFailure, ProveOptions, ProvePhase, ProveProgress, ProveResult } from "./model.ts";
import { PackReading } from "./pack-reading.ts";
import { seededRandom } from "./random.ts";
import { TreeAccess } from "./tree-access.ts";

type Notice = Exclude<ProveEvent, ProveProgress>;

interface Findings {
  /** Read and verified. */
  readonly marks: Marks;
  /** Of what did not come back. */
  readonly lost: Marks;
  readonly signal: AbortSignal;
  readonly fail: (failure: ProveFailure) => void;
}

/** Of the budget of a large test so much goes to whole packs; files get the rest. */
const PACK_SHARE = 0.5;

/** One test, from the lock to the result. */
export class ProveWork {
  readonly #open: OpenRepository;
  readonly #options: ProveOptions;
  readonly #startedAt: number;
  #phase: ProvePhase = "opening";
  #log: FailureLog | undefined;
  #choice: FileChoice | undefined;
  #files: FileProof | undefined;
  #packs: PackReading | undefined;

  constructor(open: OpenRepository, options: ProveOptions) {
    this.#open = open;
    this.#options = options;
    this.#startedAt = this.#now();
  }

  progress(): ProveProgress {
    const { now: batch, isComparing = false } = this.#files ?? {};
    const restoring: ProvePhase = isComparing ? "comparing" : "restoring";
    const total = this.#choice?.total;
    return {
      ...{ type: "progress", phase: batch === undefined ? this.#phase : restoring, secondsElapsed: this.#seconds() },
      filesDone: (this.#files?.files ?? 0) + (isComparing ? 0 : (batch?.filesDone ?? 0)),
      bytesDone:
        (this.#packs?.bytesRead ?? 0) + (this.#files?.bytes ?? 0) + (isComparing ? 0 : (batch?.bytesDone ?? 0)),
      currentFiles: batch?.currentFiles ?? [],
      problems: this.#log?.count ?? 0,
      ...(total === undefined ? {} : { total }),
    };
  }

  run(events: RunEvents<Notice>): Promise<ProveResult> {
    return readLocked(this.#open, this.#options, (signal) =>
      pastCache(this.#open.repository.storage, () => this.#prove(signal, events), pageDropper()),
    );
  }

  async #prove(signal: AbortSignal, events: RunEvents<Notice>): Promise<ProveResult> {
    const { repository } = this.#open;
    const log = new FailureLog((failure) => events.notice({ type: "failure", failure }));
    this.#log = log;
    const fail = (failure: ProveFailure): void => log.add(failure);
    // Nothing that was read before counts: what is proven is what the storage gives now.
    this.#open.forgetIndex();
    repository.reader.forget();
    const snapshot = await findSnapshot(repository, this.#options.snapshot, {}, signal);
    await this.#open.loadIndex(signal, (_name, error) => fail({ cause: "damaged", message: error.message }));
    const contents = await this.#open.pool.run("sortByPack", undefined);
    const [marks, lost] = [new Marks(repository.table), new Marks(repository.table)];
    const trees = new TreeAccess(new TreeReader(repository.reader), signal, fail);
    await this.#proveFiles(snapshot, trees, { marks, lost, signal, fail });
    marks.add("tree", trees.read);
    lost.add("tree", trees.lost);
    const packs = await this.#readPacks(contents, signal, fail);
    return this.#result(
      snapshot,
      Array.from(contents.sizes, (bytes, pack) => {
        const isProven = packs.proven.has(pack) || marks.hasAll(contents, pack);
        const isInDoubt = !isProven && lost.hasSomeBut(marks, contents, pack);
        return { id: repository.table.packId(pack), bytes, isProven, isInDoubt };
      }),
    );
  }

  async #proveFiles(
    snapshot: StoredSnapshot,
    trees: TreeAccess,
    { marks, lost, signal, fail }: Findings,
  ): Promise<void> {
    const { scratch: path, withSource = false } = this.#options;
    const scratch = new ScratchFolder(path);
    await scratch.clear();
    const before = await this.#treeBefore(signal);
    const choice = new FileChoice({
      ...{ options: this.#options, table: this.#open.repository.table, trees, snapshot, before },
      ...{ roomBytes: await scratch.room(), filesBudget: this.#options.budgetBytes * (1 - PACK_SHARE) },
    });
    this.#choice = choice;
    const files = new FileProof({ open: this.#open, snapshot: snapshot.id, scratch, withSource, signal, fail });
    this.#files = files;
    this.#phase = "choosing";
    for await (const batch of choice.batches()) {
      const done = await files.prove(batch);
      for (const { content } of done.right) marks.add("data", content);
      for (const { content } of done.lost) lost.add("data", content);
    }
  }

  /** A snapshot before that is gone tells nothing of what is new. */
  async #treeBefore(signal: AbortSignal): Promise<StoredSnapshot["tree"] | undefined> {
    const { before } = this.#options;
    if (before === undefined) return undefined;
    const found = await findSnapshot(this.#open.repository, before, {}, signal).catch(() => undefined);
    signal.throwIfAborted();
    return found?.tree;
  }

  async #readPacks(
    contents: ConstructorParameters<typeof PackReading>[0]["contents"],
    signal: AbortSignal,
    fail: (failure: ProveFailure) => void,
  ): Promise<PackReading> {
    const { amount, budgetBytes, provenAt = () => undefined, seed, retestPacks = [] } = this.#options;
    const packs = new PackReading({
      ...{ open: this.#open, contents, provenAt, signal, fail, first: new Set(retestPacks) },
      ...{ budgetBytes: amount === "large" ? budgetBytes * PACK_SHARE : 0, random: seededRandom(seed) },
    });
    this.#packs = packs;
    this.#phase = "checking";
    await packs.run();
    return packs;
  }

  #result({ id, time, summary }: StoredSnapshot, packs: ProveResult["packs"]): ProveResult {
    const [files, read, log, choice] = [this.#files, this.#packs, this.#log, this.#choice];
    return {
      ...{ snapshot: id, time, files: files?.files ?? 0, bytes: files?.bytes ?? 0 },
      snapshotFiles: choice?.seen?.files ?? summary?.totalFilesProcessed ?? files?.files ?? 0,
      snapshotBytes: choice?.seen?.bytes ?? summary?.totalBytesProcessed ?? files?.bytes ?? 0,
      ...{ comparedWithSource: files?.compared ?? 0, tooLarge: choice?.tooLarge ?? 0 },
      ...{ packsRead: read?.packsRead ?? 0, bytesRead: (read?.bytesRead ?? 0) + (files?.bytesRead ?? 0), packs },
      ...{ failureCount: log?.count ?? 0, failures: log?.kept ?? [] },
      ...{ restoreSeconds: (files?.restoreMs ?? 0) / 1000, seconds: this.#seconds() },
    };
  }

  #seconds(): number {
    return (this.#now() - this.#startedAt) / 1000;
  }

  #now(): number {
    return (this.#options.clock ?? systemClock).now();
  }
}
