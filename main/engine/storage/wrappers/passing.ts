import type {
  ByteRange,
  Capabilities,
  FileKind,
  FileRef,
  Protection,
  Storage,
  StorageSpace,
  StoredFile,
} from "../storage.ts";

/** A storage that does what the one inside does: what a wrapper changes, it overrides. */
export abstract class PassingStorage implements Storage {
  readonly capabilities: Capabilities;
  readonly protection?: Protection;
  protected readonly inner: Storage;

  constructor(inner: Storage, protection = inner.protection) {
    this.inner = inner;
    this.capabilities = inner.capabilities;
    if (protection !== undefined) this.protection = protection;
  }

  get location(): string {
    return this.inner.location;
  }

  create(signal?: AbortSignal): Promise<void> {
    return this.inner.create(signal);
  }

  list(kind: FileKind, signal?: AbortSignal): AsyncIterable<StoredFile> {
    return this.inner.list(kind, signal);
  }

  strays(signal?: AbortSignal): AsyncIterable<string> {
    return this.inner.strays(signal);
  }

  removeLeftover(path: string, signal?: AbortSignal): Promise<void> {
    return this.inner.removeLeftover(path, signal);
  }

  stat(file: FileRef, signal?: AbortSignal): Promise<StoredFile> {
    return this.inner.stat(file, signal);
  }

  read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    return this.inner.read(file, range, signal);
  }

  write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    return this.inner.write(file, bytes, signal);
  }

  remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    return this.inner.remove(file, signal);
  }

  async space(signal?: AbortSignal): Promise<StorageSpace | undefined> {
    return this.inner.space?.(signal);
  }

  readFromDisk(drop: (fd: number, offset: number, length: number) => void): () => void {
    return this.inner.readFromDisk?.(drop) ?? (() => undefined);
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
