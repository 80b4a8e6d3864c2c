import { AppError } from "../../../../shared/errors/index.ts";
import {
  type ExistingEntry,
  type MetadataProblem,
  NotReplaceable,
  type RestoreFolder,
} from "../../destination/index.ts";
import { decodeTree, parseTime, type TreeNode } from "../../format/index.ts";
import { type ByteString, fromText, joinPath, toBuffer } from "../../names/index.ts";
import type { BlobOpener, BlobTable } from "../../repository/index.ts";
import type { Flow, ProgressBoard } from "../../workers/index.ts";
import { Beside, type WantedContent } from "./beside.ts";
import { conflictAt } from "./conflict.ts";
import { ContentMatch } from "./content-match.ts";
import { entryPath } from "./entry-path.ts";
import { contentOf, linkOf, type NodeContent } from "./file-content.ts";
import { FolderDraft, noTally } from "./folder-draft.ts";
import type { FileToFill, FolderToOpen, OpenedFolder, RestoreRules, Tally } from "./jobs.ts";
import { lookAtFolder, makeFolder } from "./make-folder.ts";
import type { RestoreConflict } from "./model.ts";
import { decideOverwrite, looksEqual, type OverwriteDecision, replacesOther, type WantedEntry } from "./overwrite.ts";
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

/** Makes folders and whatever in them needs no content, and finds out what the files in them need. */
export class FolderOpener {
  readonly #tools: FolderOpenerTools;
  readonly #selection: Selection;
  readonly #names: ReadonlySet<ByteString> | undefined;
  /** Absent with the destination. */
  readonly #beside: Beside | undefined;
  #tally: Tally = noTally();

  constructor(tools: FolderOpenerTools) {
    this.#tools = tools;
    this.#selection = new Selection(tools.rules.selection);
    this.#names = tools.rules.names && new Set(tools.rules.names);
    const { destination, rules } = tools;
    const compared = { match: new ContentMatch(tools), stamp: rules.stamp, trustsLooks: rules.dryRun };
    this.#beside = destination && new Beside({ destination, ...compared });
  }

  /** What was done since the last time it was asked. */
  takeTally(): Tally {
    const tally = this.#tally;
    this.#tally = noTally();
    return tally;
  }

  open(input: FolderToOpen): OpenedFolder {
    const draft = new FolderDraft(input);
    const nodes = this.#nodes(input);
    if (typeof nodes === "string") return { ...draft.close(), damage: nodes };
    draft.names = nodes.map(({ name }) => name);
    try {
      if (input.isWanted) this.#make(draft);
      for (const node of nodes) {
        this.#tools.flow.checkpoint();
        this.#take(draft, node);
      }
    } catch (error) {
      draft.problems.push(problemFrom(input.path, error));
    }
    return draft.close();
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

  #make(draft: FolderDraft): void {
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
    if (destination === undefined || path === "") return false;
    if (!rules.dryRun) return makeFolder(destination, path);
    lookAtFolder(destination, path);
    return false;
  }

  #take(draft: FolderDraft, node: TreeNode): void {
    if (draft.input.path === "" && this.#names?.has(node.name) === false) return;
    const path = entryPath(draft.input.path, node.name);
    if (!draft.admits(node.name, path)) return;
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

  #takeFolder(draft: FolderDraft, path: ByteString, node: TreeNode, isWanted: boolean): void {
    if (node.subtree === undefined) {
      draft.problems.push(problemAt(path, "damaged", "The snapshot does not say what is in this folder."));
    } else draft.subfolders.push({ path, node: metadataOf(node), tree: node.subtree, isWanted });
  }

  #takeEntry(draft: FolderDraft, path: ByteString, node: TreeNode): void {
    this.#make(draft);
    const { destination, rules } = this.#tools;
    const existing = draft.isNew ? undefined : destination?.existing(path);
    const looks = { type: node.type, size: node.size ?? 0, mtimeNs: existing ? parseTime(node.mtime) : 0n };
    const decision = decideOverwrite(rules.overwrite, looks, existing);
    if (existing !== undefined && decision === "skip") this.#skip(draft, path, looks, existing);
    else if (node.type === "file" && decision === "keep-content") this.#keepContent(draft, path, node);
    else this.#bring(draft, path, { ...looks, ...this.#content(draft, path, node) }, { existing, decision });
  }

  #bring(
    draft: FolderDraft,
    path: ByteString,
    wanted: WantedContent,
    { existing, decision }: { existing: ExistingEntry | undefined; decision: OverwriteDecision },
  ): void {
    if (existing === undefined) this.#write(draft, path, wanted, { compare: false, replaces: false });
    else if (decision === "beside") this.#takeBeside(draft, path, { wanted, existing });
    else this.#replace(draft, path, { wanted, existing }, decision === "compare");
  }

  #skip(draft: FolderDraft, path: ByteString, wanted: WantedEntry, existing: ExistingEntry): void {
    this.#tally.skipped += 1;
    if (replacesOther(wanted, existing)) this.#conflict(draft, path, { wanted, existing, outcome: "skipped" });
  }

  #replace(draft: FolderDraft, path: ByteString, { wanted, existing }: Met, compare: boolean): void {
    const { destination, rules } = this.#tools;
    if (existing.type === "dir" && destination?.holdsEntries(path) === true) {
      throw new NotReplaceable(joinPath(destination.root, path));
    }
    // A run finds out when it compares; a dry run, which trusts equal times, reads files of equal size and another time.
    const isUnclear = rules.dryRun && compare && existing.links === 1 && !looksEqual(wanted, existing);
    if (isUnclear && this.#beside?.isSame(path, existing, wanted) === true) {
      this.#unchanged(wanted.size);
      return;
    }
    const replaces = replacesOther(wanted, existing);
    if (replaces) this.#conflict(draft, path, { wanted, existing, outcome: "replaced" });
    this.#write(draft, path, wanted, { compare, replaces });
  }

  /** What is there stays; what comes back goes beside it, unless it is there. */
  #takeBeside(draft: FolderDraft, path: ByteString, { wanted, existing }: Met): void {
    const { node } = wanted;
    if (node.type === "socket" || this.#beside === undefined) return;
    const isSame = this.#beside.isSame(path, existing, wanted);
    const newName = isSame ? undefined : this.#beside.name(draft.input.path, wanted, draft.taken);
    if (newName === undefined) {
      this.#unchanged(wanted.size);
      return;
    }
    this.#conflict(draft, path, { wanted, existing, outcome: "kept-both", newName });
    const beside = existing.type === "file" && existing.size > 0 && node.type === "file" ? { file: path } : {};
    const compare = "file" in beside;
    this.#write(draft, entryPath(draft.input.path, newName), wanted, { compare, replaces: false, beside });
  }

  #conflict(
    { conflicts }: FolderDraft,
    path: ByteString,
    { wanted, existing, ...end }: Met<WantedEntry> & Pick<RestoreConflict, "outcome" | "newName">,
  ): void {
    if (this.#tools.rules.dryRun) conflicts.push(conflictAt(path, wanted, existing, end));
  }

  #keepContent(draft: FolderDraft, path: ByteString, node: TreeNode): void {
    this.#unchanged(node.size ?? 0);
    if (!this.#tools.rules.dryRun) this.#applyMetadata(draft, path, node);
  }

  #unchanged(size: number): void {
    this.#tally.unchanged += 1;
    this.#tally.bytesUnchanged += size;
  }

  #content(draft: FolderDraft, path: ByteString, node: TreeNode): NodeContent {
    const content = contentOf(this.#tools.table, node);
    const said = node.size ?? 0;
    if (content.size !== said) {
      const message = `Its content has ${content.size} bytes where the snapshot says ${said}. The content is restored.`;
      draft.problems.push(problemAt(path, "differs", message));
    }
    return content;
  }

  #write(draft: FolderDraft, path: ByteString, wanted: WantedContent, there: There): void {
    const { node, size, entries } = wanted;
    const link = linkOf(node);
    const file = { path, node: packNode(node), size, entries, ...there, ...(link === undefined ? {} : { link }) };
    if (node.type !== "file") this.#makeSpecial(draft, path, node, there);
    else if (size > 0 || link !== undefined || this.#tools.rules.dryRun) draft.files.push(file);
    else this.#makeEmpty(draft, path, node, there);
  }

  #makeEmpty(draft: FolderDraft, path: ByteString, node: TreeNode, there: There): void {
    const destination = this.#destination();
    const file = destination.createTempFile(path, 0);
    try {
      try {
        this.#noteMetadata(draft, path, destination.applyMetadataToOpen(file, node));
      } finally {
        file.close();
      }
      destination.publish(file.tempPath, path);
    } catch (error) {
      destination.remove(file.tempPath);
      throw error;
    }
    this.#tally.files += 1;
    this.#countThere(there);
  }

  #makeSpecial(draft: FolderDraft, path: ByteString, node: TreeNode, there: There): void {
    if (node.type === "socket") return; // whoever listens makes it
    if (!this.#tools.rules.dryRun) {
      this.#tools.board.show(toBuffer(path));
      if (node.type === "symlink") this.#destination().makeSymlink(node.linkTarget ?? fromText(""), path);
      else this.#destination().makeSpecial(path, node);
      this.#applyMetadata(draft, path, node);
    }
    if (node.type === "symlink") this.#tally.symlinks += 1;
    else this.#tally.others += 1;
    this.#countThere(there);
  }

  #countThere({ replaces, beside }: There): void {
    if (replaces) this.#tally.replaced += 1;
    if (beside !== undefined) this.#tally.keptBoth += 1;
  }

  #applyMetadata(draft: FolderDraft, path: ByteString, node: TreeNode): void {
    this.#noteMetadata(draft, path, this.#destination().applyMetadata(path, node));
  }

  #noteMetadata(draft: FolderDraft, path: ByteString, found: readonly MetadataProblem[]): void {
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

type There = Pick<FileToFill, "compare" | "replaces" | "beside">;
interface Met<Wanted extends WantedEntry = WantedContent> {
  readonly wanted: Wanted;
  readonly existing: ExistingEntry;
}
