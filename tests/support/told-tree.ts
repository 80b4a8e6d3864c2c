import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** The folders that a watcher would name. */
export interface Marks {
  readonly folders: string[];
  readonly trees: string[];
}

const TAG = "Signature: 8a477f597d28d172789f06886806bc55\n";

/** A folder with some content, and what happens to it, told as a watcher tells it, but with no watcher at work. */
export class ToldTree {
  readonly root: string;
  /** Beside the tree; nobody watches here. */
  readonly #outside: string;
  #marks: Marks = { folders: [], trees: [] };

  constructor(work: string) {
    this.root = join(work, "tree");
    this.#outside = join(work, "outside");
    for (const folder of ["a/b/c", "a/empty", "d é/e", "f/g/h/i"]) {
      mkdirSync(join(this.root, folder), { recursive: true });
    }
    for (const name of ["keeper", "a/one", "a/b/two", "a/b/c/three", "d é/four \u0001", "d é/e/five", "f/g/h/i/six"]) {
      writeFileSync(join(this.root, name), name);
    }
    mkdirSync(this.#outside);
  }

  /** What was told since the last call. */
  takeMarks(): Marks {
    const marks = this.#marks;
    this.#marks = { folders: [], trees: [] };
    return marks;
  }

  /** Does one thing. Numbers choose among what is there. What cannot be done, such as to take a name that is taken, is not. */
  change(kind: string, pick: number): void {
    try {
      ACTIONS[kind]?.(this, pick);
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
    }
    if (this.#entries("isFile").length === 0) this.write(join(this.root, `another ${pick}`), "there is always one");
  }

  file(pick: number): string {
    const files = this.#entries("isFile");
    return files[pick % files.length] ?? join(this.root, "keeper");
  }

  folder(pick: number): string {
    const folders = [this.root, ...this.#entries("isDirectory")];
    return folders[pick % folders.length] ?? this.root;
  }

  write(path: string, text: string): void {
    writeFileSync(path, text);
    this.#tell(path);
  }

  append(path: string, text: string): void {
    appendFileSync(path, text);
    this.#tell(path);
  }

  remove(path: string): void {
    if (path === this.root) return;
    rmSync(path, { recursive: true });
    this.#tell(path);
  }

  mode(path: string, mode: number): void {
    chmodSync(path, mode);
    this.#tell(path);
  }

  makeFolder(path: string): void {
    mkdirSync(path);
    this.#tell(path);
  }

  link(path: string, target: string): void {
    symlinkSync(target, path);
    this.#tell(path);
  }

  rename(from: string, to: string): void {
    if (from === this.root || to.startsWith(`${from}/`)) return;
    renameSync(from, to);
    this.#tell(from);
    this.#tell(to);
    this.#marks.trees.push(to);
  }

  /** Brings in a folder that was made elsewhere. */
  moveIn(to: string): void {
    const from = join(this.#outside, "moved in");
    mkdirSync(join(from, "deep/deeper"), { recursive: true });
    writeFileSync(join(from, "deep/deeper/file"), to);
    renameSync(from, to);
    this.#tell(to);
    this.#marks.trees.push(to);
  }

  #tell(path: string): void {
    this.#marks.folders.push(path === this.root ? path : dirname(path));
  }

  #entries(isWanted: "isFile" | "isDirectory"): string[] {
    const all = readdirSync(this.root, { recursive: true, withFileTypes: true }).filter((entry) => entry[isWanted]());
    return all.map((entry) => join(entry.parentPath, entry.name)).sort();
  }
}

const ACTIONS: Readonly<Record<string, (tree: ToldTree, pick: number) => void>> = {
  append: (tree, pick) => tree.append(tree.file(pick), `more ${pick}`),
  write: (tree, pick) => tree.write(tree.file(pick), `other ${pick}`),
  create: (tree, pick) => tree.write(join(tree.folder(pick), `new é ${pick}`), `new ${pick}`),
  remove: (tree, pick) => tree.remove(tree.file(pick)),
  removeFolder: (tree, pick) => tree.remove(tree.folder(pick)),
  makeFolder: (tree, pick) => tree.makeFolder(join(tree.folder(pick), `folder ${pick}`)),
  rename: (tree, pick) => tree.rename(tree.file(pick), join(tree.folder(pick * 7), `moved ${pick}`)),
  renameFolder: (tree, pick) => tree.rename(tree.folder(pick), join(tree.folder(pick * 5), `moved folder ${pick}`)),
  moveIn: (tree, pick) => tree.moveIn(join(tree.folder(pick), `in ${pick}`)),
  mode: (tree, pick) => tree.mode(tree.file(pick), 0o600 + (pick % 0o100)),
  folderMode: (tree, pick) => tree.mode(tree.folder(pick), 0o700 + (pick % 0o100)),
  link: (tree, pick) => tree.link(join(tree.folder(pick), `link ${pick}`), `to ${pick}`),
  fileToFolder: (tree, pick) => {
    const path = tree.file(pick);
    tree.remove(path);
    tree.makeFolder(path);
    tree.write(join(path, "in it"), "in it");
  },
  folderToFile: (tree, pick) => {
    const path = tree.folder(pick);
    tree.remove(path);
    if (path !== tree.root) tree.write(path, "was a folder");
  },
  folderToAnother: (tree, pick) => {
    const path = tree.folder(pick);
    if (path === tree.root) return;
    tree.remove(path);
    tree.moveIn(path);
  },
  ignore: (tree, pick) =>
    tree.write(join(tree.folder(pick), ".holdfastignore"), ["new*\n", "*e\n", "c/\n", "moved*\n"][pick % 4] ?? ""),
  ignoreNothing: (tree, pick) => tree.remove(join(tree.folder(pick), ".holdfastignore")),
  tag: (tree, pick) => tree.write(join(tree.folder(pick), "CACHEDIR.TAG"), pick % 3 === 0 ? "no tag" : TAG),
  untag: (tree, pick) => tree.remove(join(tree.folder(pick), "CACHEDIR.TAG")),
};

/** The kinds of changes there are. */
export const CHANGE_KINDS: readonly string[] = Object.keys(ACTIONS);
