import {
  type StorageAction,
  StorageInterrupted,
  StorageNotAllowed,
  StoredFileMissing,
  StoredFileTooShort,
} from "../errors.ts";
import { lengthOf, passOver, readBody, type WebAnswer } from "../http/index.ts";
import { isStoredName, layoutPath, mustBeLeftover } from "../layout.ts";
import type { ByteRange, Capabilities, FileKind, FileRef, Storage, StoredFile } from "../storage.ts";
import type { RestConnection } from "./rest-connection.ts";
import { listed, strayPath } from "./rest-listing.ts";
import { RestUpload } from "./rest-upload.ts";

/** No file of a repository comes near it. */
const MOST_BYTES = 2 ** 31;
const KINDS = ["data", "index", "keys", "locks", "snapshots"] as const;

/**
 * A repository behind restic's REST protocol: section 1.5 of the format, and
 * https://restic.readthedocs.io/en/stable/REST_backend.html. What carries the requests is a parameter.
 */
export class RestStorage implements Storage {
  readonly location: string;
  readonly capabilities: Capabilities;
  readonly #server: RestConnection;

  constructor(server: RestConnection, connections: number) {
    this.location = server.location;
    this.#server = server;
    this.capabilities = { isRemote: true, connections };
  }

  async create(signal?: AbortSignal): Promise<void> {
    const action = this.#action("create");
    await this.#server.call("POST", "?create=true", { action, signal, body: new Uint8Array(0) }, async (answer) => {
      if (answer.status !== 200 && answer.status !== 201) throw this.#server.refusal(answer, action);
      await passOver(answer);
    });
  }

  async *list(kind: FileKind, signal?: AbortSignal): AsyncGenerator<StoredFile> {
    if (kind === "config") return yield* this.#listConfig(signal);
    for await (const file of listed(this.#server, kind, this.capabilities.connections, signal)) {
      if (isStoredName(file.name) && !(kind === "locks" && file.size === 0)) yield file;
    }
  }

  async *#listConfig(signal?: AbortSignal): AsyncGenerator<StoredFile> {
    try {
      yield await this.stat({ kind: "config", name: "" }, signal);
    } catch (error) {
      if (!(error instanceof StoredFileMissing)) throw error;
    }
  }

  /** The protocol tells no more than the names in the five folders. */
  async *strays(signal?: AbortSignal): AsyncGenerator<string> {
    for (const kind of KINDS) {
      for await (const { name, size } of listed(this.#server, kind, this.capabilities.connections, signal)) {
        const isEmptyLock = kind === "locks" && size === 0;
        const path = isStoredName(name) && !isEmptyLock ? undefined : strayPath(kind, name);
        if (path !== undefined) yield path;
      }
    }
  }

  async removeLeftover(path: string, signal?: AbortSignal): Promise<void> {
    mustBeLeftover(path);
    const action = this.#action("remove");
    const [kind = ""] = path.split("/");
    await this.#server.remove(
      kind === path ? path : `${kind}/${path.slice(path.lastIndexOf("/") + 1)}`,
      action,
      signal,
    );
    // rest-server does as if such files were not there.
    for await (const stray of this.strays(signal)) if (stray === path) throw new StorageNotAllowed(action, "rights");
  }

  async stat(file: FileRef, signal?: AbortSignal): Promise<StoredFile> {
    const size = await this.#server.sizeOf(pathOf(file), this.#action("read", file), signal);
    if (size === undefined) throw new StoredFileMissing(this.location, file, true);
    return { name: file.name, size };
  }

  async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    const action = this.#action("read", file);
    const path = pathOf(file);
    // A range of no bytes cannot be asked for, and one behind the end is answered without the size.
    if (range?.length === 0) return this.#tooShort(file, range, signal);
    const headers = range && { range: `bytes=${range.offset}-${range.offset + range.length - 1}` };
    const bytes = await this.#server.call(
      "GET",
      path,
      { action, signal, ...(headers && { headers }) },
      async (answer) => {
        if (answer.status === 404) throw new StoredFileMissing(this.location, file, true);
        return partOf(answer, range, action, (other) => this.#server.refusal(other, action));
      },
    );
    return bytes ?? this.#tooShort(file, range ?? { offset: 0, length: 0 }, signal);
  }

  async #tooShort(file: FileRef, range: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    const { size } = await this.stat(file, signal);
    if (range.offset + range.length > size) throw new StoredFileTooShort(this.location, file, range, size);
    if (range.length === 0) return Buffer.allocUnsafeSlow(0);
    throw new StorageInterrupted(this.#action("read", file), "the server sent less than was asked for");
  }

  async write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    await new RestUpload(this.#server, file, pathOf(file), bytes).run(signal);
  }

  async remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    await this.#server.remove(pathOf(file), this.#action("remove", file), signal);
  }

  async close(): Promise<void> {
    await this.#server.close();
  }

  #action(doing: StorageAction["doing"], file?: FileRef): StorageAction {
    return { location: this.location, doing, ...(file && { file }) };
  }
}

/** URLs are flat: packs are not in folders. The name is looked at, so that none leads elsewhere. */
function pathOf(file: FileRef): string {
  return layoutPath(file).replace(/^data\/../, "data");
}

/** What was asked for, or undefined if the file ends before. */
async function partOf(
  answer: WebAnswer,
  range: ByteRange | undefined,
  action: StorageAction,
  refusal: (answer: WebAnswer) => Error,
): Promise<Buffer | undefined> {
  if (answer.status === 416 && range !== undefined) {
    await passOver(answer);
    return undefined;
  }
  if (answer.status === 206 && range !== undefined) {
    const told = lengthOf(answer.headers["content-length"]);
    if (told !== undefined && told < range.length) {
      await passOver(answer);
      return undefined;
    }
    const part = await readBody(answer, action, range.length);
    return part.length === range.length ? part : undefined;
  }
  if (answer.status !== 200) throw refusal(answer);
  const whole = await readBody(answer, action, MOST_BYTES);
  if (range === undefined) return whole;
  // A server that knows nothing of ranges sends the whole file.
  if (range.offset + range.length > whole.length) return undefined;
  const part = Buffer.allocUnsafeSlow(range.length);
  whole.copy(part, 0, range.offset, range.offset + range.length);
  return part;
}
