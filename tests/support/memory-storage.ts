import {
  type ByteRange,
  type FileKind,
  type FileRef,
  isStoredName,
  layoutPath,
  mustBeLeftover,
  type Storage,
  type StoredFile,
  StoredFileMissing,
  StoredFileTooShort,
} from "../../main/engine/storage/index.ts";

interface Kept {
  readonly bytes: Buffer;
  readonly modified: Date;
}

/** A storage in memory that keeps the contract, for tests of what stands on storage. */
export class MemoryStorage implements Storage {
  readonly location = "memory:";
  readonly capabilities = { isRemote: false, connections: 16 };
  /** By path in the layout; tests may look in, and put odd things in. */
  readonly files = new Map<string, Kept>();
  readonly #now: () => Date;

  /** @param now the storage's own clock, which need not agree with anybody's */
  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  async create(signal?: AbortSignal): Promise<void> {
    await step(signal);
  }

  async *list(kind: FileKind, signal?: AbortSignal): AsyncGenerator<StoredFile> {
    await step(signal);
    for (const [path, { bytes, modified }] of [...this.files]) {
      signal?.throwIfAborted();
      const name = storedName(path, kind);
      if (name === undefined || !this.files.has(path) || (kind === "locks" && bytes.length === 0)) continue;
      yield { name, size: bytes.length, modified };
    }
  }

  async *strays(signal?: AbortSignal): AsyncGenerator<string> {
    await step(signal);
    for (const [path, { bytes }] of [...this.files]) {
      const kind = path.slice(0, path.indexOf("/") < 0 ? undefined : path.indexOf("/"));
      // Any text may be asked for as a kind: what is none has no stored names.
      const stored = storedName(path, kind as FileKind) !== undefined;
      if (!stored || (kind === "locks" && bytes.length === 0)) yield path;
    }
  }

  async removeLeftover(path: string, signal?: AbortSignal): Promise<void> {
    mustBeLeftover(path);
    await step(signal);
    this.files.delete(path);
  }

  async stat(file: FileRef, signal?: AbortSignal): Promise<StoredFile> {
    await step(signal);
    const { bytes, modified } = this.#get(file);
    return { name: file.name, size: bytes.length, modified };
  }

  async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    await step(signal);
    const { bytes } = this.#get(file);
    const { offset, length } = range ?? { offset: 0, length: bytes.length };
    if (offset + length > bytes.length)
      throw new StoredFileTooShort(this.location, file, { offset, length }, bytes.length);
    const own = Buffer.allocUnsafeSlow(length);
    bytes.copy(own, 0, offset, offset + length);
    return own;
  }

  async write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    const path = layoutPath(file);
    await step(signal);
    this.files.set(path, { bytes: Buffer.from(bytes), modified: this.#now() });
  }

  async remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    const path = layoutPath(file);
    await step(signal);
    this.files.delete(path);
  }

  async close(): Promise<void> {}

  /** Puts something in through the back door, under any path. */
  plant(path: string, bytes: Uint8Array): void {
    this.files.set(path, { bytes: Buffer.from(bytes), modified: this.#now() });
  }

  #get(file: FileRef): Kept {
    const kept = this.files.get(layoutPath(file));
    if (kept === undefined) throw new StoredFileMissing(this.location, file, true);
    return kept;
  }
}

/** Lets others run, as any real storage would, and then hears a cancellation. */
async function step(signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await Promise.resolve();
  signal?.throwIfAborted();
}

/** The name of the stored file of this kind at a path, or undefined if the path is not one's. */
function storedName(path: string, kind: FileKind): string | undefined {
  if (kind === "config") return path === "config" ? "" : undefined;
  const name = path.slice(path.lastIndexOf("/") + 1);
  return isStoredName(name) && path === layoutPath({ kind, name }) ? name : undefined;
}
