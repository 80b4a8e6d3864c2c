import { AppError } from "../../../../shared/errors/index.ts";
import type { BlobId } from "../../format/index.ts";
import { listSnapshots, type StoredSnapshot, saveSnapshot } from "../../repository/index.ts";
import { pastCache } from "../../storage/index.ts";
import { chosenSnapshotsAndIndex } from "../chosen-snapshots.ts";
import { type Locked, withLock, withoutLock } from "../locked.ts";
import type { OpenRepository } from "../open-repository.ts";
import { PackOutput } from "../pack-output.ts";
import { type Run, startRun } from "../run.ts";
import { lockOptions } from "../task-options.ts";
import { ROOT } from "../trees/index.ts";
import { LeavingProtected } from "./leave-protected.ts";
import type {
  RepairedSnapshot,
  RepairNotice,
  RepairProgress,
  RepairSnapshotsOptions,
  RepairSnapshotsResult,
  SnapshotChange,
} from "./model.ts";
import { RepairReport } from "./report.ts";
import { TreeRepairer, treeId } from "./tree-repairer.ts";

const TAG = "repaired";
/** Changes told in the result; all are told while it runs. */
const CHANGES_TOLD = 1000;

/**
 * Makes snapshots without what is lost in place of those that have lost something; see `TreeRepairer`. Goes by the index,
 * so that has to be right: `repairIndex` first, and `repairPacks` for packs with damage inside.
 *
 * The new snapshot has the old one's id as `original`, and the tag `repaired` unless the old one is removed, as in restic.
 * A snapshot whose root is lost is removed with `forget` only. Has the repository for itself, unless it is a dry run.
 *
 * When it is killed, every snapshot is there, before or after its repair; the same call goes on.
 *
 * @throws {SnapshotNotFound} {AmbiguousId} {IndexUnsound} and what a storage throws, before anything is changed
 */
export function repairSnapshots(
  open: OpenRepository,
  options: RepairSnapshotsOptions = {},
): Run<RepairProgress | RepairNotice, RepairSnapshotsResult> {
  const report = new RepairReport(options.clock);
  const { dryRun = false, noLock = false, signal } = options;
  return startRun<RepairProgress, RepairNotice, RepairSnapshotsResult>(
    (events) => {
      const work = (locked: Locked): Promise<RepairSnapshotsResult> =>
        pastCache(open.repository.storage, () =>
          new SnapshotRepair(open, options, locked, report.listen(events)).run(),
        );
      return dryRun && noLock ? withoutLock(signal, work) : withLock(open, lockOptions(!dryRun, options), work);
    },
    () => report.progress(),
  );
}

/** A snapshot that is to be replaced by one with this tree, or by nothing. */
interface Finding {
  readonly old: StoredSnapshot;
  readonly tree: BlobId | undefined;
}

class SnapshotRepair {
  readonly #open: OpenRepository;
  readonly #options: RepairSnapshotsOptions;
  readonly #locked: Locked;
  readonly #report: RepairReport;
  readonly #changes: SnapshotChange[] = [];
  #changeCount = 0;

  constructor(open: OpenRepository, options: RepairSnapshotsOptions, locked: Locked, report: RepairReport) {
    this.#open = open;
    this.#options = options;
    this.#locked = locked;
    this.#report = report;
  }

  async run(): Promise<RepairSnapshotsResult> {
    this.#report.begin("index");
    const { signal } = this.#locked;
    const snapshots = await chosenSnapshotsAndIndex(this.#open, this.#options, signal);
    this.#report.begin("snapshots");
    const findings = await this.#findAndSave(snapshots);
    this.#report.begin("writing", findings.length);
    const repaired = await this.#replaceAll(findings);
    return {
      ...{ repaired, unchanged: snapshots.length - repaired.length },
      ...{ changeCount: this.#changeCount, changes: this.#changes },
    };
  }

  /** Looks through all snapshots. When this has resolved the new trees are stored and listed. */
  async #findAndSave(snapshots: readonly StoredSnapshot[]): Promise<Finding[]> {
    const { pool } = this.#open;
    if (this.#options.dryRun === true) return this.#find(snapshots, (tree) => Promise.resolve(treeId(tree)));
    const { signal, storage, lost } = this.#locked;
    const output = new PackOutput(this.#open, { storage, lost, now: this.#report.now });
    const release = pool.flow.begin(signal);
    try {
      return await output.during(async () => {
        await pool.runOnEach("beginRepack", undefined);
        const findings = await this.#find(snapshots, (tree) => pool.run("saveTree", { tree }));
        await output.finish();
        return findings;
      });
    } catch (error) {
      // The table lists trees that were never stored.
      this.#open.forgetIndex();
      throw signal.aborted ? signal.reason : error;
    } finally {
      release();
    }
  }

  async #find(snapshots: readonly StoredSnapshot[], save: (tree: Buffer) => Promise<BlobId>): Promise<Finding[]> {
    const { repository } = this.#open;
    let current = snapshots[0];
    const repairer = new TreeRepairer({
      ...{ repository, signal: this.#locked.signal, save, onTree: () => this.#report.step() },
      onChange: (path, what) => {
        if (current !== undefined) this.#note({ type: "change", snapshot: current.id, path, what });
      },
    });
    const findings: Finding[] = [];
    for (const old of snapshots) {
      current = old;
      this.#report.notice({ type: "snapshot", snapshot: old });
      const tree = await repairer.repair(old.tree, ROOT);
      if (tree === undefined) this.#note({ type: "change", snapshot: old.id, path: ROOT, what: "root" });
      if (tree !== old.tree) findings.push({ old, tree });
    }
    return findings;
  }

  #note(change: SnapshotChange): void {
    this.#changeCount += 1;
    if (this.#changes.length < CHANGES_TOLD) this.#changes.push(change);
    this.#report.notice(change);
  }

  async #replaceAll(findings: readonly Finding[]): Promise<RepairedSnapshot[]> {
    const { forget = false, dryRun = false } = this.#options;
    const made = findings.length === 0 || dryRun ? [] : await this.#alreadyMade();
    const repaired: RepairedSnapshot[] = [];
    const storage = new LeavingProtected(this.#locked.storage, this.#report);
    for (const { old, tree } of findings) {
      this.#locked.signal.throwIfAborted();
      const before = made.find((other) => other.original === old.id && other.tree === tree && other.id !== old.id);
      const snapshot = dryRun || tree === undefined ? undefined : (before ?? (await this.#save(old, tree)));
      const held = storage.held;
      if (forget && !dryRun) await storage.remove({ kind: "snapshots", name: old.id });
      const result = { old, isRemoved: forget && storage.held === held, isEmpty: tree === undefined };
      repaired.push(snapshot === undefined ? result : { ...result, snapshot });
      this.#report.step();
    }
    return repaired;
  }

  /** A run before this one may have made them, without removing the old ones. */
  async #alreadyMade(): Promise<readonly StoredSnapshot[]> {
    try {
      return await listSnapshots(this.#open.repository, {}, this.#locked.signal);
    } catch (error) {
      // One that is damaged keeps nobody from repairing others: then one of them may be there twice.
      if (!(error instanceof AppError)) throw error;
      return [];
    }
  }

  /** Without the old one's figures: they are of what is no longer in it, and later backups count on from them. */
  #save({ id, summary: _summary, ...old }: StoredSnapshot, tree: BlobId): Promise<StoredSnapshot> {
    const tags = [...new Set([...(old.tags ?? []), ...(this.#options.forget === true ? [] : [TAG])])];
    const snapshot = { ...old, tree, original: id, ...(tags.length === 0 ? {} : { tags }) };
    return saveSnapshot(this.#open.repository, snapshot, this.#locked.storage);
  }
}
