import type {
  ByteRange,
  Capabilities,
  FileKind,
  FileRef,
  Protection,
  Storage,
  StorageSpace,
  StoredFile,
} from "./storage.ts";
import type { Throttle } from "./throttle.ts";

/** What is large. A lock that waited for its turn would be taken for that of a dead process, and keys are a few bytes. */
const WAITS: Readonly<Record<FileKind, boolean>> = {
  ...{ data: true, index: true, snapshots: true },
  ...{ config: false, keys: false, locks: false },
};

/**
 * A storage that sends and gets no more bytes than a throttle lets through, both taken together. All else is as of the
 * storage itself.
 */
export function throttled(storage: Storage, throttle: Throttle): Storage {
  return new ThrottledStorage(storage, throttle);
}

class ThrottledStorage implements Storage {
  readonly capabilities: Capabilities;
  readonly protection?: Protection;
  readonly #storage: Storage;
  readonly #throttle: Throttle;

  constructor(storage: Storage, throttle: Throttle) {
    this.#storage = storage;
    this.#throttle = throttle;
    this.capabilities = storage.capabilities;
    if (storage.protection !== undefined) this.protection = storage.protection;
  }

  async space(signal?: AbortSignal): Promise<StorageSpace | undefined> {
    return this.#storage.space?.(signal);
  }

  get location(): string {
    return this.#storage.location;
  }

  create(signal?: AbortSignal): Promise<void> {
    return this.#storage.create(signal);
  }

  list(kind: FileKind, signal?: AbortSignal): AsyncIterable<StoredFile> {
    return this.#storage.list(kind, signal);
  }

  strays(signal?: AbortSignal): AsyncIterable<string> {
    return this.#storage.strays(signal);
  }

  removeLeftover(path: string, signal?: AbortSignal): Promise<void> {
    return this.#storage.removeLeftover(path, signal);
  }

  stat(file: FileRef, signal?: AbortSignal): Promise<StoredFile> {
    return this.#storage.stat(file, signal);
  }

  async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    await this.#turn(file, range?.length ?? 0, signal);
    const bytes = await this.#storage.read(file, range, signal);
    if (range === undefined) this.#throttle.count(bytes.length);
    return bytes;
  }

  async write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    await this.#turn(file, bytes.length, signal);
    await this.#storage.write(file, bytes, signal);
  }

  async #turn({ kind }: FileRef, bytes: number, signal?: AbortSignal): Promise<void> {
    if (WAITS[kind]) await this.#throttle.turn(bytes, signal);
    else this.#throttle.count(bytes);
  }

  remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    return this.#storage.remove(file, signal);
  }

  close(): Promise<void> {
    return this.#storage.close();
  }
}
