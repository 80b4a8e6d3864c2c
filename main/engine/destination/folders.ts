import { closeSync, constants, lstatSync, openSync, renameSync } from "node:fs";
import { type ByteString, baseName, fromText, joinPath, toBuffer } from "../names/index.ts";
import { errnoOf, longPaths, system } from "../system/index.ts";
import { NotAFolder } from "./failures.ts";

/** The way to a folder below the restore folder with no link anywhere on it. Paths are relative, already vouched for. */
export interface Folders {
  /**
   * A path for system calls that leads to the folder.
   *
   * @throws {NotAFolder} a link or a file is on the way
   * @throws the error of the system when a folder is missing or cannot be passed through
   */
  reach(folder: ByteString): ByteString;
  /** Renames an entry; both paths lead to it as `reach` does, and throw what it throws. */
  rename(from: ByteString, to: ByteString): void;
  /** The folder was removed, or everything is done. */
  forget(folder: ByteString): void;
  close(): void;
}

export function foldersBelow(root: ByteString, platform: NodeJS.Platform = process.platform): Folders {
  return platform === "linux" ? HeldFolders.open(root) : new CheckedFolders(root);
}

const MOST_HELD = 64;
// Missing from Node's constants. Holding a folder this way needs no right to read it.
const O_PATH = 0x200000;
const FOLDER = O_PATH | constants.O_DIRECTORY;

/**
 * Linux: each folder is opened below its open parent, refusing links, and files are reached through the open folder.
 * Swapping a folder for a link during the restore leads nowhere, and the length of paths does not matter.
 */
class HeldFolders implements Folders {
  readonly #root: ByteString;
  readonly #rootFd: number;
  readonly #held = new Map<ByteString, number>();
  /** Where the call before this one led: mostly to the same folder. */
  #last: { readonly folder: ByteString; readonly fd: number; readonly path: ByteString } | undefined;

  private constructor(root: ByteString, rootFd: number) {
    this.#root = root;
    this.#rootFd = rootFd;
  }

  static open(root: ByteString): HeldFolders {
    return new HeldFolders(root, openSync(longPaths.reach(root), FOLDER));
  }

  reach(folder: ByteString): ByteString {
    return this.#way(folder).path;
  }

  rename(from: ByteString, to: ByteString): void {
    const { fd } = this.#way(folderOf(from));
    system.renameIn(fd, baseName(from), this.#way(folderOf(to)).fd, baseName(to), joinPath(this.#root, to));
  }

  forget(folder: ByteString): void {
    this.#last = undefined;
    for (const [path, fd] of this.#held) {
      if (path !== folder && !path.startsWith(`${folder}/`)) continue;
      this.#held.delete(path);
      closeSync(fd);
    }
  }

  close(): void {
    this.#last = undefined;
    for (const fd of this.#held.values()) closeSync(fd);
    this.#held.clear();
    closeSync(this.#rootFd);
  }

  #way(folder: ByteString): { readonly fd: number; readonly path: ByteString } {
    if (this.#last?.folder === folder) return this.#last;
    this.#last = undefined; // what follows may close it
    const fd = this.#descriptor(folder);
    this.#last = { folder, fd, path: pathOf(fd) };
    return this.#last;
  }

  #descriptor(folder: ByteString): number {
    // From the deepest ancestor that is held, down.
    let end = folder.length;
    let fd = this.#rootFd;
    for (; end > 0; end = Math.max(folder.lastIndexOf("/", end - 1), 0)) {
      const held = this.#held.get(folder.slice(0, end) as ByteString); // a piece of a byte string
      if (held === undefined) continue;
      fd = held;
      this.#refresh(folder.slice(0, end) as ByteString, held); // likewise
      break;
    }
    while (end < folder.length) {
      const next = folder.indexOf("/", end + 1);
      const path = folder.slice(0, next < 0 ? folder.length : next) as ByteString; // likewise
      fd = this.#open(fd, path);
      end = path.length;
    }
    return fd;
  }

  #open(parent: number, path: ByteString): number {
    const there = joinPath(pathOf(parent), baseName(path));
    try {
      const fd = openSync(toBuffer(there), FOLDER | constants.O_NOFOLLOW);
      this.#held.set(path, fd);
      this.#forgetOldest();
      return fd;
    } catch (error) {
      throw notAFolder(joinPath(this.#root, path), there, error);
    }
  }

  #refresh(path: ByteString, fd: number): void {
    this.#held.delete(path);
    this.#held.set(path, fd);
  }

  #forgetOldest(): void {
    if (this.#held.size <= MOST_HELD) return;
    for (const [path, fd] of this.#held) {
      this.#held.delete(path);
      closeSync(fd);
      return;
    }
  }
}

/** "" for what is in the restore folder itself. */
function folderOf(path: ByteString): ByteString {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0)) as ByteString; // a piece of a byte string
}

function pathOf(fd: number): ByteString {
  return fromText(`/proc/self/fd/${fd}`);
}

function notAFolder(shown: ByteString, path: ByteString, error: unknown): unknown {
  if (!["ENOTDIR", "ELOOP"].includes(errnoOf(error))) return error;
  const stat = lstatSync(longPaths.reach(path), { throwIfNoEntry: false });
  return stat === undefined ? error : new NotAFolder(shown, stat.isSymbolicLink());
}

/** Elsewhere: each folder on the way is looked at, and the last ones are remembered for a while. A gap remains. */
class CheckedFolders implements Folders {
  readonly #root: ByteString;
  readonly #checked = new Set<ByteString>();

  constructor(root: ByteString) {
    this.#root = root;
  }

  reach(folder: ByteString): ByteString {
    for (let end = 0; end < folder.length; ) {
      const next = folder.indexOf("/", end + 1);
      end = next < 0 ? folder.length : next;
      this.#check(folder.slice(0, end) as ByteString); // a piece of a byte string
    }
    return folder === "" ? this.#root : joinPath(this.#root, folder);
  }

  rename(from: ByteString, to: ByteString): void {
    const reach = (path: ByteString) => longPaths.reach(joinPath(this.reach(folderOf(path)), baseName(path)));
    renameSync(reach(from), reach(to));
  }

  forget(folder: ByteString): void {
    for (const path of this.#checked) {
      if (path === folder || path.startsWith(`${folder}/`)) this.#checked.delete(path);
    }
  }

  close(): void {
    this.#checked.clear();
  }

  #check(folder: ByteString): void {
    if (this.#checked.has(folder)) return;
    const path = joinPath(this.#root, folder);
    const stat = lstatSync(longPaths.reach(path));
    if (!stat.isDirectory()) throw new NotAFolder(path, stat.isSymbolicLink());
    if (this.#checked.size >= MOST_HELD) this.#checked.clear();
    this.#checked.add(folder);
  }
}
