import type { BigIntStats } from "node:fs";
import { type Chunker, MIN_CHUNK } from "../../chunker/index.ts";
import type { BlobId } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { BlobSaver, SavedBlob } from "../../repository/index.ts";
import { SourceFile, type SourceProblem, sourceProblem } from "../../source/index.ts";
import type { Flow, ProgressBoard } from "../../workers/index.ts";
import type { BackupCounter } from "./jobs.ts";

/** A file that changes under the reader is read again, unless that would take long. */
const READ_AGAIN_BYTES = 64n << 20n;
const ATTEMPTS = 3;
/**
 * A file system stamps times with the system's tick, up to 10 ms coarse: two changes within one tick look the same, so a
 * file that has just been changed is read only when that tick is over. Any later change then shows.
 */
const TICK_MS = 12;

export interface StoredContent {
  readonly content: readonly BlobId[];
  /** Bytes read, which is what the snapshot says of the size. */
  readonly size: number;
  /** The file's metadata before it was read: if it changed since, the next run sees that. */
  readonly stat: BigIntStats;
  readonly problem?: SourceProblem;
}

export interface FileStorerTools {
  readonly saver: BlobSaver;
  readonly chunker: Chunker;
  readonly board: ProgressBoard<BackupCounter>;
  readonly flow: Flow;
}

/** Reads files and stores their content. */
export class FileStorer {
  readonly #tools: FileStorerTools;
  /** Holds a file that is too small to be cut, and a byte. */
  readonly #small = new Uint8Array(MIN_CHUNK);
  /** Bytes of the present file that are counted by now. */
  #counted = 0;

  constructor(tools: FileStorerTools) {
    this.#tools = tools;
  }

  /**
   * Stores a file's content. One that changes meanwhile is read again a few times, then stored as read, with a problem.
   *
   * @throws {SourceUnreadable}
   */
  store(path: ByteString): StoredContent {
    for (let attempt = 1; ; attempt++) {
      const stored = this.#readOnce(path);
      const isWorthAnother = attempt < ATTEMPTS && stored.stat.size <= READ_AGAIN_BYTES;
      if (stored.problem === undefined || !isWorthAnother) return stored;
      this.#tools.board.add("bytesDone", -stored.size);
    }
  }

  #readOnce(path: ByteString): StoredContent {
    const file = SourceFile.open(path);
    this.#counted = 0;
    try {
      const stat = settled(file);
      const { content, size } = this.#content(file, stat);
      const after = file.stat();
      const isSame = after.mtimeNs === stat.mtimeNs && after.size === stat.size && BigInt(size) === stat.size;
      return isSame ? { content, size, stat } : { content, size, stat, problem: sourceProblem(path, "changed") };
    } catch (error) {
      // A file that is not in the snapshot counts nothing there.
      this.#tools.board.add("bytesDone", -this.#counted);
      throw error;
    } finally {
      file.close();
    }
  }

  #content(file: SourceFile, stat: BigIntStats): { content: BlobId[]; size: number } {
    return this.#whole(file, Number(stat.size)) ?? this.#chunks(file);
  }

  /**
   * The content of a file too small to be cut, which takes one read. Undefined if it is not, or if it has not the size it
   * was said to have (as files that a system makes up have none): then nothing was stored.
   */
  #whole(file: SourceFile, size: number): { content: BlobId[]; size: number } | undefined {
    if (size === 0 || size >= MIN_CHUNK) return undefined;
    // A byte more than there should be shows whether there is more.
    const bytes = this.#small.subarray(0, size + 1);
    if (file.read(bytes, 0) !== size) return undefined;
    this.#tools.flow.checkpoint();
    return { content: [this.#save(bytes.subarray(0, size))], size };
  }

  #chunks(file: SourceFile): { content: BlobId[]; size: number } {
    const content: BlobId[] = [];
    let [size, position] = [0, 0];
    const read = (into: Uint8Array): number => {
      const count = file.read(into, position);
      position += count;
      return count;
    };
    for (const chunk of this.#tools.chunker.chunks(read)) {
      this.#tools.flow.checkpoint();
      content.push(this.#save(chunk));
      size += chunk.length;
    }
    return { content, size };
  }

  #save(chunk: Uint8Array): BlobId {
    const { saver, board } = this.#tools;
    const saved = saver.save("data", chunk);
    board.add("bytesDone", chunk.length);
    this.#counted += chunk.length;
    if (saved.isNew) countBlob(board, "dataBlobs", chunk.length, saved);
    return saved.id;
  }
}

/** The file's metadata, at a moment when its last change is past. */
function settled(file: SourceFile): BigIntStats {
  const stat = file.opened;
  const ageMs = Date.now() - Number(stat.ctimeNs / 1_000_000n);
  if (ageMs < 0 || ageMs >= TICK_MS) return stat;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, TICK_MS - ageMs);
  return file.stat();
}

/** Counts a blob that the repository did not have. */
export function countBlob(
  board: ProgressBoard<BackupCounter>,
  kind: "dataBlobs" | "treeBlobs",
  plainBytes: number,
  saved: SavedBlob,
): void {
  board.add(kind, 1);
  board.add("bytesAdded", plainBytes);
  board.add("bytesAddedPacked", saved.storedBytes);
}
