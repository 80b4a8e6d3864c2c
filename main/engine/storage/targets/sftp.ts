import { posix } from "node:path";
import type { AppError } from "../../../../shared/errors/index.ts";
import {
  type StorageAction,
  StorageFailed,
  StorageUnreachable,
  StoredFileMissing,
  StoredFileTooShort,
} from "../errors.ts";
import { layoutFolder, layoutPath, mustBeLeftover } from "../layout.ts";
import type { ByteRange, Capabilities, FileKind, FileRef, Storage, StorageSpace, StoredFile } from "../storage.ts";
import { defineTarget, type LocationFinding, type ParsedLocation } from "../target.ts";
import type { SftpTimes } from "./sftp-client.ts";
import type { SftpConnection } from "./sftp-connection.ts";
import { connectionsOf, SftpDialler, trustedOf } from "./sftp-dial.ts";
import { isMissing, Refusal, translateOthers, translateRefusal } from "./sftp-errors.ts";
import { examineSftp } from "./sftp-examine.ts";
import { GROUP, isFile, isFolder, type Modes, makeFolder, makeLayout, PRIVATE, roomAt } from "./sftp-folders.ts";
import { type Listed, listKind, listStrays, storedFile } from "./sftp-listing.ts";
import { parseSftp, type SftpPlace } from "./sftp-location.ts";
import { SftpPool, unlessAborted } from "./sftp-pool.ts";
import { Draft, download, removeFile } from "./sftp-transfer.ts";

/** A folder on a computer that one can log in to with SSH. */
export const sftp = defineTarget<SftpPlace>({
  type: "sftp",
  parse: parseSftp,
  connect: (place) => new SftpStorage(place),
  async examine(place, signal) {
    const storage = new SftpStorage(place);
    try {
      return await storage.examine(signal);
    } finally {
      await storage.close();
    }
  },
});

/** No pack is larger, as offsets in it have 32 bits: no memory is taken for more. */
const MAX_BYTES = 2 ** 32 + 2 ** 24;
/** A file is about to get its name: how long an abort waits to learn whether it has. */
const GRACE_MS = 5_000;
/** What is missing on a disk that counts as full. */
const SLACK_BYTES = 1 << 20;

/** See section 1.3 of the format: the local folder's layout, other temporary names, and no word for a full disk. */
export class SftpStorage implements Storage {
  readonly location: string;
  readonly capabilities: Capabilities;
  readonly #folder: string;
  readonly #pool: SftpPool;
  /** Temporary files of writes that came to nothing, being removed. */
  readonly #tidying = new Set<Promise<void>>();
  #wasConnected = false;
  /** The folder, and the config in it, when last asked: a drive that is taken off the server may leave an empty folder. */
  #isSeen = false;
  #isConfigSeen = false;
  #modes: Modes | undefined;

  /** @param times for tests that do not want to wait */
  constructor(place: ParsedLocation<SftpPlace>, times?: Partial<SftpTimes>) {
    this.location = place.location;
    this.#folder = place.options.folder;
    const connections = connectionsOf(place);
    trustedOf(place);
    this.capabilities = { isRemote: true, connections };
    const dialler = new SftpDialler(place, times);
    this.#pool = new SftpPool(async (signal) => {
      const connection = await dialler.open(signal);
      this.#wasConnected = true;
      return connection;
    }, connections);
  }

  async create(signal?: AbortSignal): Promise<void> {
    await this.#attempt({ doing: "create" }, signal, async (connection) => {
      const modes = await this.#currentModes(connection);
      await makeLayout(connection, this.#folder, modes, signal);
      this.#isSeen = true;
    });
  }

  async *list(kind: FileKind, signal?: AbortSignal): AsyncGenerator<StoredFile> {
    yield* listKind(this.#listed(signal), kind);
  }

  async *strays(signal?: AbortSignal): AsyncGenerator<string> {
    await unlessAborted(Promise.all(this.#tidying), signal);
    yield* listStrays(this.#listed(signal));
  }

  async stat(file: FileRef, signal?: AbortSignal): Promise<StoredFile> {
    return this.#attempt({ doing: "read", file }, signal, async (connection, action) => {
      const found = await connection.lstat(this.#path(file));
      if (!found.isFile()) throw new StorageFailed(action, "it is not a regular file");
      this.#note(file);
      return { ...storedFile(file.name, found), name: file.name };
    });
  }

  async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    return this.#attempt({ doing: "read", file }, signal, async (connection) => {
      const { bytes, wanted, size } = await download(connection, this.#path(file), range, MAX_BYTES, signal);
      this.#note(file);
      if (bytes === undefined) throw new StoredFileTooShort(this.location, file, wanted, size);
      return bytes;
    });
  }

  async write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    const what = { doing: "write", file, bytes: bytes.length } as const;
    const work = async (connection: SftpConnection): Promise<void> => {
      const modes = await unlessAborted(this.#currentModes(connection), signal);
      try {
        await this.#store(connection, file, bytes, modes, signal);
      } catch (error) {
        if (!isMissing(error) || (await this.#look(connection)) !== "there") throw error;
        await this.#makeFolders(connection, file, modes.folder);
        await this.#store(connection, file, bytes, modes, signal);
      }
      this.#note(file);
    };
    await this.#attempt(what, signal, work, GRACE_MS);
  }

  async remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    await this.#unlink({ doing: "remove", file }, layoutPath(file), signal);
    if (file.kind === "config") this.#isConfigSeen = false;
  }

  async removeLeftover(path: string, signal?: AbortSignal): Promise<void> {
    mustBeLeftover(path);
    await this.#unlink({ doing: "remove" }, path, signal);
  }

  async space(signal?: AbortSignal): Promise<StorageSpace | undefined> {
    const room = await this.#attempt({ doing: "list" }, signal, (connection) => roomAt(connection, this.#folder));
    return room && { freeBytes: room.freeBytes, totalBytes: room.totalBytes };
  }

  /** See `examineLocation`. */
  async examine(signal?: AbortSignal): Promise<LocationFinding> {
    return this.#attempt({ doing: "list" }, signal, (connection) => examineSftp(connection, this.#folder));
  }

  async close(): Promise<void> {
    const grace = AbortSignal.timeout(GRACE_MS);
    await unlessAborted(Promise.all(this.#tidying), grace).catch(() => undefined); // what is left is told by `strays`
    this.#pool.close();
  }

  async #store(
    connection: SftpConnection,
    file: FileRef,
    bytes: Uint8Array,
    modes: Modes,
    signal?: AbortSignal,
  ): Promise<void> {
    const draft = new Draft(connection, this.#path(file));
    try {
      await unlessAborted(draft.fill(bytes, modes.file, signal), signal);
      signal?.throwIfAborted();
      await draft.place();
    } catch (error) {
      const tidying = this.#tidy(draft);
      if (signal?.aborted !== true && connection.isOpen) await tidying;
      throw error;
    }
  }

  /** Removes a temporary file when nothing more is on its way to it, through another connection if its own is gone. */
  #tidy(draft: Draft): Promise<void> {
    const tidy = async (): Promise<void> => {
      if (await draft.settled())
        await this.#pool.use(undefined, (connection) => removeFile(connection, draft.temporary));
    };
    // What cannot be removed now is told by `strays`.
    const tidying = tidy()
      .catch(() => undefined)
      .finally(() => this.#tidying.delete(tidying));
    this.#tidying.add(tidying);
    return tidying;
  }

  async #unlink(what: Omit<StorageAction, "location">, path: string, signal?: AbortSignal): Promise<void> {
    await this.#attempt(what, signal, async (connection) => {
      try {
        await removeFile(connection, posix.join(this.#folder, path));
      } catch (error) {
        if (!isMissing(error) || (await this.#look(connection)) === "gone") throw error;
      }
    });
  }

  #path(file: FileRef): string {
    return posix.join(this.#folder, layoutPath(file));
  }

  /** Makes the folders a file needs, never the repository's own: that one missing is a drive that is not there. */
  async #makeFolders(connection: SftpConnection, file: FileRef, mode: number): Promise<void> {
    let folder = this.#folder;
    for (const part of layoutFolder(file)) {
      folder = posix.join(folder, part);
      await makeFolder(connection, folder, mode);
    }
  }

  async #currentModes(connection: SftpConnection): Promise<Modes> {
    if (this.#modes !== undefined) return this.#modes;
    try {
      const config = await connection.stat(posix.join(this.#folder, "config"));
      this.#modes = (config.mode & 0o040) === 0 ? PRIVATE : GROUP;
      return this.#modes;
    } catch (error) {
      if (error instanceof Refusal) return PRIVATE; // a repository in the making: its config decides later
      throw error;
    }
  }

  #listed(signal: AbortSignal | undefined): Listed {
    return {
      attempt: (work) => this.#attempt({ doing: "list" }, signal, work),
      at: (path) => posix.join(this.#folder, path),
      found: () => {
        this.#isSeen = true;
      },
      missing: async (connection) => {
        // An empty listing of a drive that was taken off must not pass for an empty repository.
        const isGone = (await this.#look(connection)) === "gone";
        if (isGone) throw new StorageUnreachable({ location: this.location, doing: "list" });
      },
      signal,
    };
  }

  #note(file: FileRef): void {
    this.#isSeen = true;
    if (file.kind === "config") this.#isConfigSeen = true;
  }

  /** Asked where something is missing: whether the folder is there, never was, or is not any more. */
  async #look(connection: SftpConnection): Promise<"there" | "never" | "gone"> {
    const isThere = await isFolder(connection, this.#folder);
    if (!isThere) return this.#isSeen ? "gone" : "never";
    const config = posix.join(this.#folder, "config");
    if (this.#isConfigSeen && !(await isFile(connection, config))) return "gone";
    this.#isSeen = true;
    return "there";
  }

  /** Runs one call, with every failure explained after. @param graceMs see `unlessAborted` */
  async #attempt<T>(
    what: Omit<StorageAction, "location"> & { readonly bytes?: number },
    signal: AbortSignal | undefined,
    work: (connection: SftpConnection, action: StorageAction) => Promise<T>,
    graceMs = 0,
  ): Promise<T> {
    const { bytes = 0, ...rest } = what;
    const action = { location: this.location, ...rest };
    signal?.throwIfAborted();
    try {
      const using = this.#pool.use(signal, (connection) => work(connection, action));
      return await unlessAborted(using, signal, graceMs);
    } catch (error) {
      throw await unlessAborted(this.#explain(error, action, bytes), signal);
    }
  }

  async #explain(error: unknown, action: StorageAction, bytes: number): Promise<unknown> {
    const other = translateOthers(error, action, this.#wasConnected);
    if (other !== undefined || !(error instanceof Refusal)) return other ?? error;
    try {
      return await this.#pool.use(undefined, (connection) => this.#understand(connection, error, action, bytes));
    } catch {
      return translateRefusal(error, action); // the first failure says more than the second
    }
  }

  async #understand(
    connection: SftpConnection,
    error: Refusal,
    action: StorageAction,
    bytes: number,
  ): Promise<AppError> {
    if (isMissing(error)) {
      const place = await this.#look(connection);
      const { file, doing } = action;
      if (place === "gone") return new StorageUnreachable(action, error);
      if (doing === "read" && file !== undefined)
        return new StoredFileMissing(this.location, file, place === "there", error);
      if (place === "never" && doing !== "create") return new StorageUnreachable(action, error);
    }
    const room = await roomAt(connection, this.#folder);
    const facts = room && { isFull: room.freeBytes < bytes + SLACK_BYTES, isReadOnly: room.isReadOnly };
    return translateRefusal(error, action, facts);
  }
}
