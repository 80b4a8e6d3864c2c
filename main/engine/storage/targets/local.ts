import { constants } from "node:fs";
import { chmod, type FileHandle, lstat, mkdir, open, stat, unlink } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type StorageAction,
  StorageFailed,
  StorageUnreachable,
  StoredFileMissing,
  StoredFileTooShort,
} from "../errors.ts";
import { DATA_FOLDERS, FOLDER_KINDS, layoutFolder, layoutPath, mustBeLeftover } from "../layout.ts";
import type { ByteRange, FileKind, FileRef, Storage, StoredFile } from "../storage.ts";
import { defineTarget } from "../target.ts";
import { isMissing, isSystemError, translateErrno } from "./local-errors.ts";
import { examineFolder } from "./local-examine.ts";
import { listKind, listStrays } from "./local-listing.ts";
import { makeFolder, makeFolders, syncFolder, writeDurably } from "./local-write.ts";

/** A folder on a disk or a mounted share. */
export const local = defineTarget<string>({
  type: "local",
  parse(location) {
    const folder = parseLocal(location);
    return folder === undefined ? undefined : { options: folder, location: folder, access: {} };
  },
  connect: ({ options: folder }) => new LocalStorage(folder),
  examine: ({ options: folder }, signal) => examineFolder(folder, signal),
});

/** The absolute path in a location, or undefined if it has the scheme of another target. One letter is a drive. */
function parseLocal(location: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(location)?.[1]?.toLowerCase();
  if (scheme === "file")
    return URL.canParse(location) && new URL(location).host === "" ? fileURLToPath(location) : undefined;
  const path = scheme === "local" ? location.slice("local:".length) : location;
  return path === "" || (scheme !== undefined && scheme !== "local") ? undefined : resolve(path);
}

/** Permissions of what is written: a repository whose config the group can read is shared with the group. */
interface Modes {
  readonly folder: number;
  readonly file: number;
}
const PRIVATE: Modes = { folder: 0o700, file: 0o400 };
const GROUP: Modes = { folder: 0o770, file: 0o440 };

/** No pack is larger, as offsets in it have 32 bits: no memory is taken for more. */
const MAX_BYTES = 2 ** 32 + 2 ** 24;
const STEP_BYTES = 4 << 20;
/** Never through a symbolic link, and never waiting for the other end of a pipe put in a file's place. */
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** See section 1.2 of the format: the layout in a folder, each file written under a temporary name and renamed. */
class LocalStorage implements Storage {
  readonly location: string;
  readonly capabilities = { isRemote: false, connections: 16 };
  /** Device and inode of the folder when last seen: an unmounted drive may leave an empty folder in its place. */
  #seen: string | undefined;
  #modes: Modes | undefined;
  /** Of those who want to read what is on the disk. */
  readonly #drops: ((fd: number, offset: number, length: number) => void)[] = [];

  constructor(folder: string) {
    this.location = folder;
  }

  async create(signal?: AbortSignal): Promise<void> {
    await this.#attempt("create", undefined, signal, async () => {
      const modes = await this.#currentModes();
      await makeFolders(this.location, modes.folder);
      await syncFolder(dirname(this.location));
      for (const kind of FOLDER_KINDS) await makeFolder(join(this.location, kind), modes.folder);
      for (const name of DATA_FOLDERS) {
        signal?.throwIfAborted();
        await mkdir(join(this.location, "data", name), { recursive: true, mode: modes.folder });
      }
      await syncFolder(join(this.location, "data"));
      await this.#notice();
    });
  }

  async *list(kind: FileKind, signal?: AbortSignal): AsyncGenerator<StoredFile> {
    yield* this.#listing(listKind(this.location, kind, signal), signal);
  }

  async *strays(signal?: AbortSignal): AsyncGenerator<string> {
    yield* this.#listing(listStrays(this.location, signal), signal);
  }

  async stat(file: FileRef, signal?: AbortSignal): Promise<StoredFile> {
    return this.#attempt("read", file, signal, async (action) => {
      const found = await lstat(this.#path(file));
      if (!found.isFile()) throw new StorageFailed(action, "it is not a regular file");
      return { name: file.name, size: found.size, modified: found.mtime };
    });
  }

  async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    return this.#attempt("read", file, signal, async (action) => {
      const handle = await open(this.#path(file), READ_FLAGS);
      try {
        const size = await sizeOf(handle, action);
        const wanted = range ?? { offset: 0, length: size };
        this.#drops[0]?.(handle.fd, wanted.offset, wanted.length);
        if (wanted.length > MAX_BYTES) throw new StorageFailed(action, "it is larger than any file of a repository");
        const bytes = wanted.offset + wanted.length > size ? undefined : await readFully(handle, wanted, signal);
        if (bytes === undefined) throw new StoredFileTooShort(this.location, file, wanted, size);
        return bytes;
      } finally {
        await handle.close();
      }
    });
  }

  async write(file: FileRef, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    await this.#attempt("write", file, signal, async () => {
      const path = this.#path(file);
      const modes = await this.#currentModes();
      try {
        await writeDurably(path, bytes, modes.file, signal);
      } catch (error) {
        if (!isMissing(error) || (await this.#isGone())) throw error;
        await this.#makeFolders(file, modes.folder);
        await writeDurably(path, bytes, modes.file, signal);
      }
    });
  }

  async remove(file: FileRef, signal?: AbortSignal): Promise<void> {
    await this.#attempt("remove", file, signal, () => this.#unlink(this.#path(file)));
  }

  async removeLeftover(path: string, signal?: AbortSignal): Promise<void> {
    mustBeLeftover(path);
    await this.#attempt("remove", undefined, signal, () => this.#unlink(join(this.location, path)));
  }

  readFromDisk(drop: (fd: number, offset: number, length: number) => void): () => void {
    // Of its own: the same function may be given twice.
    const mine: typeof drop = (...part) => drop(...part);
    this.#drops.push(mine);
    return () => {
      const at = this.#drops.indexOf(mine);
      if (at >= 0) this.#drops.splice(at, 1);
    };
  }

  async close(): Promise<void> {}

  async #unlink(path: string): Promise<void> {
    try {
      if (process.platform === "win32") await chmod(path, 0o600);
      await unlink(path);
    } catch (error) {
      if (!isMissing(error) || (await this.#isGone())) throw error;
    }
  }

  #path(file: FileRef): string {
    return join(this.location, layoutPath(file));
  }

  /** Makes the folders a file needs, never the repository's own: that one missing is a drive that is not there. */
  async #makeFolders(file: FileRef, mode: number): Promise<void> {
    let folder = this.location;
    for (const part of layoutFolder(file)) {
      folder = join(folder, part);
      await makeFolder(folder, mode);
    }
  }

  async #currentModes(): Promise<Modes> {
    if (this.#modes !== undefined) return this.#modes;
    try {
      const config = await stat(join(this.location, "config"));
      this.#modes = (config.mode & 0o040) === 0 ? PRIVATE : GROUP;
      return this.#modes;
    } catch (error) {
      if (isMissing(error)) return PRIVATE; // a repository in the making: its config decides later
      throw error;
    }
  }

  /** Runs one call with the folder remembered before and every failure explained after. */
  async #attempt<T>(
    doing: StorageAction["doing"],
    file: FileRef | undefined,
    signal: AbortSignal | undefined,
    work: (action: StorageAction) => Promise<T>,
  ): Promise<T> {
    const action = { location: this.location, doing, ...(file && { file }) };
    signal?.throwIfAborted();
    try {
      if (this.#seen === undefined) await this.#notice();
      return await work(action);
    } catch (error) {
      throw await this.#explain(error, action);
    }
  }

  async *#listing<T>(items: AsyncGenerator<T>, signal?: AbortSignal): AsyncGenerator<T> {
    signal?.throwIfAborted();
    const action: StorageAction = { location: this.location, doing: "list" };
    try {
      if (await this.#isGone()) throw new StorageUnreachable(action);
      yield* items;
      // An empty listing of a drive that was unplugged meanwhile must not pass for an empty repository.
      if (await this.#isGone()) throw new StorageUnreachable(action);
    } catch (error) {
      throw await this.#explain(error, action);
    }
  }

  async #explain(error: unknown, action: StorageAction): Promise<unknown> {
    if (!isSystemError(error)) return error;
    if (error.code !== "ENOENT") return translateErrno(error, action);
    // If even that question fails, the first error says more than the second.
    if (await this.#isGone().catch(() => false)) return new StorageUnreachable(action, error);
    const { file, doing, location } = action;
    const reads = doing === "read" || doing === "list";
    if (reads && file !== undefined) return new StoredFileMissing(location, file, this.#seen !== undefined, error);
    return this.#seen === undefined ? new StorageUnreachable(action, error) : translateErrno(error, action);
  }

  async #notice(): Promise<void> {
    this.#seen = await identityOf(this.location);
  }

  /** Whether the folder was there before and is not now. Coming back under another identity needs its config as proof. */
  async #isGone(): Promise<boolean> {
    const now = await identityOf(this.location);
    if (this.#seen === undefined || now === this.#seen) {
      this.#seen = now;
      return false;
    }
    if (now === undefined || (await identityOf(join(this.location, "config"))) === undefined) return true;
    this.#seen = now;
    return false;
  }
}

/** Device and inode of what is at a path; undefined if nothing is. */
async function identityOf(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function sizeOf(handle: FileHandle, action: StorageAction): Promise<number> {
  const found = await handle.stat();
  if (!found.isFile()) throw new StorageFailed(action, "it is not a regular file");
  return found.size;
}

/** The range, or undefined if the file became shorter while it was read. */
async function readFully(handle: FileHandle, range: ByteRange, signal?: AbortSignal): Promise<Buffer | undefined> {
  // Not from Node's pool: the caller may transfer the memory to another thread.
  const bytes = Buffer.allocUnsafeSlow(range.length);
  for (let at = 0; at < bytes.length; ) {
    signal?.throwIfAborted();
    const step = Math.min(STEP_BYTES, bytes.length - at);
    const { bytesRead } = await handle.read(bytes, at, step, range.offset + at);
    if (bytesRead === 0) return undefined;
    at += bytesRead;
  }
  return bytes;
}
