import { AppError } from "../../../../shared/errors/index.ts";
import type { RestoredFile, RestoreFolder } from "../../destination/index.ts";
import { type ByteString, toBuffer } from "../../names/index.ts";
import type { BlobOpener, BlobTable } from "../../repository/index.ts";
import type { Flow, ProgressBoard } from "../../workers/index.ts";
import type { FileInRange, RangeToWrite, RestoreRules, WrittenRange } from "./jobs.ts";
import type { RestoreProblem } from "./model.ts";
import { unpackNode } from "./packed-node.ts";
import { metadataProblems, problemFrom } from "./problems.ts";

export interface RangeWriterTools {
  readonly opener: BlobOpener;
  readonly table: BlobTable;
  readonly board: ProgressBoard<never>;
  readonly flow: Flow;
  readonly destination: RestoreFolder;
  readonly rules: RestoreRules;
}

const MOST_OPEN = 64;
/** Smaller files are written in one call; looking for holes in them would cost more than the room they take. */
const SPARSE_FROM = 64 << 10;

/** A file while the range is written. */
interface OpenFile {
  readonly number: number;
  readonly input: FileInRange;
  tempPath: ByteString | undefined;
  /** Uses that are not written yet. */
  left: number;
  isFailed: boolean;
}

/** Whether a file of this size is written with holes. */
function isSparse(rules: RestoreRules, size: number): boolean {
  return rules.sparse && size >= SPARSE_FROM;
}

/** Writes the blobs of one range of a pack to all the places they belong to. */
export class RangeWriter {
  readonly #tools: RangeWriterTools;
  readonly #range: RangeToWrite;
  readonly #files: readonly OpenFile[];
  /** Open files, the one used longest ago first. */
  readonly #open = new Map<OpenFile, RestoredFile>();
  readonly #damaged: { entry: number; message: string }[] = [];
  readonly #failed: { file: number; problem: RestoreProblem }[] = [];
  readonly #problems: RestoreProblem[] = [];
  #ownersKept = 0;

  constructor(tools: RangeWriterTools, range: RangeToWrite) {
    this.#tools = tools;
    this.#range = range;
    this.#files = range.files.map((input, number) => {
      const tempPath = input.target.kind === "part" ? input.target.tempPath : undefined;
      return { number, input, tempPath, left: input.uses, isFailed: false };
    });
  }

  write(): WrittenRange {
    try {
      this.#writeBlobs();
    } catch (error) {
      this.#closeAll();
      for (const file of this.#unfinished()) this.#discard(file);
      throw error;
    }
    this.#closeAll();
    // Frees the memory now, and not when the collector comes by: many ranges would lie about until then.
    this.#range.bytes.transfer(0);
    // A whole file that is not finished misses a blob.
    const unfinished = this.#unfinished().map(({ number, tempPath }) => ({ file: number, tempPath }));
    const [damaged, failed, problems] = [this.#damaged, this.#failed, this.#problems];
    return { damaged, unfinished, failed, problems, ownersKept: this.#ownersKept };
  }

  #writeBlobs(): void {
    const { entries } = this.#range;
    for (let at = 0; at < entries.length; ) {
      this.#tools.flow.checkpoint();
      const entry = entries[at] ?? 0;
      let end = at + 1;
      while (entries[end] === entry) end += 1;
      const plain = this.#blob(entry);
      for (; at < end; at++) if (plain !== undefined) this.#writeUse(at, plain);
    }
  }

  /** Opens a blob of the range; one that is damaged is noted. */
  #blob(entry: number): Buffer | undefined {
    const { table, opener } = this.#tools;
    const place = table.location(entry);
    if (place === undefined) throw new Error("a blob to restore is not stored yet");
    const sealed = new Uint8Array(this.#range.bytes, place.offset - this.#range.offset, place.length);
    try {
      return opener.open(sealed, table.idOf(entry), place.uncompressedLength);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#damaged.push({ entry, message: error.message });
      return undefined;
    }
  }

  #writeUse(use: number, plain: Buffer): void {
    const file = this.#files[this.#range.fileNumbers[use] ?? -1];
    if (file === undefined || file.isFailed) return;
    try {
      const open = this.#opened(file);
      open.writeAt(this.#range.positions[use] ?? 0, plain);
      file.left -= 1;
      if (file.left > 0) return;
      if (file.input.target.kind === "whole") this.#finish(file, open);
      else this.#close(file);
    } catch (error) {
      this.#fail(file, error);
    }
  }

  /** The file to write to: made, kept open, or opened again. */
  #opened(file: OpenFile): RestoredFile {
    const kept = this.#open.get(file);
    if (kept !== undefined) return kept;
    for (const oldest of this.#open.keys()) {
      if (this.#open.size < MOST_OPEN) break;
      this.#close(oldest);
    }
    const open = this.#make(file);
    file.tempPath = open.tempPath;
    this.#open.set(file, open);
    return open;
  }

  #make({ input, tempPath }: OpenFile): RestoredFile {
    const { destination, rules, board } = this.#tools;
    const { path, uses, target } = input;
    if (target.kind === "part" || tempPath !== undefined) {
      // Parts come from large files; a whole one is opened again only when very many are open.
      const sparse = target.kind === "part" ? rules.sparse : isSparse(rules, target.size);
      return destination.reopenTempFile(tempPath ?? path, { sparse });
    }
    board.show(toBuffer(path));
    const sparse = isSparse(rules, target.size);
    // What is written at once, without holes, needs no size beforehand.
    return destination.createTempFile(path, sparse || uses > 1 ? target.size : 0, { sparse });
  }

  /** Gives a whole file its metadata and its name. */
  #finish(file: OpenFile, open: RestoredFile): void {
    const { destination } = this.#tools;
    const { path, target } = file.input;
    if (target.kind !== "whole") return;
    const found = destination.applyMetadataToOpen(open, unpackNode(target.node, path));
    this.#close(file);
    destination.publish(open.tempPath, path);
    file.tempPath = undefined;
    if (found.length === 0) return;
    const { problems, ownersKept } = metadataProblems(path, found);
    this.#problems.push(...problems);
    this.#ownersKept += ownersKept;
  }

  #fail(file: OpenFile, error: unknown): void {
    const problem = problemFrom(file.input.path, error);
    file.isFailed = true;
    this.#failed.push({ file: file.number, problem });
    this.#close(file);
    if (file.input.target.kind === "whole") this.#discard(file);
  }

  #discard(file: OpenFile): void {
    if (file.tempPath !== undefined) this.#tools.destination.remove(file.tempPath);
    file.tempPath = undefined;
  }

  #close(file: OpenFile): void {
    const open = this.#open.get(file);
    this.#open.delete(file);
    open?.close();
  }

  #closeAll(): void {
    for (const file of [...this.#open.keys()]) this.#close(file);
  }

  #unfinished(): (OpenFile & { tempPath: ByteString })[] {
    const isUnfinished = (file: OpenFile): file is OpenFile & { tempPath: ByteString } =>
      file.input.target.kind === "whole" && file.tempPath !== undefined;
    return this.#files.filter(isUnfinished);
  }
}
