import { createHash, randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { isStoredName } from "../layout.ts";
import type { ByteRange, FileKind, FileRef } from "../storage.ts";
import { CacheRoom } from "./cache-room.ts";
import { readAt } from "./cached-bytes.ts";

/** Tells other programs' backups, and ours, to leave the folder out: <https://bford.info/cachedir/>. */
const TAG = "CACHEDIR.TAG";
const TAG_TEXT =
  "Signature: 8a477f597d28d172789f06886806bc55\n# Copies of files in backup repositories. It may be deleted at any time.\n";
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

export interface CacheFolderOptions {
  /** The folder of all caches. */
  readonly folder: string;
  /** 64 hex digits. */
  readonly repositoryId: string;
  /** More than that is not kept: what was used least recently goes. */
  readonly maxBytes: number;
}

/**
 * Files of one repository kept on this computer, as they are stored. Nothing that goes wrong here is ever an error: a file is
 * there, whole and as its name says, or it is not. Others may use the folder at the same time, and delete it.
 */
export class CacheFolder {
  readonly #options: CacheFolderOptions;
  readonly #root: string;
  readonly #room: CacheRoom;
  /** What files looked like when their content was last found to be right, by path. */
  readonly #verified = new Map<string, string>();
  #isReady: Promise<void> | undefined;
  #isOff = false;

  constructor(options: CacheFolderOptions) {
    this.#options = options;
    this.#root = path.join(options.folder, options.repositoryId);
    this.#room = new CacheRoom(this.#root, options.maxBytes);
  }

  /** A file, or the part of it that is asked for; undefined if it is not here, or not what it should be. */
  async read(file: FileRef, range?: ByteRange): Promise<Buffer | undefined> {
    const at = this.#pathOf(file);
    try {
      const handle = await open(at, "r");
      try {
        return await this.#readFrom(handle, at, file, range);
      } finally {
        await handle.close();
      }
    } catch {
      return undefined;
    }
  }

  /** Keeps a file, if there is room. @param bytes must not change meanwhile */
  async store(file: FileRef, bytes: Uint8Array): Promise<void> {
    if (this.#isOff || bytes.length > this.#options.maxBytes) return;
    const at = this.#pathOf(file);
    const temp = `${at}-tmp-${randomBytes(8).toString("hex")}`;
    try {
      await this.#prepare();
      await mkdir(path.dirname(at), { recursive: true, mode: PRIVATE_FOLDER });
      await writeFile(temp, bytes, { mode: PRIVATE_FILE, flag: "wx" });
      await rename(temp, at);
      await this.#room.added(at, bytes.length);
    } catch (error) {
      await rm(temp, { force: true }).catch(() => {});
      // Deleted under our hands is no reason to do without it; a full disk is.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") this.#isOff = true;
      this.#isReady = undefined;
    }
  }

  async drop(file: FileRef): Promise<void> {
    const at = this.#pathOf(file);
    this.#verified.delete(at);
    this.#room.removed(at);
    await unlink(at).catch(() => {});
  }

  /** The names of what is kept of a kind. */
  async names(kind: FileKind): Promise<Set<string>> {
    const found = await readdir(path.join(this.#root, kind), { recursive: true }).catch(() => []);
    return new Set(found.map((each) => path.basename(each)).filter(isStoredName));
  }

  async #readFrom(handle: FileHandle, at: string, file: FileRef, range?: ByteRange): Promise<Buffer | undefined> {
    const { ino, size, mtimeMs } = await handle.stat();
    const looks = `${ino} ${size} ${mtimeMs}`;
    if (range !== undefined && this.#verified.get(at) === looks) return readAt(handle, range);
    const whole = await readAt(handle, { offset: 0, length: size });
    if (whole === undefined || createHash("sha256").update(whole).digest("hex") !== file.name) {
      await this.drop(file);
      return undefined;
    }
    if (!this.#verified.has(at)) await this.#room.used(handle);
    this.#verified.set(at, looks);
    return range === undefined ? whole : readAt(handle, range);
  }

  /** The folder and its tag, once in a process and again when somebody deleted it. */
  #prepare(): Promise<void> {
    this.#isReady ??= (async () => {
      const { folder } = this.#options;
      await mkdir(this.#root, { recursive: true, mode: PRIVATE_FOLDER });
      const tag = path.join(folder, TAG);
      await stat(tag).catch(() => writeFile(tag, TAG_TEXT, { mode: PRIVATE_FILE }));
    })();
    return this.#isReady;
  }

  #pathOf({ kind, name }: FileRef): string {
    return path.join(this.#root, kind, name.slice(0, 2), name);
  }
}
