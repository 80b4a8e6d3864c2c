import type { ByteString } from "../../engine/light.ts";
import type { FolderNode } from "./folder-node.ts";

/** More names in one folder than this are looked up by listing it once. */
const MANY_NAMES = 200;

interface NameBookOptions {
  /** Something is in an empty book. */
  readonly begun: () => void;
  readonly foldersIn: (node: FolderNode) => ByteString[];
  /** @param listed the folder's subfolders, if they were listed */
  readonly resolve: (node: FolderNode, name: ByteString, listed: ReadonlySet<ByteString> | undefined) => void;
}

/** Names that appeared or went, to be looked at. What is not looked at yet stays in the book, whoever is at it. */
export class NameBook {
  readonly #options: NameBookOptions;
  readonly #names = new Map<FolderNode, Set<ByteString>>();

  constructor(options: NameBookOptions) {
    this.#options = options;
  }

  add(node: FolderNode, name: ByteString): void {
    if (this.#names.size === 0) this.#options.begun();
    const names = this.#names.get(node);
    if (names === undefined) this.#names.set(node, new Set([name]));
    else names.add(name);
  }

  /** Folders with names that are still to be looked at. */
  open(): FolderNode[] {
    return [...this.#names.keys()].filter(({ isGone }) => !isGone);
  }

  *work(): Generator<void> {
    const { foldersIn, resolve } = this.#options;
    for (const [node, names] of this.#names) {
      if (names.size > MANY_NAMES && !node.isGone) {
        this.#names.delete(node);
        const listed = new Set(foldersIn(node));
        for (const name of names) resolve(node, name, listed);
        yield;
        continue;
      }
      for (const name of names) {
        if (node.isGone) break;
        names.delete(name);
        resolve(node, name, undefined);
        yield;
      }
      if (this.#names.get(node) === names && (names.size === 0 || node.isGone)) this.#names.delete(node);
    }
  }
}
