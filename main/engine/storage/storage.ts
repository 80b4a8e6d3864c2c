/** What a stored file is for. `config` is one file, the others are folders of files named by their id. */
export type FileKind = "config" | "keys" | "data" | "index" | "snapshots" | "locks";

/** Names one stored file: its kind and its id, 64 lowercase hex digits ("" for `config`). */
export interface FileRef {
  readonly kind: FileKind;
  readonly name: string;
  /** A pack of trees: looked into often, in small parts, so that a cache keeps it whole. Only ever said of `data`. */
  readonly holdsTrees?: true;
}

/** What is known of a storage without asking it. */
export interface Capabilities {
  /** On another machine: each call costs a way through a network, and keeping small files here is worth their room. */
  readonly isRemote: boolean;
  /** How many calls at a time are of use, at most. */
  readonly connections: number;
}

/**
 * Protection of stored files against removal by anybody, us included, until a day: S3's Object Lock. `write` protects all
 * but locks for `days` days.
 */
export interface Protection {
  readonly days: number;
  /** Until when a file cannot be removed; undefined if it can be. @throws {StoredFileMissing} */
  until(file: FileRef, signal?: AbortSignal): Promise<Date | undefined>;
  /** Protects a file at least until then; never shortens. @throws {StoredFileMissing} */
  extend(file: FileRef, until: Date, signal?: AbortSignal): Promise<void>;
}

export interface StoredFile {
  readonly name: string;
  /** In bytes, as stored. */
  readonly size: number;
  /** When the storage says the file was written, by the *storage's* clock; absent where it does not tell. */
  readonly modified?: Date;
}

export interface StorageSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** The part of a file to read, in bytes. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * A place that keeps the files of one repository, whatever it is made of.
 *
 * **Atomic.** A file is seen whole or not at all, by every reader, at every moment. A write that fails or is aborted
 * before the file became visible leaves nothing behind. Writing a name that exists replaces the file as a whole.
 *
 * **Durable.** When `write` has resolved, the file survives a power cut.
 *
 * **Read after write.** What `write` or `remove` has done is seen by every later `list`, `stat` and `read` through any
 * connection. A file written or removed *while* a listing runs may or may not be in it; every other file is, once.
 *
 * **Parallel.** All calls may run at the same time. Writing one name several times in parallel is fine: in this format
 * the same name means the same bytes.
 *
 * **Errors** are those of `errors.ts` and no others; `signal` makes a call reject with the signal's reason at its next
 * step. Retrying is not done here: a wrapper does it for all targets.
 */
export interface Storage {
  /** The place as the user writes it, without secrets. */
  readonly location: string;
  readonly capabilities: Capabilities;
  /** Absent where files are not protected: by far most places. */
  readonly protection?: Protection;

  /** Makes the place for a new repository, folders included. One that is there already is fine. */
  create(signal?: AbortSignal): Promise<void>;

  /**
   * The files of a kind, in no order. Names that are not ids are left out, as are empty files among the locks; a
   * missing folder is an empty one. `config` yields the config file if it is there.
   */
  list(kind: FileKind, signal?: AbortSignal): AsyncIterable<StoredFile>;

  /**
   * Paths, relative to the place, of all that does not belong to the layout: leftovers of interrupted writes, folders
   * of old layouts, foreign files. A foreign folder is told once, with a `/` at its end. `strayKind` says which is which.
   */
  strays(signal?: AbortSignal): AsyncIterable<string>;

  /**
   * Removes what an interrupted write left behind, by a path that `strays` told. Anything but a temporary file of a stored
   * file is refused with a plain Error. Only for who knows that nobody is writing. One that is not there is success.
   */
  removeLeftover(path: string, signal?: AbortSignal): Promise<void>;

  /** @throws {StoredFileMissing} */
  stat(file: FileRef, signal?: AbortSignal): Promise<StoredFile>;

  /**
   * The whole file, or exactly the range asked for.
   *
   * @returns a buffer that alone owns its memory (`byteOffset` 0), so it can be transferred to another thread
   * @throws {StoredFileMissing}
   * @throws {StoredFileTooShort} the file ends before the range does
   */
  read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer>;

  /** Stores a whole file: atomic, and durable once resolved. `bytes` must not change meanwhile. */
  write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void>;

  /**
   * Removes a file. One that is not there is success: what was wanted is so.
   *
   * @throws {StoredFileProtected} it is protected still; it stays as it is
   */
  remove(file: FileRef, signal?: AbortSignal): Promise<void>;

  /** Room on the place, in bytes; undefined where it cannot be told. */
  space?(signal?: AbortSignal): Promise<StorageSpace | undefined>;

  /**
   * Until the result is called, reads ask the disk, and not what the system keeps in memory of it.
   *
   * @param drop has the system forget a part of an open file
   */
  readFromDisk?(drop: (fd: number, offset: number, length: number) => void): () => void;

  /** Lets go of connections. No call may follow. */
  close(): Promise<void>;
}
