import {
  constants,
  fstatSync,
  linkSync,
  lstatSync,
  mkdirSync,
  opendirSync,
  openSync,
  readlinkSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
} from "node:fs";
import type { TreeNode } from "../format/index.ts";
import { type ByteString, baseName, fromBuffer, fromText, joinPath, toBuffer } from "../names/index.ts";
import { errnoOf, longPaths } from "../system/index.ts";
import { type ExistingEntry, entryOf } from "./existing-entry.ts";
import { ExistingFile } from "./existing-file.ts";
import { destinationError, NameTaken, NotAFolder, NotReplaceable, translated } from "./failures.ts";
import { type Folders, foldersBelow } from "./folders.ts";
import { FreshFiles } from "./fresh-files.ts";
import { makeFolders } from "./make-folders.ts";
import { applyMetadata, entryAt, type MetadataOptions, type MetadataProblem, openEntry } from "./metadata.ts";
import { nameNew } from "./name-new.ts";
import { RestoredFile } from "./restored-file.ts";
import { SafePaths } from "./safe-name.ts";
import { makeSpecialFile } from "./special-file.ts";
import { isTempName, TempNames } from "./temp-names.ts";

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;
const WRITE = constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);
const CREATE = WRITE | constants.O_CREAT | constants.O_EXCL;

export interface RestoreFolderOptions {
  /** False for those who only look. */
  readonly create?: boolean;
  /** False: what is there stays, whatever comes; what comes then meets {NameTaken}. */
  readonly replaces?: boolean;
  /** False: entries stay as they are made, this user's alone, for those who only want the content. */
  readonly metadata?: MetadataOptions | false;
}

/**
 * The folder that is restored into. All paths are relative to it, "" being the folder itself, and nothing outside it can
 * be touched: unsafe names are refused, and no link on the way is followed, not even one put there during the restore.
 *
 * Synchronous; each thread opens its own. Errors of the system come as DestinationFull, -NotAllowed or -Failed; every
 * call can also throw {UnsafeName} and {NotAFolder}.
 */
export class RestoreFolder {
  readonly root: ByteString;
  readonly #replaces: boolean;
  readonly #metadata: MetadataOptions | undefined;
  readonly #folders: Folders;
  readonly #freshFiles = new FreshFiles();
  readonly #tempNames = new TempNames();
  readonly #safePaths = new SafePaths();

  /** @param root made with its parents when it is not there; links in this path are the user's own and are followed */
  constructor(root: ByteString, options: RestoreFolderOptions = {}) {
    this.root = root;
    this.#replaces = options.replaces !== false;
    this.#metadata = options.metadata === false ? undefined : (options.metadata ?? {});
    if (options.create !== false) makeFolders(root, PRIVATE_FOLDER);
    this.#folders = translated(root, () => foldersBelow(root));
  }

  close(): void {
    this.#folders.close();
  }

  /** @returns undefined when there is nothing, not even the folder it would be in */
  existing(path: ByteString): ExistingEntry | undefined {
    return this.#within(
      path,
      (there) => {
        const stat = lstatSync(longPaths.reach(there), { bigint: true, throwIfNoEntry: false });
        return stat && entryOf(stat);
      },
      "ENOENT",
    );
  }

  /**
   * Makes a folder for this user alone, or keeps the one that is there. Its parent must be there.
   *
   * @returns whether it is new, and so empty
   */
  makeFolder(path: ByteString): boolean {
    if (path === "") return false;
    return this.#within(path, (there) => {
      try {
        mkdirSync(longPaths.reach(there), PRIVATE_FOLDER);
        return true;
      } catch (error) {
        if (errnoOf(error) !== "EEXIST") throw error;
        const stat = lstatSync(longPaths.reach(there));
        if (!stat.isDirectory()) throw new NotAFolder(joinPath(this.root, path), stat.isSymbolicLink());
        return false;
      }
    });
  }

  /** Where a link that is there leads to. */
  linkTarget(path: ByteString): ByteString {
    return this.#within(path, (there) => fromBuffer(readlinkSync(longPaths.reach(there), { encoding: "buffer" })));
  }

  /** Whether a folder has anything in it. */
  holdsEntries(path: ByteString): boolean {
    return this.#within(path, (there) => {
      const folder = opendirSync(longPaths.reach(there), { encoding: "buffer" as BufferEncoding }); // no name is decoded
      try {
        return folder.readSync() !== null;
      } finally {
        folder.closeSync();
      }
    });
  }

  /** Opens a file that is already there for reading. @throws {DestinationFailed} it is no file */
  openExisting(path: ByteString): ExistingFile {
    return this.#within(path, (there) => ExistingFile.open(longPaths.reach(there), joinPath(this.root, path)));
  }

  /**
   * A new file beside the place where it will be published, of its final size and without content.
   *
   * @param options.sparse leave runs of zeros as holes
   */
  createTempFile(path: ByteString, size: number, options: { readonly sparse?: boolean } = {}): RestoredFile {
    const tempPath = this.#tempPath(path);
    const fd = this.#within(tempPath, (there) => openSync(longPaths.reach(there), CREATE, PRIVATE_FILE));
    const file = new RestoredFile(tempPath, fd, options.sparse === true);
    try {
      if (size > 0) file.setSize(size);
      return file;
    } catch (error) {
      file.close();
      this.remove(tempPath);
      throw error;
    }
  }

  /** Opens a temporary file that another thread created. */
  reopenTempFile(tempPath: ByteString, options: { readonly sparse?: boolean } = {}): RestoredFile {
    const fd = this.#within(tempPath, (there) => openSync(longPaths.reach(there), WRITE));
    const file = new RestoredFile(tempPath, fd, options.sparse === true);
    const stat = fstatSync(fd);
    if (stat.isFile() && stat.nlink === 1 && isTempName(baseName(tempPath))) return file;
    file.close();
    throw new Error("Only temporary files of a restore are reopened."); // a bug of the caller, or an attack
  }

  /**
   * Puts a finished temporary file in its place in one step. A file or link there is replaced, an empty folder too.
   *
   * @throws {NotReplaceable} a folder with content is there; the temporary file stays
   * @throws {NameTaken} something is there, and nothing is to be replaced; the temporary file stays
   */
  publish(tempPath: ByteString, path: ByteString): void {
    this.#within(tempPath, (from) => {
      this.#within(path, (to) => {
        const rename = (): void => this.#folders.rename(tempPath, path);
        if (this.#replaces) this.#replaceBy(rename, path, to);
        else nameNew(from, to, joinPath(this.root, path), rename);
      });
    });
  }

  /** A second name for a file that is already restored. Replaces as publish does. */
  makeLink(existingPath: ByteString, path: ByteString): void {
    this.#within(existingPath, (from) =>
      this.#place(path, (there) => linkSync(longPaths.reach(from), longPaths.reach(there))),
    );
  }

  /** The target is written as it is: it may lead anywhere, and is never followed from here. */
  makeSymlink(target: ByteString, path: ByteString): void {
    this.#place(path, (there) => symlinkSync(toBuffer(target), longPaths.reach(there)));
  }

  /** A FIFO, or a block or character device. */
  makeSpecial(path: ByteString, node: TreeNode): void {
    this.#place(path, (there) => makeSpecialFile(there, node, PRIVATE_FILE));
  }

  /** For folders after all that is in them, since writing into a folder changes its times and may need its rights. */
  applyMetadata(path: ByteString, node: TreeNode): MetadataProblem[] {
    const options = this.#metadata;
    if (options === undefined) return [];
    return this.#within(path, (there) => applyMetadata(entryAt(there), this.#shown(path, node), node, options));
  }

  /** The same, more quickly, for a new file that is not closed yet. */
  applyMetadataToOpen(file: RestoredFile, node: TreeNode): MetadataProblem[] {
    const options = this.#metadata;
    if (options === undefined) return [];
    return this.#within(file.tempPath, (there) => {
      const entry = openEntry(file.fd, this.#freshFiles.of(file, there), there);
      return applyMetadata(entry, this.#shown(file.tempPath, node), node, options);
    });
  }

  /** Removes a file, link or empty folder; nothing there is fine. @throws {NotReplaceable} a folder with content */
  remove(path: ByteString): void {
    this.#within(
      path,
      (there) => {
        try {
          unlinkSync(longPaths.reach(there));
        } catch (error) {
          if (!this.#removeFolderInTheWay(path, there, error)) throw error;
        }
      },
      "ENOENT",
    );
  }

  /** An entry's path for people, who know nothing of temporary names. */
  #shown(path: ByteString, node: TreeNode): ByteString {
    const name = baseName(path);
    const folder = path.slice(0, path.length - name.length);
    // Pieces of byte strings.
    return joinPath(this.root, (folder + (isTempName(name) ? node.name : name)) as ByteString);
  }

  /** Creates at once where nothing is there, otherwise beside it and then in its place. */
  #place(path: ByteString, create: (there: ByteString) => void): void {
    const isFree = this.#within(path, (there) => {
      try {
        create(there);
        return true;
      } catch (error) {
        if (errnoOf(error) === "EEXIST") return false;
        throw error;
      }
    });
    if (isFree) return;
    if (!this.#replaces) throw new NameTaken(joinPath(this.root, path));
    const tempPath = this.#tempPath(path);
    try {
      this.#within(tempPath, create);
      this.publish(tempPath, path);
    } finally {
      // Renaming one name of a file over another of the same file leaves both.
      this.remove(tempPath);
    }
  }

  #replaceBy(rename: () => void, path: ByteString, there: ByteString): void {
    try {
      rename();
    } catch (error) {
      if (!this.#removeFolderInTheWay(path, there, error)) throw error;
      rename();
    }
  }

  /** @returns whether an empty folder was in the way and is gone */
  #removeFolderInTheWay(path: ByteString, there: ByteString, error: unknown): boolean {
    if (!["EISDIR", "EPERM", "EEXIST", "ENOTEMPTY", "EACCES"].includes(errnoOf(error))) return false;
    if (lstatSync(longPaths.reach(there), { throwIfNoEntry: false })?.isDirectory() !== true) return false;
    try {
      rmdirSync(longPaths.reach(there));
    } catch (cause) {
      if (["ENOTEMPTY", "EEXIST"].includes(errnoOf(cause))) throw new NotReplaceable(joinPath(this.root, path));
      throw cause;
    }
    this.#folders.forget(path);
    return true;
  }

  #tempPath(path: ByteString): ByteString {
    this.#safePaths.check(path);
    return this.#tempNames.beside(path);
  }

  /** Runs calls on an entry, reached through its folder. @param missing an error that means undefined */
  #within<Result>(path: ByteString, work: (there: ByteString) => Result): Result;
  #within<Result>(path: ByteString, work: (there: ByteString) => Result, missing: string): Result | undefined;
  #within<Result>(path: ByteString, work: (there: ByteString) => Result, missing?: string): Result | undefined {
    this.#safePaths.check(path);
    try {
      const cut = path.lastIndexOf("/");
      // A piece of a byte string.
      const folder = this.#folders.reach(path.slice(0, Math.max(cut, 0)) as ByteString);
      return work(path === "" ? joinPath(folder, fromText(".")) : joinPath(folder, baseName(path)));
    } catch (error) {
      if (missing !== undefined && errnoOf(error) === missing) return undefined;
      throw destinationError(joinPath(this.root, path), error);
    }
  }
}
