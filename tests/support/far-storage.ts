import type { ByteRange, FileKind, FileRef, Storage, StoredFile } from "../../main/engine/storage/index.ts";

export interface FarOptions {
  /** From a question to the first byte of its answer. */
  readonly roundTripMs: number;
  /** Each way, of all calls together; no limit if absent. */
  readonly bytesPerSecond?: number;
  readonly connections?: number;
}

export interface FarStorage extends Storage {
  /** What was asked for, in order: `read index`. */
  readonly calls: readonly string[];
}

/** A storage on this machine as if it were on another one: each call takes its time, and transfers share a line. */
export function farStorage(near: Storage, { roundTripMs, bytesPerSecond, connections = 5 }: FarOptions): FarStorage {
  const calls: string[] = [];
  const freeAt = { up: 0, down: 0 };
  const pass = async (call: string): Promise<void> => {
    calls.push(call);
    await sleep(roundTripMs);
  };
  const carry = async (way: "up" | "down", bytes: number): Promise<void> => {
    const now = performance.now();
    freeAt[way] = Math.max(freeAt[way], now) + (bytes / (bytesPerSecond ?? Number.POSITIVE_INFINITY)) * 1000;
    await sleep(freeAt[way] - now);
  };
  const simple = async <T>(call: string, work: () => Promise<T>): Promise<T> => {
    await pass(call);
    return work();
  };
  return {
    calls,
    location: near.location,
    capabilities: { isRemote: true, connections },
    create: (signal) => simple("create", () => near.create(signal)),
    async *list(kind: FileKind, signal?: AbortSignal): AsyncGenerator<StoredFile> {
      await pass(`list ${kind}`);
      yield* near.list(kind, signal);
    },
    strays: (signal) => near.strays(signal),
    removeLeftover: (path, signal) => simple("remove", () => near.removeLeftover(path, signal)),
    stat: (file, signal) => simple(`stat ${file.kind}`, () => near.stat(file, signal)),
    async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
      await pass(`read ${file.kind}`);
      const bytes = await near.read(file, range, signal);
      await carry("down", bytes.length);
      return bytes;
    },
    async write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
      await pass(`write ${file.kind}`);
      await carry("up", bytes.length);
      await near.write(file, bytes, signal);
    },
    remove: (file, signal) => simple(`remove ${file.kind}`, () => near.remove(file, signal)),
    close: () => near.close(),
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
