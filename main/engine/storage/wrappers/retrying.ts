import type { StorageAction } from "../errors.ts";
import type { ByteRange, FileKind, FileRef, Protection, Storage, StorageSpace, StoredFile } from "../storage.ts";
import { PassingStorage } from "./passing.ts";
import { Patience, type RetryOptions } from "./patience.ts";

/**
 * A storage that tries again what was interrupted, for as long as its patience goes; then the place counts as unreachable.
 * What failed for good is never tried again. The one loop of its kind: targets and client libraries have none.
 */
export function retrying(storage: Storage, options: RetryOptions): Storage {
  return new RetryingStorage(storage, options);
}

class RetryingStorage extends PassingStorage {
  readonly #options: RetryOptions;

  constructor(storage: Storage, options: RetryOptions) {
    super(storage, protectionOf(storage, options));
    this.#options = options;
  }

  override create(signal?: AbortSignal): Promise<void> {
    return this.#again(this.#doing("create"), () => this.inner.create(signal), signal);
  }

  /** Begins again after a failure; what was told before is not told twice. */
  override list(kind: FileKind, signal?: AbortSignal): AsyncIterable<StoredFile> {
    return this.#listAgain(
      () => this.inner.list(kind, signal),
      ({ name }) => name,
      signal,
    );
  }

  override strays(signal?: AbortSignal): AsyncIterable<string> {
    return this.#listAgain(
      () => this.inner.strays(signal),
      (path) => path,
      signal,
    );
  }

  override removeLeftover(path: string, signal?: AbortSignal): Promise<void> {
    return this.#again(this.#doing("remove"), () => this.inner.removeLeftover(path, signal), signal);
  }

  override stat(file: FileRef, signal?: AbortSignal): Promise<StoredFile> {
    return this.#again(this.#doing("read", file), () => this.inner.stat(file, signal), signal);
  }

  override read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    return this.#again(this.#doing("read", file), () => this.inner.read(file, range, signal), signal);
  }

  /** Whether the last try was taken or not: the same bytes under the same name, so writing them again is right. */
  override write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    return this.#again(this.#doing("write", file), () => this.inner.write(file, bytes, signal), signal);
  }

  override remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    return this.#again(this.#doing("remove", file), () => this.inner.remove(file, signal), signal);
  }

  override space(signal?: AbortSignal): Promise<StorageSpace | undefined> {
    return this.#again(this.#doing("list"), async () => this.inner.space?.(signal), signal);
  }

  #doing(doing: StorageAction["doing"], file?: FileRef): StorageAction {
    return actionAt(this.inner, doing, file);
  }

  #again<T>(action: StorageAction, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return again(action, this.#options, work, signal);
  }

  async *#listAgain<T>(
    list: () => AsyncIterable<T>,
    nameOf: (item: T) => string,
    signal?: AbortSignal,
  ): AsyncGenerator<T> {
    const patience = new Patience(this.#doing("list"), this.#options);
    const told = new Set<string>();
    for (let failure: { error: unknown } | undefined; ; ) {
      if (failure !== undefined) await patience.afterFailure(failure.error, signal);
      failure = undefined;
      const items = list()[Symbol.asyncIterator]();
      try {
        for (;;) {
          // Only what the storage throws is tried again, not what the reader of this list does.
          const next = await items.next().catch((error: unknown) => {
            failure = { error };
          });
          if (next === undefined) break;
          if (next.done === true) return;
          const name = nameOf(next.value);
          if (told.has(name)) continue;
          told.add(name);
          patience.restore();
          yield next.value;
        }
      } finally {
        await items.return?.();
      }
    }
  }
}

function protectionOf(storage: Storage, options: RetryOptions): Protection | undefined {
  const { protection } = storage;
  return (
    protection && {
      days: protection.days,
      until: (file, signal) =>
        again(actionAt(storage, "read", file), options, () => protection.until(file, signal), signal),
      extend: (file, until, signal) =>
        again(actionAt(storage, "write", file), options, () => protection.extend(file, until, signal), signal),
    }
  );
}

function actionAt({ location }: Storage, doing: StorageAction["doing"], file?: FileRef): StorageAction {
  return { location, doing, ...(file === undefined ? {} : { file }) };
}

async function again<T>(
  action: StorageAction,
  options: RetryOptions,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const patience = new Patience(action, options);
  // Ends with the patience, which throws.
  for (;;) {
    try {
      return await work();
    } catch (error) {
      await patience.afterFailure(error, signal);
    }
  }
}
