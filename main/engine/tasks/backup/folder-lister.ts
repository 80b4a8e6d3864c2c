import { AppError } from "../../../../shared/errors/index.ts";
import { decodeTree, encodeNode, idBytes, type TreeNode } from "../../format/index.ts";
import { type ByteString, joinPath, toBuffer } from "../../names/index.ts";
import type { BlobOpener, BlobTable } from "../../repository/index.ts";
import {
  describe,
  EntryFilter,
  type FoundEntry,
  type InheritedRules,
  isUnchanged,
  listFolder,
  lookUp,
  lookUpWay,
  type SourceProblem,
  SourceUnreadable,
} from "../../source/index.ts";
import type { FileStorer, FileStorerTools } from "./file-storer.ts";
import type {
  EncodedNodes,
  FileSlice,
  FolderInput,
  FolderOutput,
  ReadingRules,
  SealedTree,
  Subfolder,
} from "./jobs.ts";
import type { TreeStorer } from "./tree-storer.ts";

/** A folder's new files are stored at once up to this much; the rest becomes slices for all threads. */
const INLINE_BYTES = 8 << 20;
const INLINE_FILES = 512;

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
  readonly previous: ReadonlyMap<ByteString, TreeNode>;
  readonly names: ByteString[];
  readonly nodes: string[];
  readonly subfolders: Subfolder[];
  readonly waiting: { name: ByteString; path: ByteString; isNew: boolean; bytes: number }[];
  readonly problems: SourceProblem[];
  storedBytes: number;
  storedFiles: number;
}

/** An entry to take, where it is, and the rules that its own content goes by. */
interface Candidate {
  readonly entry: FoundEntry;
  readonly path: ByteString;
  readonly rules: InheritedRules;
  readonly device: bigint | undefined;
  readonly isNamed: boolean;
  /** A folder whose content is left out: it stays, empty. */
  readonly isEmptied: boolean;
}

/** Does the main work of a backup, one folder at a time: list, compare, read what changed, save the tree. */
export class FolderLister {
  readonly #tools: FolderListerTools;
  readonly #filter: EntryFilter;

  constructor(tools: FolderListerTools) {
    this.#tools = tools;
    this.#filter = new EntryFilter(tools.rules.filter);
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
    const candidates =
      input.path === undefined ? this.#selected(input, problems) : this.#listed(input.path, input, problems);
    const folder: OpenFolder = {
      ...{ input, problems, previous: this.#previousNodes(input.previous) },
      ...{ names: [], nodes: [], subfolders: [], waiting: [], storedBytes: 0, storedFiles: 0 },
    };
    return { folder, candidates };
  }

  /** What a folder on disk holds, less what the rules keep out. */
  #listed(path: ByteString, input: FolderInput, problems: SourceProblem[]): Candidate[] {
    if (input.selected !== undefined) return this.#selected(input, problems);
    const found = listFolder(path);
    problems.push(...found.problems);
    const {
      rules,
      entries,
      problems: inRules,
    } = this.#filter.enter(path, found.entries, input.rules, {
      named: input.isNamed,
    });
    problems.push(...inRules);
    const candidates: Candidate[] = [];
    for (const entry of entries) {
      const entryPath = joinPath(path, entry.name);
      const reason = this.#filter.excludes(entryPath, entry, rules, input.device);
      if (reason !== undefined && reason.keptEmpty !== true) continue;
      const isEmptied = reason !== undefined;
      candidates.push({ entry, path: entryPath, rules, device: input.device, isNamed: false, isEmptied });
    }
    return candidates;
  }

  /** The entries that were asked for, or lead to such. */
  #selected(input: FolderInput, problems: SourceProblem[]): Candidate[] {
    const candidates: Candidate[] = [];
    for (const { name, path, role, rules, device } of input.selected ?? []) {
      try {
        const entry = role === "way" ? lookUpWay(path, name) : lookUp(path, name);
        const reason = role === "content" ? this.#filter.excludes(path, entry, rules, device) : undefined;
        if (entry.type === "socket" || (reason !== undefined && reason.keptEmpty !== true)) continue;
        const kept = { isNamed: role === "target", isEmptied: reason !== undefined };
        candidates.push({ entry, path, rules, device: device ?? this.#deviceOf(entry), ...kept });
      } catch (error) {
        if (!(error instanceof SourceUnreadable)) throw error;
        problems.push(error.problem);
      }
    }
    return candidates;
  }

  #deviceOf(entry: FoundEntry): bigint | undefined {
    return this.#tools.rules.filter.oneFileSystem ? entry.stat.dev : undefined;
  }

  /** The parent snapshot's nodes by name. A tree that does not open is as good as none: everything is read again. */
  #previousNodes(sealed: SealedTree | undefined): ReadonlyMap<ByteString, TreeNode> {
    if (sealed === undefined) return new Map();
    try {
      const plain = this.#tools.opener.open(sealed.bytes, sealed.id, sealed.uncompressedLength);
      return new Map(decodeTree(plain).map((node) => [node.name, node]));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // Saved anew when the folder is done, so that the next snapshot does not lean on the damaged copy.
      this.#tools.table.drop("tree", idBytes(sealed.id));
      return new Map();
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

  #takeFolder(folder: OpenFolder, { entry, path, rules, device, isNamed, isEmptied }: Candidate): void {
    const previous = folder.previous.get(entry.name);
    const node = this.#describe(path, entry, previous, folder.problems);
    if (isEmptied) {
      const subtree = this.#tools.trees.store({ names: [], nodes: [] }, previous?.subtree);
      add(folder, { ...node, subtree });
      return;
    }
    folder.subfolders.push({
      ...{ name: entry.name, path, encodedNode: encodeNode(node), rules, isNamed },
      ...(previous?.subtree === undefined ? {} : { previousTree: previous.subtree }),
      ...(device === undefined ? {} : { device }),
    });
  }

  #takeFile(folder: OpenFolder, { entry, path }: Candidate): void {
    const previous = folder.previous.get(entry.name);
    if (previous !== undefined && this.#isKnown(entry, previous)) {
      const node = this.#describe(path, entry, previous, folder.problems);
      add(folder, { ...node, content: previous.content });
      this.#count("filesUnmodified", Number(entry.stat.size));
      return;
    }
    const isNew = previous?.type !== "file";
    const bytes = Number(entry.stat.size);
    if (folder.storedBytes + bytes > INLINE_BYTES || folder.storedFiles >= INLINE_FILES) {
      folder.waiting.push({ name: entry.name, path, isNew, bytes });
      return;
    }
    folder.storedBytes += bytes;
    folder.storedFiles += 1;
    const node = this.#storeFile(path, entry.name, isNew, previous, folder.problems);
    if (node !== undefined) add(folder, node);
  }

  #takeOther(folder: OpenFolder, { entry, path }: Candidate): void {
    add(folder, this.#describe(path, entry, folder.previous.get(entry.name), folder.problems));
    this.#tools.board.add("othersDone", 1);
  }

  /** Whether the parent snapshot has this file, and the repository still all its content. */
  #isKnown(entry: FoundEntry, previous: TreeNode): boolean {
    const { rules, table } = this.#tools;
    if (rules.readAll || !isUnchanged(entry.stat, previous, rules)) return false;
    return (previous.content ?? []).every((id) => table.has("data", idBytes(id)));
  }

  #storeFile(
    path: ByteString,
    name: ByteString,
    isNew: boolean,
    previous: TreeNode | undefined,
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

  #describe(path: ByteString, entry: FoundEntry, previous: TreeNode | undefined, problems: SourceProblem[]): TreeNode {
    const keepAtime = this.#tools.rules.keepAtime;
    return describe(path, entry, previous, { keepAtime, onProblem: (problem) => problems.push(problem) });
  }

  #count(counter: "filesNew" | "filesChanged" | "filesUnmodified", bytes: number): void {
    this.#tools.board.add(counter, 1);
    this.#tools.board.add("bytesDone", bytes);
  }

  #close(folder: OpenFolder): FolderOutput {
    const { names, nodes, subfolders, problems } = folder;
    const slices = slicesOf(folder);
    if (subfolders.length > 0 || slices.length > 0) return { names, nodes, subfolders, slices, problems };
    const tree = this.#tools.trees.store({ names, nodes }, folder.input.previous?.id);
    return { tree, names: [], nodes: [], subfolders, slices, problems };
  }
}

function add(folder: OpenFolder, node: TreeNode): void {
  folder.names.push(node.name);
  folder.nodes.push(encodeNode(node));
}

/** Cuts the files that wait into portions worth a job each. */
function slicesOf(folder: OpenFolder): FileSlice[] {
  const slices: FileSlice[] = [];
  let bytes = 0;
  let files: FileSlice["files"][number][] = [];
  for (const file of folder.waiting) {
    files.push({ name: file.name, path: file.path, isNew: file.isNew });
    bytes += file.bytes;
    if (bytes < INLINE_BYTES && files.length < INLINE_FILES) continue;
    slices.push({ files });
    [bytes, files] = [0, []];
  }
  return files.length === 0 ? slices : [...slices, { files }];
}
