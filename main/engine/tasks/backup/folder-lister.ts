import { AppError } from "../../../../shared/errors/index.ts";
import { type BlobId, encodeNode, idBytes, idsOf, type TreeNode } from "../../format/index.ts";
import { type ByteString, toBuffer } from "../../names/index.ts";
import type { BlobOpener, BlobTable } from "../../repository/index.ts";
import { describe, type FoundEntry, isUnchanged, type SourceProblem, SourceUnreadable } from "../../source/index.ts";
import type { SealedTree } from "../trees/sealed-tree.ts";
import { type Candidate, CandidateFinder } from "./candidate-finder.ts";
import { INLINE_BYTES, INLINE_FILES, slicesOf, type WaitingFile } from "./file-slices.ts";
import type { FileStorer, FileStorerTools } from "./file-storer.ts";
import type { EncodedNodes, FileSlice, FolderInput, FolderOutput, ReadingRules, Subfolder } from "./jobs.ts";
import { NO_PREVIOUS, type PreviousEntry, type PreviousFolder, readPreviousFolder } from "./previous-folder.ts";
import { isSameEntry } from "./same-entry.ts";
import type { TreeStorer } from "./tree-storer.ts";

export interface FolderListerTools extends Pick<FileStorerTools, "board" | "flow"> {
  readonly rules: ReadingRules;
  readonly table: BlobTable;
  readonly opener: BlobOpener;
  readonly files: FileStorer;
  readonly trees: TreeStorer;
}

/** A folder while it is worked on. */
interface OpenFolder {
  readonly input: FolderInput;
  readonly previous: PreviousFolder;
  readonly names: ByteString[];
  readonly nodes: string[];
  readonly subfolders: Subfolder[];
  readonly waiting: WaitingFile[];
  readonly problems: SourceProblem[];
  storedBytes: number;
  storedFiles: number;
  /** Whether anything differs from the parent snapshot, as far as it is known by now. */
  isChanged: boolean;
}

/** Does the main work of a backup, one folder at a time: list, compare, read what changed, save the tree. */
export class FolderLister {
  readonly #tools: FolderListerTools;
  readonly #finder: CandidateFinder;

  constructor(tools: FolderListerTools) {
    this.#tools = tools;
    this.#finder = new CandidateFinder(tools.rules.filter);
  }

  /** A folder that may not be read stays in the snapshot, empty; one that vanished does not. Both are told. */
  list(input: FolderInput): FolderOutput {
    try {
      return this.#list(input);
    } catch (error) {
      if (!(error instanceof SourceUnreadable)) throw error;
      const { problem } = error;
      const output = { names: [], nodes: [], subfolders: [], slices: [], problems: [problem] };
      if (problem.cause === "vanished" || problem.cause === "changed") return { ...output, isGone: true };
      return { ...output, tree: this.#tools.trees.store({ names: [], nodes: [] }, input.previous?.id) };
    }
  }

  #list(input: FolderInput): FolderOutput {
    const { folder, candidates } = this.#open(input);
    for (const candidate of candidates) {
      this.#tools.flow.checkpoint();
      this.#take(folder, candidate);
    }
    return this.#close(folder);
  }

  /** Stores the files of a slice and gives their nodes. */
  storeSlice(slice: FileSlice): EncodedNodes & { problems: SourceProblem[] } {
    const names: ByteString[] = [];
    const nodes: string[] = [];
    const problems: SourceProblem[] = [];
    for (const { name, path, isNew } of slice.files) {
      this.#tools.flow.checkpoint();
      const node = this.#storeFile(path, name, isNew, undefined, problems);
      if (node === undefined) continue;
      names.push(name);
      nodes.push(encodeNode(node));
    }
    return { names, nodes, problems };
  }

  #open(input: FolderInput): { folder: OpenFolder; candidates: Candidate[] } {
    const problems: SourceProblem[] = [];
    const candidates = this.#finder.find(input, problems);
    const folder: OpenFolder = {
      ...{ input, problems, previous: this.#previousEntries(input.previous) },
      ...{ names: [], nodes: [], subfolders: [], waiting: [], storedBytes: 0, storedFiles: 0, isChanged: false },
    };
    return { folder, candidates };
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
      if (candidate.entry.type === "dir") this.#takeFolder(folder, candidate);
      else if (candidate.entry.type === "file") this.#takeFile(folder, candidate);
      else this.#takeOther(folder, candidate);
    } catch (error) {
      if (!(error instanceof SourceUnreadable)) throw error;
      folder.problems.push(error.problem);
    }
  }

  #takeFolder(folder: OpenFolder, candidate: Candidate): void {
    const { entry, path, rules, device, isNamed } = candidate;
    const previous = folder.previous.get(entry.name);
    if (candidate.isEmptied) {
      const subtree = this.#tools.trees.store({ names: [], nodes: [] }, previous?.subtree);
      this.#add(folder, { ...this.#describe(path, entry, previous, folder.problems), subtree });
      return;
    }
    folder.subfolders.push({
      ...{ name: entry.name, path, encodedNode: this.#encodedFolder(folder, candidate, previous), rules, isNamed },
      ...(previous?.subtree === undefined ? {} : { previousTree: previous.subtree }),
      ...(device === undefined ? {} : { device }),
    });
  }

  /** A folder's node, complete but for its tree. */
  #encodedFolder(folder: OpenFolder, { entry, path }: Candidate, previous: PreviousEntry | undefined): string {
    if (previous !== undefined && this.#isSame(entry, previous)) return withoutTree(previous.text);
    return encodeNode(this.#describe(path, entry, previous, folder.problems));
  }

  #takeFile(folder: OpenFolder, { entry, path }: Candidate): void {
    const previous = folder.previous.get(entry.name);
    if (previous !== undefined && this.#takeKnown(folder, entry, path, previous)) return;
    folder.isChanged = true;
    const isNew = (previous?.plain ?? previous?.node)?.type !== "file";
    const bytes = Number(entry.stat.size);
    if (folder.storedBytes + bytes > INLINE_BYTES || folder.storedFiles >= INLINE_FILES) {
      folder.waiting.push({ name: entry.name, path, isNew, bytes });
      return;
    }
    folder.storedBytes += bytes;
    folder.storedFiles += 1;
    const node = this.#storeFile(path, entry.name, isNew, previous, folder.problems);
    if (node !== undefined) this.#add(folder, node);
  }

  /** Takes over a file that the parent snapshot has, if it is unchanged and the repository holds all its content. */
  #takeKnown(folder: OpenFolder, entry: FoundEntry, path: ByteString, previous: PreviousEntry): boolean {
    const { rules } = this.#tools;
    if (rules.readAll) return false;
    if (this.#isSame(entry, previous) && this.#hasAll(idsOf(previous.plain?.content ?? ""))) {
      folder.names.push(entry.name);
      folder.nodes.push(previous.text);
    } else {
      const { node } = previous;
      if (node === undefined || !isUnchanged(entry.stat, node, rules) || !this.#hasAll(node.content ?? []))
        return false;
      this.#add(folder, { ...this.#describe(path, entry, previous, folder.problems), content: node.content });
    }
    this.#count("filesUnmodified", Number(entry.stat.size));
    return true;
  }

  #takeOther(folder: OpenFolder, { entry, path }: Candidate): void {
    this.#add(folder, this.#describe(path, entry, folder.previous.get(entry.name), folder.problems));
    this.#tools.board.add("othersDone", 1);
  }

  /** Whether the stored text of an entry can be written again as it is. */
  #isSame(entry: FoundEntry, { plain }: PreviousEntry): boolean {
    if (plain === undefined || this.#tools.rules.keepAtime) return false;
    return plain.type === entry.type && isSameEntry(entry.stat, plain);
  }

  #hasAll(content: readonly BlobId[] | undefined): boolean {
    return content?.every((id) => this.#tools.table.has("data", idBytes(id))) ?? false;
  }

  #add(folder: OpenFolder, node: TreeNode): void {
    const text = encodeNode(node);
    if (folder.previous.get(node.name)?.text !== text) folder.isChanged = true;
    folder.names.push(node.name);
    folder.nodes.push(text);
  }

  #storeFile(
    path: ByteString,
    name: ByteString,
    isNew: boolean,
    previous: PreviousEntry | undefined,
    problems: SourceProblem[],
  ): TreeNode | undefined {
    try {
      this.#tools.board.show(toBuffer(path));
      const { content, size, stat, problem } = this.#tools.files.store(path);
      if (problem !== undefined) problems.push(problem);
      const node = this.#describe(path, { name, type: "file", stat }, previous, problems);
      this.#count(isNew ? "filesNew" : "filesChanged", 0);
      return { ...node, content, size };
    } catch (error) {
      if (!(error instanceof SourceUnreadable)) throw error;
      problems.push(error.problem);
      return undefined;
    }
  }

  #describe(
    path: ByteString,
    entry: FoundEntry,
    previous: PreviousEntry | undefined,
    problems: SourceProblem[],
  ): TreeNode {
    const keepAtime = this.#tools.rules.keepAtime;
    return describe(path, entry, previous?.node, { keepAtime, onProblem: (problem) => problems.push(problem) });
  }

  #count(counter: "filesNew" | "filesChanged" | "filesUnmodified", bytes: number): void {
    this.#tools.board.add(counter, 1);
    this.#tools.board.add("bytesDone", bytes);
  }

  #close(folder: OpenFolder): FolderOutput {
    const { names, nodes, subfolders, problems } = folder;
    const slices = slicesOf(folder.waiting);
    if (subfolders.length > 0 || slices.length > 0) return { names, nodes, subfolders, slices, problems };
    const tree = this.#unchangedTree(folder) ?? this.#tools.trees.store({ names, nodes }, folder.input.previous?.id);
    return { tree, names: [], nodes: [], subfolders, slices, problems };
  }

  /** The tree of a folder all of whose entries are as they were: it need not be put together to know its id. */
  #unchangedTree({ isChanged, names, previous, input }: OpenFolder): BlobId | undefined {
    if (isChanged || input.previous === undefined || names.length !== previous.size || names.length === 0)
      return undefined;
    this.#tools.board.add("dirsUnmodified", 1);
    return input.previous.id;
  }
}

/** A folder's text up to where the id of its tree stands. */
function withoutTree(text: string): string {
  return `${text.slice(0, text.lastIndexOf(',"subtree":'))}}`;
}
