import type { BlobId } from "../../format/index.ts";
import type { SourceProblem } from "../../source/index.ts";
import type { EnginePool } from "../engine-jobs.ts";
import type { ChangeMap } from "./change-map.ts";
import type { EncodedNodes, FileSlice, FolderOutput } from "./jobs.ts";
import { MissedLog } from "./missed-log.ts";
import { bufferOf, type ParentTrees } from "./parent-trees.ts";
import { folderInput, type PendingFolder, pendingSubfolder, rootFolder } from "./pending-folder.ts";
import type { Selection } from "./selection.ts";

/** Folders that go to a thread together when many wait: a message costs more than a small folder. */
const FOLDERS_PER_JOB = 16;

export interface FolderWalkOptions {
  readonly pool: EnginePool;
  readonly selection: readonly Selection[];
  readonly parentTrees: ParentTrees;
  /** Root tree of the parent snapshot. */
  readonly previousTree?: BlobId;
  /** What changed since the parent; without it nothing is known. */
  readonly changes?: ChangeMap;
  readonly onProblem: (problem: SourceProblem) => void;
}

const NOTHING: EncodedNodes = { names: [], nodes: [] };

type Task =
  | { readonly kind: "folder"; readonly folder: PendingFolder }
  | { readonly kind: "slice"; readonly folder: PendingFolder; readonly slice: FileSlice };

/**
 * Leads the walk of a backup: hands folders to the threads, deepest first, and saves each folder's tree once all that
 * is in it is saved. It holds only the folders on the way down and their siblings, whatever the size of the whole.
 */
export class FolderWalk {
  readonly #options: FolderWalkOptions;
  readonly #waiting: Task[] = [];
  readonly #idle: (() => void)[] = [];
  readonly #missed = new MissedLog();
  readonly #removed: BlobId[] = [];
  #folders = 0;
  #root: BlobId | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(options: FolderWalkOptions) {
    this.#options = options;
  }

  /** Folders that were looked into. */
  get foldersTouched(): number {
    return this.#folders;
  }

  /** In a verifying run, the changed folders that were not marked. */
  get missed(): MissedLog["missed"] {
    return this.#missed.missed;
  }

  /** Trees of the parent whose folders are no more. They are not counted with `dirsRemoved` and the like. */
  get removed(): readonly BlobId[] {
    return this.#removed;
  }

  /** Walks everything that may have changed and returns the id of the snapshot's root tree. The first failure ends the walk. */
  async run(): Promise<BlobId> {
    this.#waiting.push({ kind: "folder", folder: rootFolder(this.#options) });
    const lanes = Array.from({ length: this.#options.pool.size * 2 }, () => this.#lane());
    await Promise.all(lanes);
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.#root === undefined) throw new Error("the walk ended without a root tree");
    return this.#root;
  }

  async #lane(): Promise<void> {
    try {
      while (this.#root === undefined && this.#failure === undefined) {
        const tasks = this.#next();
        if (tasks.length > 0) await this.#do(tasks);
        else await new Promise<void>((resolve) => this.#idle.push(resolve));
      }
    } catch (error) {
      // The other lanes end soon after; what they then say is only a consequence.
      this.#failure ??= { error };
      this.#options.pool.flow.stop();
      this.#wake();
    }
  }

  #wake(): void {
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** The tasks of the next job: one slice, or some folders. */
  #next(): readonly Task[] {
    const last = this.#waiting.at(-1);
    if (last === undefined) return [];
    if (last.kind === "slice") return this.#waiting.splice(-1);
    const fairShare = Math.ceil(this.#waiting.length / (this.#options.pool.size * 2));
    const tasks: Task[] = [];
    while (tasks.length < Math.min(fairShare, FOLDERS_PER_JOB) && this.#waiting.at(-1)?.kind === "folder") {
      tasks.push(...this.#waiting.splice(-1));
    }
    return tasks;
  }

  async #do(tasks: readonly Task[]): Promise<void> {
    const [first] = tasks;
    if (first?.kind === "slice") return this.#doSlice(first.folder, first.slice);
    const { parentTrees, changes } = this.#options;
    const inputs = await Promise.all(tasks.map(({ folder }) => folderInput(folder, parentTrees, changes)));
    const transfer = inputs.flatMap(({ previous }) => (previous === undefined ? [] : [bufferOf(previous)]));
    const outputs = await this.#options.pool.run("listFolders", { folders: inputs }, transfer);
    this.#waiting.push(...tasks.slice(outputs.length).reverse());
    this.#wake();
    for (const [at, output] of outputs.entries()) {
      const folder = tasks[at]?.folder;
      if (folder !== undefined) await this.#take(folder, output);
    }
  }

  async #doSlice(folder: PendingFolder, slice: FileSlice): Promise<void> {
    const output = await this.#options.pool.run("storeFiles", slice);
    for (const problem of output.problems) this.#options.onProblem(problem);
    await this.#complete(folder, output);
  }

  async #take(folder: PendingFolder, output: FolderOutput): Promise<void> {
    this.#note(folder, output);
    if (output.tree !== undefined) return this.#saved(folder, output.tree);
    if (output.isGone === true && folder.parent !== undefined) return this.#complete(folder.parent, NOTHING);
    folder.open = output.subfolders.length + output.slices.length + 1;
    for (const slice of output.slices) this.#waiting.push({ kind: "slice", folder, slice });
    for (const subfolder of output.subfolders) {
      this.#waiting.push({ kind: "folder", folder: pendingSubfolder(folder, subfolder) });
    }
    this.#wake();
    await this.#complete(folder, output);
  }

  #note(folder: PendingFolder, output: FolderOutput): void {
    for (const problem of output.problems) this.#options.onProblem(problem);
    for (const tree of output.removed ?? []) this.#removed.push(tree);
    if (output.isPreviousLost === true) this.#options.parentTrees.lose();
    if (folder.path !== undefined && (folder.isMissed || output.isMissed)) this.#missed.add(folder.path);
    this.#folders += 1;
  }

  /** Takes in finished nodes of a folder; with the last of them its tree is saved. */
  async #complete(folder: PendingFolder, { names, nodes }: EncodedNodes): Promise<void> {
    for (const name of names) folder.names.push(name);
    for (const node of nodes) folder.nodes.push(node);
    folder.open -= 1;
    if (folder.open > 0) return;
    const previous = folder.previousTree === undefined ? {} : { previousTree: folder.previousTree };
    const tree = await this.#options.pool.run("finishFolder", {
      names: folder.names,
      nodes: folder.nodes,
      ...previous,
    });
    await this.#saved(folder, tree);
  }

  async #saved(folder: PendingFolder, tree: BlobId): Promise<void> {
    if (folder.parent === undefined) {
      this.#root = tree;
      this.#wake();
      return;
    }
    const node = `${folder.encodedNode.slice(0, -1)},"subtree":"${tree}"}`;
    await this.#complete(folder.parent, { names: [folder.name], nodes: [node] });
  }
}
