import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Random } from "../bench/random.ts";

/** Something that people and programs do to files. It tells which paths, with all below them, it touched. */
type Operation = (tree: Mutator, random: Random) => readonly string[];

const OPERATIONS: Readonly<Record<string, Operation>> = {
  create: (tree, random) => [tree.write(join(tree.folder(random), `file-${tree.next()}`), random)],
  overwrite: (tree, random) => [tree.write(tree.file(random), random)],
  saveAside: (tree, random) => {
    const file = tree.file(random);
    const aside = tree.write(join(file, `../.${basename(file)}~`), random);
    renameSync(aside, file);
    return [aside, file];
  },
  remove: (tree, random) => {
    const file = tree.file(random);
    rmSync(file);
    return [file];
  },
  mode: (tree, random) => {
    const file = tree.file(random);
    chmodSync(file, 0o600 + random.below(64));
    return [file];
  },
  times: (tree, random) => {
    const file = tree.file(random);
    utimesSync(file, 1e9 * random.next(), 1e9 * random.next());
    return [file];
  },
  modeOfFolder: (tree, random) => {
    const folder = tree.folder(random);
    chmodSync(folder, 0o700 + random.below(64));
    return [folder];
  },
  createFolders: (tree, random) => {
    const top = join(tree.folder(random), `folder-${tree.next()}`);
    const deepest = join(top, "a", "b");
    mkdirSync(deepest, { recursive: true });
    tree.write(join(deepest, `file-${tree.next()}`), random);
    return [top];
  },
  symlink: (tree, random) => {
    const link = join(tree.folder(random), `link-${tree.next()}`);
    symlinkSync(join(tree.root, "nowhere"), link);
    return [link];
  },
  moveFile: (tree, random) => {
    const [from, to] = [tree.file(random), join(tree.folder(random), `moved-${tree.next()}`)];
    renameSync(from, to);
    return [from, to];
  },
  moveFolder: (tree, random) => {
    const [from, into] = [tree.folder(random), tree.folder(random)];
    const to = join(into, `folder-${tree.next()}`);
    if (from === tree.root || `${into}/`.startsWith(`${from}/`)) return [];
    renameSync(from, to);
    return [from, to];
  },
  moveIn: (tree, random) => {
    const outside = join(tree.outside, `tree-${tree.next()}`);
    mkdirSync(join(outside, "deep"), { recursive: true });
    for (const name of ["one", "deep/two"]) tree.write(join(outside, name), random);
    const to = join(tree.folder(random), basename(outside));
    renameSync(outside, to);
    return [to];
  },
  moveOut: (tree, random) => {
    const from = tree.folder(random);
    if (from === tree.root) return [];
    renameSync(from, join(tree.outside, `gone-${tree.next()}`));
    return [from];
  },
  removeFolder: (tree, random) => {
    const folder = tree.folder(random);
    if (folder === tree.root || random.next() < 0.5) return [];
    rmSync(folder, { recursive: true });
    return [folder];
  },
  replaceByFolder: (tree, random) => {
    const file = tree.file(random);
    rmSync(file);
    mkdirSync(file);
    tree.write(join(file, "inside"), random);
    return [file];
  },
};

const NAMES = Object.keys(OPERATIONS);

/** Does random things to a tree, the same for the same seed, and knows what it touched. */
export class Mutator {
  readonly root: string;
  /** On the same file system: trees are moved in from here, and out to here. */
  readonly outside: string;
  readonly #random: Random;
  #number = 0;

  constructor(root: string, outside: string, seed: string) {
    this.root = root;
    this.outside = outside;
    this.#random = new Random(seed);
    for (const folder of [root, outside]) mkdirSync(folder, { recursive: true });
    for (let at = 0; at < 60; at++) this.act(at % 3 === 0 ? "createFolders" : "create");
  }

  /** Does one thing. @returns the paths it touched, each with all that is or was below it */
  act(name = NAMES[Math.floor(this.#random.next() * NAMES.length)] ?? "create"): readonly string[] {
    // Without it the tree would dwindle, or grow for ever.
    const isLarge = this.files().length > 600;
    if (!name.startsWith("create") && this.files().length < 100) return this.act("createFolders");
    const chosen = isLarge && name.startsWith("create") ? "remove" : name;
    return OPERATIONS[chosen]?.(this, this.#random) ?? [];
  }

  next(): number {
    return ++this.#number;
  }

  files(): string[] {
    return this.#entries((entry) => entry.isFile());
  }

  file(random: Random): string {
    const files = this.files();
    return files[random.below(files.length)] ?? this.write(join(this.root, `file-${this.next()}`), random);
  }

  folder(random: Random): string {
    const folders = [this.root, ...this.#entries((entry) => entry.isDirectory())];
    return folders[random.below(folders.length)] ?? this.root;
  }

  write(path: string, random: Random): string {
    writeFileSync(path, `${random.next()}\n`.repeat(1 + random.below(200)));
    return path;
  }

  #entries(isWanted: (entry: { isFile(): boolean; isDirectory(): boolean }) => boolean): string[] {
    const all = readdirSync(this.root, { recursive: true, withFileTypes: true }).filter(isWanted);
    return all.map((entry) => join(entry.parentPath, entry.name)).sort();
  }
}
