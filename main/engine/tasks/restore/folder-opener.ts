import { AppError } from "../../../../shared/errors/index.ts";
import { checkName, type MetadataOptions, type MetadataProblem, type RestoreFolder } from "../../destination/index.ts";
import { decodeTree, idBytes, parseTime, type TreeNode } from "../../format/index.ts";
import { type ByteString, fromText, joinPath, toBuffer } from "../../names/index.ts";
import { type BlobOpener, type BlobTable, MissingBlob } from "../../repository/index.ts";
import type { Flow, ProgressBoard } from "../../workers/index.ts";
import { newEntryList } from "./entry-list.ts";
import type { FileToFill, FolderToOpen, OpenedFolder, RestoreRules, Subfolder, Tally } from "./jobs.ts";
import type { RestoreProblem } from "./model.ts";
import { decideOverwrite, replacesOther } from "./overwrite.ts";
import { metadataOf, packNode } from "./packed-node.ts";
import { metadataProblems, problemAt, problemFrom } from "./problems.ts";
import { Selection } from "./selection.ts";

export interface FolderOpenerTools {
  readonly opener: BlobOpener;
  readonly table: BlobTable;
  readonly board: ProgressBoard<never>;
  readonly flow: Flow;
  /** Absent in a dry run into a folder that is not there. */
  readonly destination: RestoreFolder | undefined;
  readonly rules: RestoreRules;
}

/** A folder while it is worked on. */
interface Draft {
  readonly input: FolderToOpen;
  /** It was made just now, so nothing can be in it. */
  isNew: boolean;
  isMade: boolean;
  /** Why it cannot be made. */
  blocked: { readonly error: unknown } | undefined;
  readonly names: Set<ByteString>;
  readonly subfolders: Subfolder[];
  readonly files: FileToFill[];
  readonly problems: RestoreProblem[];
}

/** Makes folders and whatever in them needs no content, and finds out what the files in them need. */
export class FolderOpener {
  readonly #tools: FolderOpenerTools;
  readonly #selection: Selection;
  readonly #names: ReadonlySet<ByteString> | undefined;
  readonly #metadata: MetadataOptions;
  #tally: Tally = noTally();

  constructor(tools: FolderOpenerTools) {
    this.#tools = tools;
    this.#selection = new Selection(tools.rules.selection);
    this.#names = tools.rules.names && new Set(tools.rules.names);
    this.#metadata = { owners: tools.rules.owners };
  }

  /** What was done since the last time it was asked. */
  takeTally(): Tally {
    const tally = this.#tally;
    this.#tally = noTally();
    return tally;
  }

  open(input: FolderToOpen): OpenedFolder {
    const draft = newDraft(input);
    const nodes = this.#nodes(input);
    if (typeof nodes === "string") return { ...this.#close(draft), damage: nodes };
    try {
      if (input.isWanted) this.#make(draft);
      for (const node of nodes) {
        this.#tools.flow.checkpoint();
        this.#take(draft, node);
      }
    } catch (error) {
      draft.problems.push(problemFrom(input.path, error));
    }
    return this.#close(draft);
  }

  #close({ isMade, subfolders, files, problems }: Draft): OpenedFolder {
    return { isMade, subfolders, files, problems };
  }

  /** The entries of a folder, less those that can have no place; a text says that its list is damaged. */
  #nodes({ tree }: FolderToOpen): TreeNode[] | string {
    if (tree === undefined) return [];
    try {
      return decodeTree(this.#tools.opener.open(tree.bytes, tree.id, tree.uncompressedLength));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return error.message;
    }
  }

  #make(draft: Draft): void {
    if (draft.blocked !== undefined) throw draft.blocked.error;
    if (draft.isMade) return;
    try {
      draft.isNew = this.#makeFolder(draft.input);
      draft.isMade = true;
    } catch (error) {
      draft.blocked = { error };
      throw error;
    }
  }

  #makeFolder({ path }: FolderToOpen): boolean {
    const { destination, rules } = this.#tools;
    if (rules.dryRun || destination === undefined || path === "") return false;
    try {
      return destination.makeFolder(path);
    } catch (error) {
      // Folders that only lead to something are not made before there is something.
      if (!isMissingParent(error)) throw error;
      return makeWay(destination, path);
    }
  }

  #take(draft: Draft, node: TreeNode): void {
    if (draft.input.path === "" && this.#names?.has(node.name) === false) return;
    const path = childPath(draft.input.path, node.name);
    if (!isPossible(draft, node.name, path)) return;
    const { isWanted } = draft.input;
    const selected = this.#selection.select(joinPath(ROOT, path), node.type === "dir", isWanted);
    if (selected === "none") return;
    try {
      if (node.type === "dir") this.#takeFolder(draft, path, node, selected === "whole");
      else this.#takeEntry(draft, path, node);
    } catch (error) {
      draft.problems.push(problemFrom(path, error));
    }
  }

  #takeFolder(draft: Draft, path: ByteString, node: TreeNode, isWanted: boolean): void {
    if (node.subtree === undefined) {
      draft.problems.push(problemAt(path, "damaged", "The snapshot does not say what is in this folder."));
    } else draft.subfolders.push({ path, node: metadataOf(node), tree: node.subtree, isWanted });
  }

  #takeEntry(draft: Draft, path: ByteString, node: TreeNode): void {
    this.#make(draft);
    const { destination, rules } = this.#tools;
    const existing = draft.isNew ? undefined : destination?.existing(path);
    const wanted = { type: node.type, size: node.size ?? 0, mtimeNs: existing ? parseTime(node.mtime) : 0n };
    const decision = decideOverwrite(rules.overwrite, wanted, existing);
    if (decision === "skip") this.#tally.skipped += 1;
    else if (node.type === "file" && decision === "keep-content") this.#keepContent(draft, path, node);
    else {
      const replaces = replacesOther(wanted, existing);
      if (node.type === "file") this.#takeFile(draft, path, node, { compare: decision === "compare", replaces });
      else this.#makeSpecial(draft, path, node, replaces);
    }
  }

  #keepContent(draft: Draft, path: ByteString, node: TreeNode): void {
    this.#tally.unchanged += 1;
    this.#tally.bytesUnchanged += node.size ?? 0;
    if (!this.#tools.rules.dryRun) this.#applyMetadata(draft, path, node);
  }

  #takeFile(draft: Draft, path: ByteString, node: TreeNode, there: Pick<FileToFill, "compare" | "replaces">): void {
    const { table, rules } = this.#tools;
    const content = node.content ?? [];
    const entries = newEntryList(content.length);
    let size = 0;
    for (const [at, id] of content.entries()) {
      const entry = table.find("data", idBytes(id));
      if (entry < 0) throw new MissingBlob("data", id);
      entries[at] = entry;
      size += table.plainLength(entry);
    }
    if (size !== (node.size ?? 0)) {
      const message = `Its content has ${size} bytes where the snapshot says ${node.size ?? 0}. The content is restored.`;
      draft.problems.push(problemAt(path, "differs", message));
    }
    const link = linkOf(node);
    const file = { path, node: packNode(node), size, entries, ...there, ...(link === undefined ? {} : { link }) };
    if (size > 0 || link !== undefined || rules.dryRun) draft.files.push(file);
    else this.#makeEmpty(draft, path, node, there.replaces);
  }

  #makeEmpty(draft: Draft, path: ByteString, node: TreeNode, replaces: boolean): void {
    const destination = this.#destination();
    const file = destination.createTempFile(path, 0);
    try {
      try {
        this.#noteMetadata(draft, path, destination.applyMetadataToOpen(file, node, this.#metadata));
      } finally {
        file.close();
      }
      destination.publish(file.tempPath, path);
    } catch (error) {
      destination.remove(file.tempPath);
      throw error;
    }
    this.#tally.files += 1;
    if (replaces) this.#tally.replaced += 1;
  }

  #makeSpecial(draft: Draft, path: ByteString, node: TreeNode, replaces: boolean): void {
    if (node.type === "socket") return; // whoever listens makes it
    if (!this.#tools.rules.dryRun) {
      this.#tools.board.show(toBuffer(path));
      if (node.type === "symlink") this.#destination().makeSymlink(node.linkTarget ?? fromText(""), path);
      else this.#destination().makeSpecial(path, node);
      this.#applyMetadata(draft, path, node);
    }
    if (node.type === "symlink") this.#tally.symlinks += 1;
    else this.#tally.others += 1;
    if (replaces) this.#tally.replaced += 1;
  }

  #applyMetadata(draft: Draft, path: ByteString, node: TreeNode): void {
    this.#noteMetadata(draft, path, this.#destination().applyMetadata(path, node, this.#metadata));
  }

  #noteMetadata(draft: Draft, path: ByteString, found: readonly MetadataProblem[]): void {
    if (found.length === 0) return;
    const { problems, ownersKept } = metadataProblems(path, found);
    draft.problems.push(...problems);
    this.#tally.ownersKept += ownersKept;
  }

  #destination(): RestoreFolder {
    if (this.#tools.destination === undefined) throw new Error("a dry run came to write");
    return this.#tools.destination;
  }
}

const ROOT = fromText("/");

function newDraft(input: FolderToOpen): Draft {
  const found = { subfolders: [], files: [], problems: [] };
  return { input, isNew: false, isMade: false, blocked: undefined, names: new Set(), ...found };
}

/** Whether a folder can have an entry of this name; otherwise the problem is noted. */
function isPossible(draft: Draft, name: ByteString, path: ByteString): boolean {
  try {
    checkName(name);
  } catch (error) {
    draft.problems.push(problemFrom(path, error));
    return false;
  }
  const isFirst = !draft.names.has(name);
  draft.names.add(name);
  const message = "The snapshot holds two entries of this name. Only the first is restored.";
  if (!isFirst) draft.problems.push(problemAt(path, "duplicate-name", message));
  return isFirst;
}

function isMissingParent(error: unknown): boolean {
  return error instanceof AppError && error.facts["errno"] === "ENOENT";
}

/** Makes a folder and those above it. */
function makeWay(destination: RestoreFolder, path: ByteString): boolean {
  for (let end = path.indexOf("/"); end > 0; end = path.indexOf("/", end + 1)) {
    destination.makeFolder(path.slice(0, end) as ByteString); // a piece of a byte string
  }
  return destination.makeFolder(path);
}

/**
 * What the names of one file have in common. The content counts too: an inode can have been given to another file while
 * the backup ran.
 */
function linkOf({ links = 1, inode, deviceId = 0n, size = 0, content }: TreeNode): FileToFill["link"] {
  if (links <= 1 || inode === undefined) return undefined;
  const key = `${deviceId}:${inode}:${size}:${content?.[0] ?? ""}:${content?.at(-1) ?? ""}`;
  return { key, names: links };
}

function noTally(): Tally {
  const entries = { files: 0, folders: 0, symlinks: 0, others: 0 };
  return { ...entries, replaced: 0, unchanged: 0, bytesUnchanged: 0, skipped: 0, ownersKept: 0 };
}

function childPath(folder: ByteString, name: ByteString): ByteString {
  return folder === "" ? name : joinPath(folder, name);
}
