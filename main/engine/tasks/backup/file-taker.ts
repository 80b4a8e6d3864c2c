import { type BlobId, decodeNodeText, encodeNode, idBytes, idsOf, type TreeNode } from "../../format/index.ts";
import { toBuffer } from "../../names/index.ts";
import type { BlobTable } from "../../repository/index.ts";
import { isUnchanged, type SourceProblem, SourceUnreadable, sourceProblem } from "../../source/index.ts";
import type { ProgressBoard } from "../../workers/index.ts";
import type { Candidate } from "./candidate.ts";
import type { EntryDescriber } from "./entry-describer.ts";
import { INLINE_BYTES, INLINE_FILES } from "./file-slices.ts";
import type { FileStorer, StoredContent } from "./file-storer.ts";
import type { BackupCounter, ReadingRules, SliceFile } from "./jobs.ts";
import type { OpenFolder } from "./open-folder.ts";
import type { PreviousEntry } from "./previous-folder.ts";

export interface FileTakerTools {
  readonly rules: ReadingRules;
  readonly table: BlobTable;
  readonly files: FileStorer;
  readonly board: ProgressBoard<BackupCounter>;
  readonly describer: EntryDescriber;
}

/** Takes the files in a folder: as the parent snapshot has them, or read again. */
export class FileTaker {
  readonly #tools: FileTakerTools;

  constructor(tools: FileTakerTools) {
    this.#tools = tools;
  }

  /** Takes a file, or leaves it waiting for a job of its own. @throws {SourceUnreadable} */
  take(folder: OpenFolder, candidate: Candidate): void {
    const { entry, path } = candidate;
    const previous = folder.previous.get(entry.name);
    if (previous !== undefined && this.#takeKnown(folder, candidate, previous)) return;
    const isNew = previous?.type !== "file";
    const bytes = Number(entry.stat.size);
    if (folder.storedBytes + bytes > INLINE_BYTES || folder.storedFiles >= INLINE_FILES) {
      this.#leave(folder, candidate, previous, { isNew, bytes });
      return;
    }
    folder.storedBytes += bytes;
    folder.storedFiles += 1;
    const node = this.#store({ name: entry.name, path, isNew }, previous?.node, folder.problems);
    if (node !== undefined) folder.add(node);
  }

  /** Stores a file that was left waiting. @returns its node, or undefined for one that cannot be read, which is told */
  takeWaiting(file: SliceFile, problems: SourceProblem[]): string | undefined {
    const previous = file.previousText === undefined ? undefined : decodeNodeText(file.previousText);
    const node = this.#store(file, previous, problems);
    return node && encodeNode(node);
  }

  #leave(
    folder: OpenFolder,
    { entry, path }: Candidate,
    previous: PreviousEntry | undefined,
    { isNew, bytes }: { readonly isNew: boolean; readonly bytes: number },
  ): void {
    const { rules } = this.#tools;
    const isAsBefore = previous?.node !== undefined && isUnchanged(entry.stat, previous.node, rules);
    folder.isChanged = true;
    folder.areEntriesChanged ||= !isAsBefore;
    const compared = rules.readAll && isAsBefore ? { previousText: previous.text } : {};
    folder.waiting.push({ name: entry.name, path, isNew, bytes, ...compared });
  }

  /** Takes over a file that the parent snapshot has, if it is unchanged and the repository holds all its content. */
  #takeKnown(folder: OpenFolder, { entry, path }: Candidate, previous: PreviousEntry): boolean {
    const { rules, describer } = this.#tools;
    if (rules.readAll) return false;
    if (describer.isSame(entry, previous) && this.#hasAll(idsOf(previous.plain?.content ?? ""))) {
      folder.addText(entry.name, previous.text);
    } else {
      const { node } = previous;
      if (node === undefined || !isUnchanged(entry.stat, node, rules) || !this.#hasAll(node.content ?? []))
        return false;
      folder.add({ ...describer.describe(path, entry, node, folder.problems), content: node.content });
    }
    this.#tools.board.add("filesUnmodified", 1);
    this.#tools.board.add("bytesDone", Number(entry.stat.size));
    return true;
  }

  #hasAll(content: readonly BlobId[] | undefined): boolean {
    return content?.every((id) => this.#tools.table.has("data", idBytes(id))) ?? false;
  }

  #store(file: SliceFile, previous: TreeNode | undefined, problems: SourceProblem[]): TreeNode | undefined {
    const { board, files, describer } = this.#tools;
    const { path, name } = file;
    try {
      board.show(toBuffer(path));
      const stored = files.store(path);
      const { content, size, stat, problem } = stored;
      if (problem !== undefined) problems.push(problem);
      const node = describer.describe(path, { name, type: "file", stat }, previous, problems);
      board.add(this.#compare(file, stored, previous, problems), 1);
      return { ...node, content, size };
    } catch (error) {
      if (!(error instanceof SourceUnreadable)) throw error;
      problems.push(error.problem);
      return undefined;
    }
  }

  /** Compares what was read, when all is read, with what the parent snapshot has. @returns as what the file counts */
  #compare(
    { path, isNew }: SliceFile,
    { content, stat, problem }: StoredContent,
    previous: TreeNode | undefined,
    problems: SourceProblem[],
  ): "filesNew" | "filesChanged" | "filesUnmodified" {
    const { readAll, ignoreInode } = this.#tools.rules;
    if (isNew) return "filesNew";
    const isSaidSame = readAll && problem === undefined && previous !== undefined;
    if (!isSaidSame || !isUnchanged(stat, previous, { ignoreInode })) return "filesChanged";
    if (String(previous.content ?? []) === String(content)) return "filesUnmodified";
    problems.push(sourceProblem(path, "silent-change"));
    return "filesChanged";
  }
}
