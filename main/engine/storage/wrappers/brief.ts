import { type Clock, systemClock } from "../clock.ts";
import { type StorageAction, StorageUnreachable } from "../errors.ts";
import type { ByteRange, FileKind, FileRef, Storage, StorageSpace, StoredFile } from "../storage.ts";
import { PassingStorage } from "./passing.ts";

/**
 * A storage for a short look: a call that has no answer in time is given up, and the place counts as unreachable. Of a listing the
 * first answer is what has to come in time.
 */
export function brief(storage: Storage, callMs: number, clock: Clock = systemClock): Storage {
  return new BriefStorage(storage, callMs, clock);
}

class BriefStorage extends PassingStorage {
  readonly #callMs: number;
  readonly #clock: Clock;

  constructor(storage: Storage, callMs: number, clock: Clock) {
    super(storage);
    this.#callMs = callMs;
    this.#clock = clock;
  }

  override create(signal?: AbortSignal): Promise<void> {
    return this.#inTime({ location: this.location, doing: "create" }, (both) => this.inner.create(both), signal);
  }

  override async *list(kind: FileKind, signal?: AbortSignal): AsyncGenerator<StoredFile> {
    const end = new AbortController();
    const both = signal === undefined ? end.signal : AbortSignal.any([signal, end.signal]);
    const items = this.inner.list(kind, both)[Symbol.asyncIterator]();
    try {
      let next = await this.#inTime({ location: this.location, doing: "list" }, () => items.next(), signal, end);
      for (; next.done !== true; next = await items.next()) yield next.value;
    } finally {
      await items.return?.();
    }
  }

  override stat(file: FileRef, signal?: AbortSignal): Promise<StoredFile> {
    return this.#inTime(this.#at("read", file), (both) => this.inner.stat(file, both), signal);
  }

  override read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    return this.#inTime(this.#at("read", file), (both) => this.inner.read(file, range, both), signal);
  }

  override write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    return this.#inTime(this.#at("write", file), (both) => this.inner.write(file, bytes, both), signal);
  }

  override remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    return this.#inTime(this.#at("remove", file), (both) => this.inner.remove(file, both), signal);
  }

  override space(signal?: AbortSignal): Promise<StorageSpace | undefined> {
    const action: StorageAction = { location: this.location, doing: "list" };
    return this.#inTime(action, async (both) => this.inner.space?.(both), signal);
  }

  #at(doing: StorageAction["doing"], file: FileRef): StorageAction {
    return { location: this.location, doing, file };
  }

  async #inTime<T>(
    action: StorageAction,
    work: (signal: AbortSignal) => Promise<T>,
    signal?: AbortSignal,
    end = new AbortController(),
  ): Promise<T> {
    const tooLong = new StorageUnreachable(action);
    const callOff = this.#clock.after(this.#callMs, () => end.abort(tooLong));
    try {
      return await work(signal === undefined ? end.signal : AbortSignal.any([signal, end.signal]));
    } finally {
      callOff();
    }
  }
}
