import { type Clock, systemClock } from "../clock.ts";
import {
  type StorageAction,
  StorageFailed,
  StorageNotAllowed,
  StoredFileMissing,
  StoredFileTooShort,
} from "../errors.ts";
import { fileAtPath, layoutPath, mustBeLeftover, strayAtPath } from "../layout.ts";
import type { ByteRange, FileKind, FileRef, Storage, StoredFile } from "../storage.ts";
import { defineTarget, type ParsedLocation } from "../target.ts";
import { makeBucket } from "./s3-bucket.ts";
import { S3Connection } from "./s3-connection.ts";
import { examineS3 } from "./s3-examine.ts";
import { firstKey, type ListedObject, listObjects, listUploads } from "./s3-listing.ts";
import { lockSettingsOf, parseS3, type S3Place } from "./s3-location.ts";
import { S3Lock } from "./s3-lock.ts";
import { download } from "./s3-read.ts";
import { traitsOf } from "./s3-traits.ts";
import { abortUpload, type NewObject, upload } from "./s3-write.ts";

/** A bucket of an S3 server, or a folder in one. */
export const s3 = defineTarget<S3Place>({
  type: "s3",
  parse: parseS3,
  connect: (place) => new S3Storage(place, systemClock),
  examine: examineS3,
});

/** See section 1.4 of the format: a flat store, where a PUT is atomic and files have no temporary names. */
class S3Storage implements Storage {
  readonly location: string;
  readonly capabilities;
  readonly protection?: S3Lock;
  readonly #connection: S3Connection;
  readonly #place: ParsedLocation<S3Place>;
  readonly #prefix: string;

  constructor(place: ParsedLocation<S3Place>, clock: Clock) {
    this.location = place.location;
    this.#place = place;
    this.#prefix = place.options.prefix;
    this.#connection = new S3Connection(place);
    this.capabilities = { isRemote: true, connections: this.#connection.connections };
    const lock = lockSettingsOf(place.location, place.access);
    if (lock === undefined) return;
    this.protection = new S3Lock(lock, this.#connection, { location: this.location, prefix: this.#prefix }, clock);
  }

  async create(signal?: AbortSignal): Promise<void> {
    await makeBucket(this.#connection, this.#action("create"), this.protection !== undefined, signal);
    await this.protection?.prove(signal);
  }

  async *list(kind: FileKind, signal?: AbortSignal): AsyncGenerator<StoredFile> {
    if (kind === "config") return yield* this.#listConfig(signal);
    for await (const { key, ...about } of this.#keys(`${kind}/`, signal)) {
      const file = fileAtPath(key.slice(this.#prefix.length));
      if (file === undefined || (kind === "locks" && about.size === 0)) continue;
      yield { name: file.name, ...about };
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
    for await (const { key, size } of this.#keys("", signal)) {
      const path = key.slice(this.#prefix.length);
      const isEmptyLock = path.startsWith("locks/") && size === 0;
      // Some programs make an empty object of a folder.
      if ((fileAtPath(path) && !isEmptyLock) || (size === 0 && LAYOUT_FOLDER.test(path))) continue;
      const stray = strayAtPath(path);
      if (stray.endsWith("/") && folders.has(stray)) continue;
      if (stray.endsWith("/")) folders.add(stray);
      yield stray;
    }
    for await (const { path } of listUploads(this.#connection, this.#prefix, this.#action("list"), signal)) yield path;
  }

  async stat(file: FileRef, signal?: AbortSignal): Promise<StoredFile> {
    const head = () =>
      this.#connection.attempt(this.#action("read", file), signal, async ({ sdk, client, options }) => {
        const { ContentLength, LastModified } = await client.send(
          new sdk.HeadObjectCommand(this.#object(file)),
          options,
        );
        return { name: file.name, size: ContentLength ?? 0, ...(LastModified && { modified: LastModified }) };
      });
    try {
      return await head();
    } catch (error) {
      const isUntold = [StoredFileMissing, StorageNotAllowed, StorageFailed].some((kind) => error instanceof kind);
      if (!isUntold) throw error;
      await this.#ask(signal);
      if (error instanceof StoredFileMissing) throw error;
      return await head();
    }
  }

  /** Answers about one object come without a reason; those about the bucket have one. */
  async #ask(signal?: AbortSignal): Promise<void> {
    try {
      await firstKey(this.#connection, `${this.#prefix}config`, this.#action("list"), signal);
    } catch (error) {
      if (!(error instanceof StorageNotAllowed || error instanceof StorageFailed)) throw error;
    }
  }

  async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    const action = this.#action("read", file);
    const object = this.#object(file);
    if (range?.length === 0) return this.#outside(file, range, signal);
    const bytes = await this.#connection.attempt(action, signal, (call) => download(call, object, range, action));
    if (bytes !== undefined) return bytes;
    if (range === undefined) throw new StorageFailed(action, "the server refused to send the whole file");
    return this.#outside(file, range, signal);
  }

  /** A range of no bytes cannot be asked for, and one behind the end is answered without the size. */
  async #outside(file: FileRef, range: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    const { size } = await this.stat(file, signal);
    if (range.length === 0 && range.offset <= size) return Buffer.alloc(0);
    throw new StoredFileTooShort(this.location, file, range, size);
  }

  async write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    const action = this.#action("write", file);
    const object = { ...this.#object(file), bytes, traits: traitsOf(file, this.#place.access) };
    signal?.throwIfAborted();
    if (this.protection === undefined || file.kind === "locks") {
      await upload(this.#connection, object, action, signal);
      return;
    }
    await this.#writeProtected(this.protection, file, object, signal);
  }

  /**
   * Each write makes a version that stays: one that is repeated is to find what the first one stored, and the same name means the
   * same bytes. Only the config is ever replaced.
   */
  async #writeProtected(lock: S3Lock, file: FileRef, object: NewObject, signal?: AbortSignal): Promise<void> {
    const action = this.#action("write", file);
    const made = { ...object, traits: { ...object.traits, ...(await lock.traits(signal)) } };
    const isFirst = file.kind !== "config";
    const outcome = await upload(this.#connection, { ...made, isFirst }, action, signal);
    if (outcome === "exists") {
      if (await lock.holds(file, object.bytes, signal)) await lock.extend(file, lock.untilFromNow(), signal);
      else await upload(this.#connection, made, action, signal);
    }
    await lock.proveBy(file, signal);
  }

  async remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    const object = this.#object(file);
    if (this.protection !== undefined) return this.protection.remove(file, signal);
    await this.#connection.attempt(this.#action("remove", file), signal, ({ sdk, client, options }) =>
      client.send(new sdk.DeleteObjectCommand(object), options),
    );
  }

  async removeLeftover(path: string, signal?: AbortSignal): Promise<void> {
    mustBeLeftover(path);
    const action = this.#action("remove");
    const about = this.#prefix + path.replace(/-tmp-[^-]*$/, "");
    for await (const { path: end, upload: unfinished } of listUploads(this.#connection, about, action, signal)) {
      if (about + end === this.#prefix + path) await abortUpload(this.#connection, unfinished, action, signal);
    }
    const object = { Bucket: this.#connection.bucket, Key: this.#prefix + path };
    await this.#connection.attempt(action, signal, ({ sdk, client, options }) =>
      client.send(new sdk.DeleteObjectCommand(object), options),
    );
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  #keys(below: string, signal?: AbortSignal): AsyncGenerator<ListedObject> {
    return listObjects(this.#connection, this.#prefix + below, this.#action("list"), signal);
  }

  #object(file: FileRef): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.#connection.bucket, Key: this.#prefix + layoutPath(file) };
  }

  #action(doing: StorageAction["doing"], file?: FileRef): StorageAction {
    return { location: this.location, doing, ...(file && { file }) };
  }
}

const LAYOUT_FOLDER = /^(?:keys|locks|snapshots|index|data(?:\/[0-9a-f]{2})?)?\/?$/;
