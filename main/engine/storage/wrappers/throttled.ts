import type { ByteRange, FileKind, FileRef, Storage } from "../storage.ts";
import { PassingStorage } from "./passing.ts";
import type { Throttle } from "./throttle.ts";

/** What is large. A lock that waited for its turn would be taken for that of a dead process, and keys are a few bytes. */
const WAITS: Readonly<Record<FileKind, boolean>> = {
  ...{ data: true, index: true, snapshots: true },
  ...{ config: false, keys: false, locks: false },
};

/** Which throttle holds what back; the same one in both places counts both ways together. */
export interface Throttles {
  readonly up: Throttle;
  readonly down: Throttle;
}

/** A storage that sends and gets no more bytes than throttles let through. All else is as of the storage itself. */
export function throttled(storage: Storage, throttles: Throttles): Storage {
  return new ThrottledStorage(storage, throttles);
}

class ThrottledStorage extends PassingStorage {
  readonly #throttles: Throttles;

  constructor(storage: Storage, throttles: Throttles) {
    super(storage);
    this.#throttles = throttles;
  }

  override async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    const { down } = this.#throttles;
    await takeTurn(down, file, range?.length ?? 0, signal);
    const bytes = await this.inner.read(file, range, signal);
    if (range === undefined) down.count(bytes.length);
    return bytes;
  }

  override async write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    await takeTurn(this.#throttles.up, file, bytes.length, signal);
    await this.inner.write(file, bytes, signal);
  }
}

async function takeTurn(throttle: Throttle, { kind }: FileRef, bytes: number, signal?: AbortSignal): Promise<void> {
  if (WAITS[kind]) await throttle.turn(bytes, signal);
  else throttle.count(bytes);
}
