import {
  type ByteRange,
  type FileKind,
  type FileRef,
  isStoredName,
  layoutPath,
  mustBeLeftover,
  type Protection,
  type Storage,
  type StoredFile,
  StoredFileMissing,
  StoredFileProtected,
  StoredFileTooShort,
} from "../../main/engine/storage/index.ts";

interface Kept {
  readonly bytes: Buffer;
  readonly modified: Date;
  /** It is protected until then. */
  readonly until?: Date;
}

/** A storage in memory that keeps the contract, for tests of what stands on storage. */
export class MemoryStorage implements Storage {
  readonly location = "memory:";
  readonly capabilities = { isRemote: false, connections: 16 };
  /** By path in the layout; tests may look in, and put odd things in. */
  readonly files = new Map<string, Kept>();
  readonly protection?: Protection;
  readonly #now: () => Date;

  /**
   * @param now the storage's own clock, which need not agree with anybody's
   * @param protectDays files other than locks cannot be removed for so many days
   */
  constructor(now: () => Date = () => new Date(), protectDays?: number) {
    this.#now = now;
    if (protectDays === undefined) return;
    this.protection = {
      days: protectDays,
      until: async (file, signal) => {
        await step(signal);
        const { until } = this.#get(file);
        return until !== undefined && until > this.#now() ? until : undefined;
      },
      extend: async (file, until, signal) => {
        await step(signal);
        const kept = this.#get(file);
        if (kept.until === undefined || kept.until < until) this.files.set(layoutPath(file), { ...kept, until });
      },
    };
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
    const { days } = this.protection ?? {};
    const until = days !== undefined && file.kind !== "locks" && new Date(this.#now().getTime() + days * 86_400_000);
    this.files.set(path, { bytes: Buffer.from(bytes), modified: this.#now(), ...(until && { until }) });
  }

  async remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    const path = layoutPath(file);
    await step(signal);
    const until = this.files.get(path)?.until;
    if (until !== undefined && until > this.#now()) throw new StoredFileProtected(this.location, file, until);
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
