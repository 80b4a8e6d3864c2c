import type { BlobId } from "../../format/index.ts";
import { toText } from "../../names/index.ts";
import type { StoredSnapshot } from "../../repository/index.ts";
import type { OpenRepository } from "../open-repository.ts";
import { ChangeMap } from "./change-map.ts";
import type { MissedFolders, WalkReason } from "./changed-folders.ts";
import { NothingToBackUp } from "./errors.ts";
import type { Estimator } from "./estimate.ts";
import { FolderWalk } from "./folder-walk.ts";
import type { BackupCounter } from "./jobs.ts";
import type { BackupOptions } from "./model.ts";
import { ParentTrees } from "./parent-trees.ts";
import type { ProblemLog } from "./problem-log.ts";
import { countedFolders, presentSelection, type Selection } from "./selection.ts";
import { chooseWalk, type WalkChoice } from "./walk-choice.ts";
import { countedFigures, derivedFigures, removedFiles, type WalkFigures } from "./walk-figures.ts";

export interface SourceWalkOptions {
  readonly open: OpenRepository;
  readonly options: BackupOptions;
  readonly parent: StoredSnapshot | undefined;
  readonly problems: ProblemLog;
  readonly estimator: Estimator;
  readonly signal: AbortSignal;
  /** Told when everything is walked though the run was told what changed. */
  readonly onWalk: (reason: WalkReason) => void;
}

/** The source as it is now in the repository. */
export interface WalkedSource {
  readonly tree: BlobId;
  readonly figures: WalkFigures;
  readonly stored: StoredFigures;
  readonly foundBy: WalkChoice["foundBy"];
  readonly foldersTouched: number;
  readonly removed?: number;
  readonly missed?: MissedFolders;
}

/** New blobs. */
export type StoredFigures = Readonly<Record<"dataBlobs" | "treeBlobs" | "bytesAdded" | "bytesAddedPacked", number>>;

const NOTHING_STORED: StoredFigures = { dataBlobs: 0, treeBlobs: 0, bytesAdded: 0, bytesAddedPacked: 0 };

/** Takes the source into the repository: by what is known of its changes, or else by looking at everything. */
export class SourceWalk {
  readonly #options: SourceWalkOptions;
  readonly #parentTrees: ParentTrees;
  /** How the run goes; the threads have to know it before. */
  readonly choice: WalkChoice;

  constructor(options: SourceWalkOptions) {
    this.#options = options;
    this.#parentTrees = new ParentTrees(options.open.repository);
    this.choice = chooseWalk(options.options, options.parent);
  }

  /** @throws {NothingToBackUp} none of the targets is there */
  async run(): Promise<WalkedSource> {
    const { choice } = this;
    if (choice.foundBy === "walk") {
      if (choice.reason !== undefined) this.#options.onWalk(choice.reason);
      return this.#walkAll(choice.verifies, NOTHING_STORED);
    }
    const { board } = this.#options.open.pool;
    const found = await this.#walkChanges();
    if (found !== undefined) return found;
    // A parent that is damaged, or wrong about itself, is not leaned on for what was not looked at either.
    this.#options.onWalk(this.#parentTrees.isLost ? "damaged-parent" : "no-figures");
    this.#options.problems.startAgain();
    const { dataBlobs, treeBlobs, bytesAdded, bytesAddedPacked } = board.totals();
    board.reset();
    return this.#walkAll(false, { dataBlobs, treeBlobs, bytesAdded, bytesAddedPacked });
  }

  async #walkChanges(): Promise<WalkedSource | undefined> {
    const { options, parent, open } = this.#options;
    if (options.changes === undefined || parent?.summary === undefined) return undefined;
    const walk = this.#walk(this.#selection(), new ChangeMap(options.changes));
    const tree = await walk.run();
    const removed = await this.#parentTrees.count(walk.removed, open.pool);
    const counted = open.pool.board.totals();
    const figures = derivedFigures(counted, parent.summary, removed);
    if (this.#parentTrees.isLost || figures === undefined) return undefined;
    const { foldersTouched } = walk;
    const gone = removedFiles(figures, parent.summary);
    return { tree, figures, stored: counted, foundBy: "journal", foldersTouched, removed: gone };
  }

  async #walkAll(verifies: boolean, before: StoredFigures): Promise<WalkedSource> {
    const { open, options, parent } = this.#options;
    const selection = this.#selection();
    const isVerified = verifies && options.changes !== undefined;
    const walk = this.#walk(selection, isVerified ? new ChangeMap(options.changes) : undefined);
    const tree = await this.#whileCounting(selection, walk.run());
    const counted = open.pool.board.totals();
    const figures = countedFigures(counted);
    const canTell = parent?.summary !== undefined && !this.#parentTrees.isLost;
    return {
      ...{ tree, figures, stored: sum(before, counted), foundBy: "walk", foldersTouched: walk.foldersTouched },
      ...(canTell ? { removed: removedFiles(figures, parent.summary) } : {}),
      ...(isVerified ? { missed: walk.missed } : {}),
    };
  }

  /** Counts beside the walk how much there is, if the parent does not say it. */
  async #whileCounting(selection: readonly Selection[], walking: Promise<BlobId>): Promise<BlobId> {
    const { estimator, parent, options, open, signal } = this.#options;
    const isKnown = estimator.fromParent(parent) || options.estimate !== true;
    // A count that fails, or is stopped with the walk, only leaves the figures where they are. Said at once: it may fail
    // long before the walk ends, and nobody would be listening yet.
    const counting = isKnown
      ? undefined
      : estimator.count(open.pool, countedFolders(selection), signal).catch(() => {});
    try {
      return await walking;
    } finally {
      await counting;
    }
  }

  #walk(selection: readonly Selection[], changes: ChangeMap | undefined): FolderWalk {
    const { open, parent, problems } = this.#options;
    return new FolderWalk({
      ...{ pool: open.pool, parentTrees: this.#parentTrees, selection },
      onProblem: (problem) => problems.report(problem),
      ...(parent === undefined ? {} : { previousTree: parent.tree }),
      ...(changes === undefined ? {} : { changes }),
    });
  }

  /** The upper part of the snapshot. Targets that are not there are told; if none is, that is an error. */
  #selection(): readonly Selection[] {
    const { targets, filter } = this.#options.options;
    const selection = presentSelection(targets, filter, (problem) => this.#options.problems.report(problem));
    if (selection === undefined) throw new NothingToBackUp(targets.map(({ absolute }) => toText(absolute)));
    return selection;
  }
}

function sum(a: StoredFigures, b: Readonly<Record<BackupCounter, number>>): StoredFigures {
  return {
    dataBlobs: a.dataBlobs + b.dataBlobs,
    treeBlobs: a.treeBlobs + b.treeBlobs,
    bytesAdded: a.bytesAdded + b.bytesAdded,
    bytesAddedPacked: a.bytesAddedPacked + b.bytesAddedPacked,
  };
}
