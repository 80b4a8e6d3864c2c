import {
  type StorageAction,
  StorageFailed,
  StorageNotAllowed,
  StorageUnreachable,
  StoredFileMissing,
  StoredFileTooShort,
} from "../errors.ts";
import { passOver } from "../http/index.ts";
import { layoutPath, mustBeLeftover } from "../layout.ts";
import type { ByteRange, FileKind, FileRef, Storage, StorageSpace, StoredFile } from "../storage.ts";
import { defineTarget, type ParsedLocation } from "../target.ts";
import { translateDav, WebdavConnection } from "./webdav-connection.ts";
import { examineWebdav } from "./webdav-examine.ts";
import { listKind, listStrays } from "./webdav-listing.ts";
import { parseWebdav, type WebdavPlace } from "./webdav-location.ts";
import { readFile } from "./webdav-read.ts";
import { WebdavWriter } from "./webdav-write.ts";
import { FILE_FACTS, ROOM_FACTS } from "./webdav-xml.ts";

/** A folder on a WebDAV server: Nextcloud, a NAS, a web host. */
export const webdav = defineTarget<WebdavPlace>({
  type: "webdav",
  parse: parseWebdav,
  connect: (place) => new WebdavStorage(place),
  examine: examineWebdav,
});

const CONFIG: FileRef = { kind: "config", name: "" };

/** The layout of a local folder, section 1.2 of the format: each file is sent under a temporary name and then moved to its own. */
class WebdavStorage implements Storage {
  readonly location: string;
  readonly capabilities;
  readonly #connection: WebdavConnection;
  readonly #root: readonly string[];
  readonly #writer: WebdavWriter;
  /** Whether the folder was there before: if it is not now, its disk is away, and it is not an empty repository. */
  #wasSeen = false;
  /** Whether it was a repository: an unmounted disk may leave an empty folder in its place. */
  #hadConfig = false;

  constructor(place: ParsedLocation<WebdavPlace>) {
    this.location = place.location;
    this.#root = place.options.folders;
    this.#connection = new WebdavConnection(place);
    this.#writer = new WebdavWriter(this.#connection, this.#root, (action, signal) =>
      this.#mustNotBeGone(action, signal),
    );
    this.capabilities = { isRemote: true, connections: this.#connection.connections };
  }

  async create(signal?: AbortSignal): Promise<void> {
    const action = this.#action("create");
    await this.#connection.attempt(action, signal, () => this.#writer.makePlace(action, signal));
    this.#wasSeen = true;
  }

  async *list(kind: FileKind, signal?: AbortSignal): AsyncGenerator<StoredFile> {
    if (kind === "config") return yield* this.#listConfig(signal);
    const action = this.#action("list");
    await this.#mustNotBeGone(action, signal);
    yield* listKind(this.#connection, this.#root, kind, action, signal);
    // An empty listing of a disk that was unmounted meanwhile must not pass for an empty repository.
    await this.#mustNotBeGone(action, signal);
  }

  async *#listConfig(signal?: AbortSignal): AsyncGenerator<StoredFile> {
    try {
      yield await this.stat({ kind: "config", name: "" }, signal);
    } catch (error) {
      if (!(error instanceof StoredFileMissing)) throw error;
    }
  }

  async *strays(signal?: AbortSignal): AsyncGenerator<string> {
    const action = this.#action("list");
    await this.#mustNotBeGone(action, signal);
    yield* listStrays(this.#connection, this.#root, action, signal);
  }

  async stat(file: FileRef, signal?: AbortSignal): Promise<StoredFile> {
    const path = this.#path(file);
    const action = this.#action("read", file);
    const asked = { depth: 0, question: FILE_FACTS, action } as const;
    const entries = await this.#connection.attempt(action, signal, () => this.#connection.look(path, asked, signal));
    const [entry] = entries ?? [];
    if (entry === undefined) throw await this.#missing(file, signal);
    if (entry.isFolder) throw new StorageFailed(action, "it is not a regular file");
    if (entry.size === undefined) throw new StorageFailed(action, "the server does not tell its size");
    this.#notice(file);
    return { name: file.name, size: entry.size, ...(entry.modified && { modified: entry.modified }) };
  }

  async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    const path = this.#path(file);
    const action = this.#action("read", file);
    if (range?.length === 0) return this.#nothing(file, range, signal);
    const found = await this.#connection.attempt(action, signal, () =>
      readFile(this.#connection, { path, range, action }, signal),
    );
    if (Buffer.isBuffer(found)) {
      this.#notice(file);
      return found;
    }
    if (found === "missing") throw await this.#missing(file, signal);
    return this.#nothing(file, range ?? { offset: 0, length: 0 }, signal);
  }

  /** No bytes of a file, or the error that it has not so many: of neither a server answers a question for a range. */
  async #nothing(file: FileRef, range: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    const { size } = await this.stat(file, signal);
    if (range.length === 0 && range.offset <= size) return Buffer.alloc(0);
    throw new StoredFileTooShort(this.location, file, range, size);
  }

  async write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    const path = layoutPath(file);
    const action = this.#action("write", file);
    await this.#connection.attempt(action, signal, () => this.#writer.write(path, bytes, action, signal));
    this.#notice(file);
  }

  async remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    await this.#delete(this.#path(file), this.#action("remove", file), signal);
    if (file.kind === "config") this.#hadConfig = false;
  }

  async removeLeftover(path: string, signal?: AbortSignal): Promise<void> {
    mustBeLeftover(path);
    await this.#delete([...this.#root, ...path.split("/")], this.#action("remove"), signal);
  }

  async space(signal?: AbortSignal): Promise<StorageSpace | undefined> {
    const action = this.#action("list");
    const asked = { depth: 0, question: ROOM_FACTS, action } as const;
    const [entry] =
      (await this.#connection.attempt(action, signal, () => this.#connection.look(this.#root, asked, signal))) ?? [];
    if (entry?.freeBytes === undefined) return undefined;
    return { freeBytes: entry.freeBytes, totalBytes: entry.freeBytes + (entry.usedBytes ?? 0) };
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #delete(path: readonly string[], action: StorageAction, signal?: AbortSignal): Promise<void> {
    const answer = await this.#connection.attempt(action, signal, async () => {
      const given = await this.#connection.send({ method: "DELETE", path }, signal);
      await passOver(given);
      return given;
    });
    if (answer.status === 404 || answer.status === 410) return this.#mustNotBeGone(action, signal);
    if (answer.status === 405) throw new StorageNotAllowed(action, "rights");
    // 207: a file of a folder could not be removed. Of one file it is a refusal.
    if (answer.status < 200 || answer.status === 207 || answer.status > 299) throw translateDav(answer, action);
  }

  async #missing(file: FileRef, signal?: AbortSignal): Promise<Error> {
    const action = this.#action("read", file);
    const isThere = await this.#isThere(action, signal);
    if (!isThere && this.#wasSeen) return new StorageUnreachable(action);
    return new StoredFileMissing(this.location, file, isThere);
  }

  async #mustNotBeGone(action: StorageAction, signal?: AbortSignal): Promise<void> {
    const wasSeen = this.#wasSeen;
    if (!(await this.#isThere(action, signal)) && wasSeen) throw new StorageUnreachable(action);
  }

  async #isThere(action: StorageAction, signal?: AbortSignal): Promise<boolean> {
    const asked = { depth: 0, question: FILE_FACTS, action } as const;
    const path = this.#hadConfig ? this.#path(CONFIG) : this.#root;
    const found = await this.#connection.attempt(action, signal, () => this.#connection.look(path, asked, signal));
    const isThere = found?.[0]?.isFolder === !this.#hadConfig;
    this.#wasSeen ||= isThere;
    return isThere;
  }

  #notice({ kind }: FileRef): void {
    this.#wasSeen = true;
    this.#hadConfig ||= kind === "config";
  }

  #path(file: FileRef): readonly string[] {
    return [...this.#root, ...layoutPath(file).split("/")];
  }

  #action(doing: StorageAction["doing"], file?: FileRef): StorageAction {
    return { location: this.location, doing, ...(file && { file }) };
  }
}
