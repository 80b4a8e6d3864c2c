import { type ByteString, baseName, joinPath, parentPath } from "../../names/index.ts";
import type { ChangedFolders } from "./changed-folders.ts";
import type { Scope } from "./jobs.ts";

type Names = Map<ByteString, Scope>;

const NOTHING: ReadonlyMap<ByteString, Scope> = new Map();

const RANK: Readonly<Record<Scope, number>> = { none: 0, way: 1, entries: 2, tree: 3 };

/**
 * The changed folders by the folders that hold them, together with all that leads to one. Making it costs a step for each
 * changed folder and each folder above; asking costs one look-up.
 */
export class ChangeMap {
  readonly #inFolder = new Map<ByteString, Names>();
  /** The root has no folder that holds it. */
  #root: Scope = "none";

  constructor({ folders, trees }: Pick<ChangedFolders, "folders" | "trees">) {
    for (const path of trees) this.#mark(plain(path), "tree");
    for (const path of folders) this.#mark(plain(path), "entries");
  }

  /** The entries of a folder that are marked or lead to what is, by their names. */
  within(folder: ByteString): ReadonlyMap<ByteString, Scope> {
    return this.#inFolder.get(plain(folder)) ?? NOTHING;
  }

  /** What is known of a folder by itself or by one above. */
  scopeOf(path: ByteString): Scope {
    const own = this.#own(plain(path));
    for (let above = plain(path); above !== "/"; above = parentPath(above)) {
      if (this.#own(above) === "tree") return "tree";
    }
    return this.#root === "tree" ? "tree" : own;
  }

  #own(path: ByteString): Scope {
    if (path === "/") return this.#root;
    return this.#inFolder.get(parentPath(path))?.get(baseName(path)) ?? "none";
  }

  #mark(marked: ByteString, scope: Scope): void {
    let [path, what] = [marked, scope];
    for (; path !== "/"; [path, what] = [parentPath(path), "way"]) {
      const names = this.#namesIn(parentPath(path));
      const name = baseName(path);
      const before = names.get(name);
      if (before === undefined || RANK[before] < RANK[what]) names.set(name, what);
      // What is there already has all that leads to it.
      if (before !== undefined) return;
    }
    if (RANK[this.#root] < RANK[what]) this.#root = what;
  }

  #namesIn(folder: ByteString): Names {
    let names = this.#inFolder.get(folder);
    if (names === undefined) {
      names = new Map();
      this.#inFolder.set(folder, names);
    }
    return names;
  }
}

/** Without a slash at the end, as `parentPath` gives folders. */
function plain(path: ByteString): ByteString {
  return path.length > 1 && path.endsWith("/") ? parentPath(joinPath(path, EMPTY)) : path;
}

// A byte string without bytes.
const EMPTY = "" as ByteString;
