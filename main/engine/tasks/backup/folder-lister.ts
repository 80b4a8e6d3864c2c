import { AppError } from "../../../../shared/errors/index.ts";
import { type BlobId, idBytes } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { BlobOpener, BlobTable } from "../../repository/index.ts";
import { type SourceProblem, SourceUnreadable } from "../../source/index.ts";
import type { SealedTree } from "../trees/sealed-tree.ts";
import type { Candidate } from "./candidate.ts";
import { CandidateFinder, type FoundCandidates } from "./candidate-finder.ts";
import { EntryDescriber } from "./entry-describer.ts";
import { slicesOf } from "./file-slices.ts";
import type { FileStorer, FileStorerTools } from "./file-storer.ts";
import { FileTaker } from "./file-taker.ts";
import type { EncodedNodes, FileSlice, FolderInput, FolderOutput, ReadingRules } from "./jobs.ts";
import { OpenFolder } from "./open-folder.ts";
import { NO_PREVIOUS, type PreviousFolder, readPreviousFolder } from "./previous-folder.ts";
import { SubfolderTaker } from "./subfolder-taker.ts";
import type { TreeStorer } from "./tree-storer.ts";

export interface FolderListerTools extends Pick<FileStorerTools, "board" | "flow"> {
  readonly rules: ReadingRules;
  readonly table: BlobTable;
  readonly opener: BlobOpener;
  readonly files: FileStorer;
  readonly trees: TreeStorer;
}

/** Does the main work of a backup, one folder at a time: look, compare, read what changed, save the tree. */
export class FolderLister {
  readonly #tools: FolderListerTools;
  readonly #finder: CandidateFinder;
  readonly #describer: EntryDescriber;
  readonly #files: FileTaker;
  readonly #subfolders: SubfolderTaker;

  constructor(tools: FolderListerTools) {
    this.#tools = tools;
    this.#finder = new CandidateFinder(tools.rules);
    const describer = new EntryDescriber(tools.rules);
    this.#describer = describer;
    this.#files = new FileTaker({ ...tools, describer });
    this.#subfolders = new SubfolderTaker({ ...tools, describer });
  }

  /** A folder that may not be read stays in the snapshot, empty; one that vanished does not. Both are told. */
  list(input: FolderInput): FolderOutput {
    try {
      return this.#list(input);
    } catch (error) {
      if (!(error instanceof SourceUnreadable)) throw error;
      return this.#unlisted(input, error.problem);
    }
  }

  #unlisted(input: FolderInput, problem: SourceProblem): FolderOutput {
    const removed = input.previous === undefined ? [] : [input.previous.id];
    const output = { names: [], nodes: [], subfolders: [], slices: [], problems: [problem], removed };
    if (problem.cause === "vanished" || problem.cause === "changed") {
      this.#tools.board.add("dirsRemoved", removed.length);
      return { ...output, isGone: true };
    }
    return { ...output, tree: this.#tools.trees.store({ names: [], nodes: [] }, input.previous?.id) };
  }

  #list(input: FolderInput): FolderOutput {
    const problems: SourceProblem[] = [];
    const previous = this.#previousEntries(input.previous);
    const found = this.#finder.find(input, previous, problems);
    const folder = new OpenFolder(input, previous, found.marks, problems);
    for (const candidate of found.candidates) {
      this.#tools.flow.checkpoint();
      this.#take(folder, candidate);
    }
    if (found.keepsRest) takeOverRest(folder, found);
    else if (this.#tools.rules.countsBefore) this.#countBefore(folder);
    return this.#close(folder);
  }

  /** Stores the files of a slice and gives their nodes. */
  storeSlice(slice: FileSlice): EncodedNodes & { problems: SourceProblem[] } {
    const names: ByteString[] = [];
    const nodes: string[] = [];
    const problems: SourceProblem[] = [];
    for (const file of slice.files) {
      this.#tools.flow.checkpoint();
      const node = this.#files.takeWaiting(file, problems);
      if (node === undefined) continue;
      names.push(file.name);
      nodes.push(node);
    }
    return { names, nodes, problems };
  }

  /** What the parent snapshot knew, by name. A tree that does not open is as good as none: everything is read again. */
  #previousEntries(sealed: SealedTree | undefined): PreviousFolder {
    if (sealed === undefined) return NO_PREVIOUS;
    try {
      return readPreviousFolder(this.#tools.opener.open(sealed.bytes, sealed.id, sealed.uncompressedLength));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Saved anew when the folder is done, so that the next snapshot does not lean on the damaged copy.
      this.#tools.table.drop("tree", idBytes(sealed.id));
      return NO_PREVIOUS;
    }
  }

  #take(folder: OpenFolder, candidate: Candidate): void {
    try {
      if (candidate.entry.type === "dir") this.#subfolders.take(folder, candidate);
      else if (candidate.entry.type === "file") this.#files.take(folder, candidate);
      else this.#takeOther(folder, candidate);
    } catch (error) {
      if (!(error instanceof SourceUnreadable)) throw error;
      folder.problems.push(error.problem);
    }
  }

  #takeOther(folder: OpenFolder, { entry, path }: Candidate): void {
    folder.add(this.#describer.describe(path, entry, folder.previous.get(entry.name)?.node, folder.problems));
    this.#tools.board.add("othersDone", 1);
  }

  /** Counts what the parent snapshot had in this folder; trees without a folder are left for others to count. */
  #countBefore(folder: OpenFolder): void {
    const { board } = this.#tools;
    for (const [name, entry] of folder.previous) {
      if (entry.type === undefined) folder.isPreviousLost = true;
      else if (entry.type === "file") {
        board.add("filesBefore", 1);
        board.add("bytesBefore", (entry.plain ?? entry.node)?.size ?? 0);
      } else if (entry.subtree !== undefined && !folder.folders.has(name)) {
        board.add("dirsRemoved", 1);
        folder.removed.push(entry.subtree);
      }
    }
  }

  #close(folder: OpenFolder): FolderOutput {
    const { names, nodes, subfolders, problems, removed } = folder;
    const slices = slicesOf(folder.waiting);
    const output = { names, nodes, subfolders, slices, problems, removed, ...this.#findings(folder) };
    if (subfolders.length > 0 || slices.length > 0) return output;
    const tree = this.#unchangedTree(folder) ?? this.#tools.trees.store({ names, nodes }, folder.input.previous?.id);
    return { ...output, tree, names: [], nodes: [] };
  }

  #findings(folder: OpenFolder): Pick<FolderOutput, "isPreviousLost" | "isMissed"> {
    const { input, previous, areEntriesChanged, size } = folder;
    if (folder.isPreviousLost) return { isPreviousLost: true };
    const isCovered = input.marks === undefined || input.marks.isListed || input.selected !== undefined;
    if (isCovered || !this.#tools.rules.verifies) return {};
    return areEntriesChanged || size !== previous.size ? { isMissed: true } : {};
  }

  /** The tree of a folder all of whose entries are as they were: it need not be put together to know its id. */
  #unchangedTree({ isChanged, names, previous, input }: OpenFolder): BlobId | undefined {
    if (isChanged || input.previous === undefined || names.length !== previous.size || names.length === 0)
      return undefined;
    this.#tools.board.add("dirsUnmodified", 1);
    return input.previous.id;
  }
}

/** What is not looked at is as the parent snapshot has it. */
function takeOverRest(folder: OpenFolder, { candidates }: FoundCandidates): void {
  const lookedAt = new Set(candidates.map(({ entry }) => entry.name));
  for (const [name, { text }] of folder.previous) if (!lookedAt.has(name)) folder.addText(name, text);
}
