import { AppError } from "../../../../shared/errors/index.ts";
import { type BlobId, idBytes } from "../../format/index.ts";
import { MissingBlob, type Repository } from "../../repository/index.ts";
import { isAboutPlace } from "../../storage/index.ts";
import type { EnginePool } from "../engine-jobs.ts";
import type { Effort } from "./effort.ts";
import type { FolderLedger, PendingFolder } from "./folder-ledger.ts";
import type { FolderToOpen, OpenedFolder, Subfolder } from "./jobs.ts";
import { type PlannedFile, plannedFile } from "./planned-file.ts";
import { problemAt } from "./problems.ts";
import type { Report } from "./report.ts";

/** Folders that go to a thread together: a message costs more than a small folder. */
const FOLDERS_PER_JOB = 16;
/** The walk goes this far ahead of the writing. */
const MOST_FILES = 4096;
const MOST_BLOBS = 16_384;

export interface TreeWalkOptions {
  readonly repository: Repository;
  readonly pool: EnginePool;
  readonly effort: Effort;
  readonly ledger: FolderLedger;
  readonly report: Report;
  /** The tree that goes into the target folder. */
  readonly tree: BlobId;
  /** All of it is wanted but for what is excluded. */
  readonly isWanted: boolean;
}

/**
 * Makes the folders of a snapshot, depth first, and gives the files in them in batches. It holds the folders on the way
 * down with their siblings, and the files of about one batch, whatever the size of the whole.
 */
export class TreeWalk {
  readonly #options: TreeWalkOptions;
  /** The one to be opened next comes last. */
  readonly #folders: PendingFolder[] = [];
  readonly #opening = new Set<Promise<void>>();
  readonly #files: PlannedFile[] = [];
  #blobs = 0;

  constructor(options: TreeWalkOptions) {
    this.#options = options;
    const { tree, isWanted } = options;
    const fresh = { isMade: false, open: 1, badCopies: 0, damage: undefined };
    this.#folders.push({ path: "" as PendingFolder["path"], tree, isWanted, ...fresh }); // no name at all
  }

  /** The next files, in about the order of the snapshot; none at the end. */
  async next(): Promise<PlannedFile[]> {
    const { effort, pool, report } = this.#options;
    while (!effort.hasFailed && this.#files.length < MOST_FILES && this.#blobs < MOST_BLOBS) {
      while (this.#folders.length > 0 && this.#opening.size < pool.size) this.#openSome();
      if (this.#opening.size === 0) break;
      await Promise.race(this.#opening);
    }
    if (effort.hasFailed) return [];
    if (this.#folders.length === 0 && this.#opening.size === 0) report.planned.isFinal = true;
    return this.#take();
  }

  #take(): PlannedFile[] {
    let count = 0;
    let blobs = 0;
    // At least one, however many blobs it has.
    while (count < this.#files.length && count < MOST_FILES && (count === 0 || blobs < MOST_BLOBS)) {
      blobs += this.#files[count]?.entries.length ?? 0;
      count += 1;
    }
    this.#blobs -= blobs;
    return this.#files.splice(0, count);
  }

  #openSome(): void {
    const fairShare = Math.ceil(this.#folders.length / (this.#options.pool.size * 2));
    const folders = this.#folders.splice(-Math.min(fairShare, FOLDERS_PER_JOB)).reverse();
    const work = this.#open(folders).finally(() => this.#opening.delete(work));
    this.#opening.add(work);
    work.catch(() => {});
    this.#options.effort.track(work);
  }

  async #open(folders: readonly PendingFolder[]): Promise<void> {
    const { pool, report } = this.#options;
    const inputs = await Promise.all(folders.map((folder) => this.#input(folder)));
    // `BlobReader.sealed` gives buffers of their own.
    const transfer = inputs.flatMap(({ tree }) => (tree === undefined ? [] : [tree.bytes.buffer as ArrayBuffer]));
    const output = await pool.run("openFolders", { folders: inputs }, transfer);
    report.add(output.tally);
    const opened = [...folders.entries()].reverse(); // so that the first comes last
    for (const [at, folder] of opened) {
      const found = output.folders[at];
      if (found !== undefined) this.#opened(folder, found);
    }
  }

  /** A folder with the first copy of its list that can be had and is not known to be damaged. */
  async #input(folder: PendingFolder): Promise<FolderToOpen> {
    const { repository, effort, report } = this.#options;
    const { path, isWanted, tree: id } = folder;
    const copies = repository.table.copies("tree", idBytes(id));
    for (let place = copies[folder.badCopies]; place !== undefined; place = copies[folder.badCopies]) {
      try {
        const bytes = await repository.reader.sealed("tree", place, effort.signal);
        return { path, isWanted, tree: { id, bytes, uncompressedLength: place.uncompressedLength } };
      } catch (error) {
        if (!(error instanceof AppError) || isAboutPlace(error)) throw error;
        folder.badCopies += 1;
        folder.damage = error.message;
      }
    }
    const why = folder.damage ?? new MissingBlob("tree", id).message;
    const cause = copies.length === 0 ? "missing" : "damaged";
    report.problem(problemAt(path, cause, `What is in this folder cannot be restored. ${why}`));
    return { path, isWanted };
  }

  #opened(folder: PendingFolder, found: OpenedFolder): void {
    const { report, effort, ledger } = this.#options;
    if (found.damage !== undefined) {
      folder.badCopies += 1;
      folder.damage = found.damage;
      this.#folders.push(folder);
      return;
    }
    for (const problem of found.problems) report.problem(problem);
    for (const conflict of found.conflicts) report.conflict(conflict);
    folder.isMade ||= found.isMade;
    folder.open += found.subfolders.length + found.files.length;
    for (const subfolder of found.subfolders.toReversed()) this.#folders.push(pendingFolder(subfolder, folder));
    for (const file of found.files) this.#planFile(plannedFile(file, folder));
    effort.track(ledger.done(folder));
  }

  #planFile(file: PlannedFile): void {
    this.#files.push(file);
    this.#blobs += file.entries.length;
    this.#options.report.planned.files += 1;
    this.#options.report.planned.bytes += file.size;
  }
}

function pendingFolder({ path, node, tree, isWanted }: Subfolder, parent: PendingFolder): PendingFolder {
  return { path, node, tree, isWanted, parent, isMade: false, open: 1, badCopies: 0, damage: undefined };
}
