import type { ByteRange, FileKind, FileRef, Storage, StoredFile } from "../../main/engine/storage/index.ts";

export type StorageOperation = "create" | "list" | "stat" | "read" | "write" | "remove";

/** One thing to go wrong: at the `nth` operation (1 is the first) of this name, of this kind of file if one is given. */
export interface Fault {
  readonly operation: StorageOperation;
  readonly kind?: FileKind;
  readonly nth: number;
  /** From the nth on, every time. */
  readonly andAfter?: boolean;
  /** Fails with this instead of doing it; `late` does it first, as when only the answer is lost. */
  readonly fail?: { readonly error: Error; readonly late?: boolean };
  /** Changes the bytes of a read or a write. */
  readonly corrupt?: (bytes: Buffer) => Buffer;
  /** Waits for this before doing it. */
  readonly until?: () => Promise<void>;
}

export interface FaultyStorage extends Storage {
  /** What was asked for, in order: `write data`, `read config`. */
  readonly calls: readonly string[];
}

/** A storage that does what the one inside does, but for the faults it is told. */
export function faultyStorage(inner: Storage, faults: readonly Fault[]): FaultyStorage {
  const calls: string[] = [];
  const counts = new Map<Fault, number>();

  function due(operation: StorageOperation, kind?: FileKind): Fault | undefined {
    calls.push(kind === undefined ? operation : `${operation} ${kind}`);
    return faults.filter((fault) => {
      if (fault.operation !== operation || (fault.kind !== undefined && fault.kind !== kind)) return false;
      const count = (counts.get(fault) ?? 0) + 1;
      counts.set(fault, count);
      return count === fault.nth || (fault.andAfter === true && count > fault.nth);
    })[0];
  }

  async function run<T>(fault: Fault | undefined, work: () => Promise<T>): Promise<T> {
    await fault?.until?.();
    if (fault?.fail && fault.fail.late !== true) throw fault.fail.error;
    const result = await work();
    if (fault?.fail) throw fault.fail.error;
    return result;
  }

  return {
    calls,
    location: inner.location,
    capabilities: inner.capabilities,
    create: (signal) => run(due("create"), () => inner.create(signal)),
    async *list(kind: FileKind, signal?: AbortSignal): AsyncGenerator<StoredFile> {
      const fault = due("list", kind);
      await run(fault?.fail?.late === true ? undefined : fault, async () => undefined);
      yield* inner.list(kind, signal);
      if (fault?.fail) throw fault.fail.error;
    },
    strays: (signal) => inner.strays(signal),
    removeLeftover: (path, signal) => inner.removeLeftover(path, signal),
    stat: (file, signal) => run(due("stat", file.kind), () => inner.stat(file, signal)),
    async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
      const fault = due("read", file.kind);
      const bytes = await run(fault, () => inner.read(file, range, signal));
      return fault?.corrupt?.(bytes) ?? bytes;
    },
    write(file, bytes, signal) {
      const fault = due("write", file.kind);
      return run(fault, () => inner.write(file, fault?.corrupt?.(Buffer.from(bytes)) ?? bytes, signal));
    },
    remove: (file, signal) => run(due("remove", file.kind), () => inner.remove(file, signal)),
    close: () => inner.close(),
  };
}
