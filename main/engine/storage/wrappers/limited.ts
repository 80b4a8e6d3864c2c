import { type Clock, systemClock } from "../clock.ts";
import type { ByteRange, FileKind, FileRef, Storage, StoredFile } from "../storage.ts";
import { Lanes } from "./lanes.ts";
import { PassingStorage } from "./passing.ts";

/** Files of megabytes. All others are small, and never stand behind these. */
const IS_BULKY: Readonly<Record<FileKind, boolean>> = {
  ...{ data: true, index: true },
  ...{ config: false, keys: false, snapshots: false, locks: false },
};

/**
 * A storage that has no more calls under way than are of use: two packs at first, and more while that brings more through; fewer
 * when calls are interrupted. What is small goes ahead of what is large. Listings are not counted: they last as long as their
 * reader likes.
 */
export function limited(storage: Storage, connections: number, clock: Clock = systemClock): Storage {
  return new LimitedStorage(storage, new Lanes(connections, clock));
}

class LimitedStorage extends PassingStorage {
  readonly #lanes: Lanes;

  constructor(storage: Storage, lanes: Lanes) {
    super(storage);
    this.#lanes = lanes;
  }

  override stat(file: FileRef, signal?: AbortSignal): Promise<StoredFile> {
    return this.#lanes.small(() => this.inner.stat(file, signal), signal);
  }

  override read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    const read = (): Promise<Buffer> => this.inner.read(file, range, signal);
    return IS_BULKY[file.kind]
      ? this.#lanes.bulky(read, (bytes) => bytes.length, signal)
      : this.#lanes.small(read, signal);
  }

  override write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    const write = (): Promise<void> => this.inner.write(file, bytes, signal);
    return IS_BULKY[file.kind]
      ? this.#lanes.bulky(write, () => bytes.length, signal)
      : this.#lanes.small(write, signal);
  }

  override remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    return this.#lanes.small(() => this.inner.remove(file, signal), signal);
  }
}
