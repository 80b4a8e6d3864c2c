import type { FileKind, Storage, StoredFile } from "../../main/engine/storage/index.ts";

/** A moment of a run at which something may happen: right before the storage does something, or right after. */
export interface Moment {
  readonly when: "before" | "after";
  readonly operation: "list" | "stat" | "read" | "write" | "remove";
  readonly kind: FileKind;
}

/** A storage that does what the one inside does, and tells of each moment at once. */
export function momentStorage(inner: Storage, tell: (moment: Moment) => void): Storage {
  async function around<T>(operation: Moment["operation"], kind: FileKind, work: () => Promise<T>): Promise<T> {
    tell({ when: "before", operation, kind });
    const result = await work();
    tell({ when: "after", operation, kind });
    return result;
  }
  return {
    location: inner.location,
    capabilities: inner.capabilities,
    create: (signal) => inner.create(signal),
    async *list(kind, signal): AsyncGenerator<StoredFile> {
      tell({ when: "before", operation: "list", kind });
      yield* inner.list(kind, signal);
      tell({ when: "after", operation: "list", kind });
    },
    strays: (signal) => inner.strays(signal),
    removeLeftover: (path, signal) => inner.removeLeftover(path, signal),
    stat: (file, signal) => around("stat", file.kind, () => inner.stat(file, signal)),
    read: (file, range, signal) => around("read", file.kind, () => inner.read(file, range, signal)),
    write: (file, bytes, signal) => around("write", file.kind, () => inner.write(file, bytes, signal)),
    remove: (file, signal) => around("remove", file.kind, () => inner.remove(file, signal)),
    close: () => inner.close(),
  };
}
