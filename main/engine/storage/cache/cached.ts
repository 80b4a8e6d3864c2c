import { createHash } from "node:crypto";
import { StoredFileTooShort } from "../errors.ts";
import type { ByteRange, FileKind, FileRef, Storage, StoredFile } from "../storage.ts";
import { PassingStorage } from "../wrappers/passing.ts";
import { CacheFolder, type CacheFolderOptions } from "./cache-folder.ts";
import { copyOf } from "./cached-bytes.ts";

/**
 * A storage whose indexes, snapshots and packs of trees are kept on this computer as well: what does not change and is needed
 * again and again. Content is the storage's own and verified, or it is fetched. *What* is there is always asked of the storage.
 */
export function cached(storage: Storage, options: CacheFolderOptions): Storage {
  return new CachedStorage(storage, new CacheFolder(options));
}

/**
 * Does something that asks the storage itself for everything: for who has to know whether it still has what it should, in good
 * order. What others read meanwhile comes from there too.
 *
 * @param drop has the system forget a part of an open file: then even what it keeps in memory of a disk does not count
 */
export async function pastCache<T>(
  storage: Storage,
  work: () => Promise<T>,
  drop?: Parameters<NonNullable<Storage["readFromDisk"]>>[0],
): Promise<T> {
  const keepsAgain = storage instanceof CachedStorage ? storage.bypass() : undefined;
  const remembersAgain = drop && storage.readFromDisk?.(drop);
  try {
    return await work();
  } finally {
    keepsAgain?.();
    remembersAgain?.();
  }
}

class CachedStorage extends PassingStorage {
  readonly #cache: CacheFolder;
  #bypasses = 0;
  /** Files on their way, by kind and name, so that many who want parts of one fetch it once. */
  readonly #fetching = new Map<string, Promise<Buffer>>();

  constructor(storage: Storage, cache: CacheFolder) {
    super(storage);
    this.#cache = cache;
  }

  /** Gives back nothing of what is kept, until the result is called. */
  bypass(): () => void {
    this.#bypasses += 1;
    return () => {
      this.#bypasses -= 1;
    };
  }

  override async *list(kind: FileKind, signal?: AbortSignal): AsyncGenerator<StoredFile> {
    if (!isKept({ kind, holdsTrees: true })) return yield* this.inner.list(kind, signal);
    const gone = await this.#cache.names(kind);
    for await (const file of this.inner.list(kind, signal)) {
      gone.delete(file.name);
      yield file;
    }
    for (const name of gone) await this.#cache.drop({ kind, name });
  }

  override async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    if (!isKept(file) || this.#bypasses > 0) return this.inner.read(file, range, signal);
    signal?.throwIfAborted();
    const kept = await this.#cache.read(file, range);
    if (kept !== undefined) return kept;
    const whole = await this.#whole(file, signal);
    const part = copyOf(whole, range);
    if (part !== undefined) return part;
    throw new StoredFileTooShort(this.location, file, range ?? { offset: 0, length: 0 }, whole.length);
  }

  override async write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    await this.inner.write(file, bytes, signal);
    if (isKept(file)) await this.#cache.store(file, bytes);
  }

  override async remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    await this.inner.remove(file, signal);
    // Whoever removes a pack need not know what is in it.
    if (isKept({ ...file, holdsTrees: true })) await this.#cache.drop(file);
  }

  async #whole(file: FileRef, signal?: AbortSignal): Promise<Buffer> {
    const key = `${file.kind}/${file.name}`;
    const underWay = this.#fetching.get(key);
    if (underWay !== undefined) {
      const fetched = await orAbort(underWay, signal).catch(() => undefined);
      signal?.throwIfAborted();
      // Whoever fetched it may have been stopped, which is no reason for others not to get it.
      if (fetched !== undefined) return fetched;
    }
    const fetching = this.#fetch(file, signal);
    this.#fetching.set(key, fetching);
    try {
      return await fetching;
    } finally {
      if (this.#fetching.get(key) === fetching) this.#fetching.delete(key);
    }
  }

  async #fetch(file: FileRef, signal?: AbortSignal): Promise<Buffer> {
    const bytes = await this.inner.read(file, undefined, signal);
    // What is damaged there, or was on its way, is not kept: reading it again asks the storage again.
    const isRight = createHash("sha256").update(bytes).digest("hex") === file.name;
    if (isRight) await this.#cache.store(file, bytes);
    return bytes;
  }
}

function isKept({ kind, holdsTrees }: Pick<FileRef, "kind" | "holdsTrees">): boolean {
  return kind === "index" || kind === "snapshots" || (kind === "data" && holdsTrees === true);
}

async function orAbort<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (signal === undefined) return work;
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  return Promise.race([work, promise]).finally(() => signal.removeEventListener("abort", stop));
}
