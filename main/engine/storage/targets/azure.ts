import { createHash } from "node:crypto";
import type { BlobItem } from "@azure/storage-blob";
import {
  ContainerMissing,
  type StorageAction,
  StorageFailed,
  StorageInterrupted,
  StorageNotAllowed,
  StoredFileMissing,
  StoredFileProtected,
  StoredFileTooShort,
} from "../errors.ts";
import { fileAtPath, layoutPath, mustBeLeftover, strayAtPath } from "../layout.ts";
import type { ByteRange, FileKind, FileRef, Storage, StoredFile } from "../storage.ts";
import { defineTarget, type ParsedLocation } from "../target.ts";
import { AzureConnection } from "./azure-connection.ts";
import { examineAzure } from "./azure-examine.ts";
import { type AzurePlace, parseAzure } from "./azure-location.ts";
import { download } from "./azure-read.ts";
import { upload } from "./azure-write.ts";

/** A container of Azure Blob Storage, or a folder in one. */
export const azure = defineTarget<AzurePlace>({
  type: "azure",
  parse: parseAzure,
  connect: (place) => new AzureStorage(place),
  examine: examineAzure,
});

/** A page of a listing, at most: Azure gives no more in one answer. */
const PAGE = 5000;

/** See section 1.4 of the format: a flat store, where a PUT is atomic and files have no temporary names. */
class AzureStorage implements Storage {
  readonly location: string;
  readonly capabilities;
  readonly #connection: AzureConnection;
  readonly #container: string;
  readonly #prefix: string;
  readonly #tier: string | undefined;

  constructor(place: ParsedLocation<AzurePlace>) {
    this.location = place.location;
    this.#connection = new AzureConnection(place);
    this.#container = place.options.container;
    this.#prefix = place.options.prefix;
    this.#tier = place.access["accessTier"] || undefined;
    this.capabilities = { isRemote: true, connections: this.#connection.connections };
  }

  /** Looks first, since who has a token for one container may look into it and not make it. */
  async create(signal?: AbortSignal): Promise<void> {
    if (await this.#isContainerThere(signal)) return;
    try {
      await this.#connection.attempt(this.#action("create"), signal, (container) =>
        container.createIfNotExists(aborting(signal)),
      );
    } catch (error) {
      if (!(error instanceof StorageNotAllowed)) throw error;
      throw new ContainerMissing(this.location, `container “${this.#container}”`, undefined, error);
    }
  }

  async #isContainerThere(signal?: AbortSignal): Promise<boolean> {
    try {
      await this.#connection.attempt(this.#action("create"), signal, (container) =>
        container.listBlobsFlat(aborting(signal)).byPage({ maxPageSize: 1 }).next(),
      );
      return true;
    } catch (error) {
      if (error instanceof ContainerMissing) return false;
      throw error;
    }
  }

  async *list(kind: FileKind, signal?: AbortSignal): AsyncGenerator<StoredFile> {
    if (kind === "config") return yield* this.#listConfig(signal);
    for await (const { path, blob } of this.#paths(`${kind}/`, signal)) {
      const file = fileAtPath(path);
      if (file === undefined || (kind === "locks" && sizeOf(blob) === 0)) continue;
      yield { name: file.name, size: sizeOf(blob), modified: blob.properties.lastModified };
    }
  }

  async *#listConfig(signal?: AbortSignal): AsyncGenerator<StoredFile> {
    try {
      yield await this.stat({ kind: "config", name: "" }, signal);
    } catch (error) {
      if (!(error instanceof StoredFileMissing)) throw error;
    }
  }

  async *strays(signal?: AbortSignal): AsyncGenerator<string> {
    const folders = new Set<string>();
    for await (const { path, blob } of this.#paths("", signal)) {
      const isEmptyLock = path.startsWith("locks/") && sizeOf(blob) === 0;
      // With a hierarchical namespace, folders are blobs too: empty ones.
      if ((fileAtPath(path) && !isEmptyLock) || (sizeOf(blob) === 0 && LAYOUT_FOLDER.test(path))) continue;
      const stray = strayAtPath(path);
      if (stray.endsWith("/") && folders.has(stray)) continue;
      if (stray.endsWith("/")) folders.add(stray);
      yield stray;
    }
  }

  async stat(file: FileRef, signal?: AbortSignal): Promise<StoredFile> {
    const path = this.#path(file);
    return this.#connection.attempt(this.#action("read", file), signal, async (container) => {
      const { contentLength, lastModified } = await container.getBlobClient(path).getProperties(aborting(signal));
      return { name: file.name, size: contentLength ?? 0, ...(lastModified && { modified: lastModified }) };
    });
  }

  async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    const path = this.#path(file);
    const action = this.#action("read", file);
    // A range of no bytes cannot be asked for, and one behind the end is answered without the size.
    const tooShort = async (wanted: ByteRange): Promise<Buffer> => {
      const { size } = await this.stat(file, signal);
      if (wanted.offset + wanted.length <= size && wanted.length === 0) return Buffer.alloc(0);
      throw new StoredFileTooShort(this.location, file, wanted, size);
    };
    if (range?.length === 0) return tooShort(range);
    const bytes = await this.#connection.attempt(action, signal, (container) =>
      download(container.getBlobClient(path), range, action, signal),
    );
    if (bytes !== undefined) return bytes;
    if (range === undefined) throw new StorageFailed(action, "the server refused to send the whole file");
    return tooShort(range);
  }

  async write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    const path = this.#path(file);
    const action = this.#action("write", file);
    const tier = file.kind === "locks" ? undefined : this.#tier;
    try {
      await this.#connection.attempt(action, signal, (container) =>
        upload(container.getBlockBlobClient(path), bytes, { tier, signal }),
      );
    } catch (error) {
      if (!(error instanceof StoredFileProtected) || !(await this.#isStored(file, bytes, signal))) throw error;
    }
  }

  /** A container may be set so that nothing is replaced: a write that is repeated finds what the first one stored. */
  async #isStored(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<boolean> {
    const path = this.#path(file);
    const { contentMD5 } = await this.#connection.attempt(this.#action("write", file), signal, (container) =>
      container.getBlobClient(path).getProperties(aborting(signal)),
    );
    return contentMD5 !== undefined && createHash("md5").update(bytes).digest().equals(contentMD5);
  }

  async remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    await this.#delete(this.#path(file), this.#action("remove", file), signal);
  }

  async removeLeftover(path: string, signal?: AbortSignal): Promise<void> {
    mustBeLeftover(path);
    await this.#delete(this.#prefix + path, this.#action("remove"), signal);
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #delete(path: string, action: StorageAction, signal?: AbortSignal): Promise<void> {
    await this.#connection.attempt(action, signal, (container) =>
      container.getBlobClient(path).deleteIfExists(aborting(signal)),
    );
  }

  /** All blobs below a folder of the repository, page by page. Each call for a page is one attempt, so that it has its time-out. */
  async *#paths(
    below: string,
    signal?: AbortSignal,
  ): AsyncGenerator<{ readonly path: string; readonly blob: BlobItem }> {
    const action = this.#action("list");
    let continuationToken: string | undefined;
    do {
      const page = await this.#connection.attempt(action, signal, async (container) => {
        const listing = container.listBlobsFlat({ prefix: this.#prefix + below, ...aborting(signal) });
        const settings = { maxPageSize: PAGE, ...(continuationToken && { continuationToken }) };
        const next = await listing.byPage(settings).next();
        if (next.done) throw new StorageInterrupted(action, "the listing ended without an end");
        return next.value;
      });
      for (const blob of page.segment.blobItems) yield { path: blob.name.slice(this.#prefix.length), blob };
      continuationToken = page.continuationToken || undefined;
    } while (continuationToken !== undefined);
  }

  #path(file: FileRef): string {
    return this.#prefix + layoutPath(file);
  }

  #action(doing: StorageAction["doing"], file?: FileRef): StorageAction {
    return { location: this.location, doing, ...(file && { file }) };
  }
}

const LAYOUT_FOLDER = /^(?:keys|locks|snapshots|index|data(?:\/[0-9a-f]{2})?)$/;

function sizeOf(blob: BlobItem): number {
  return blob.properties.contentLength ?? 0;
}

function aborting(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}
