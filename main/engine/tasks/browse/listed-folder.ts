import { type BlobId, type NodeType, parseTime, type TreeNode, unixPermissions } from "../../format/index.ts";
import { type ByteString, toText } from "../../names/index.ts";
import type { FoundEntry } from "./jobs.ts";
import { milliseconds } from "./milliseconds.ts";
import type { FolderEntry, FolderOrder, FolderPage, FolderQuery } from "./model.ts";

const NODE_TYPES: readonly NodeType[] = ["dir", "file", "symlink", "dev", "chardev", "fifo", "socket"];
const DIR = NODE_TYPES.indexOf("dir");
const FILE = NODE_TYPES.indexOf("file");

/** Without regard to case but where nothing else differs, and with numbers by their value. */
/** Made when first used: every thread loads this file, and few browse. */
let collator: Intl.Collator | undefined;

/** Numbers of entries in some order, and what they come to. */
interface Rows {
  readonly rows: Uint32Array;
  readonly files: number;
  readonly bytes: number;
}

/**
 * A folder's entries in columns, as windows show them. Each order is made once, when it is first asked for, and what
 * matched last is kept, so that the next page costs what is on it.
 */
export class ListedFolder {
  readonly length: number;
  readonly #names: ByteString[];
  readonly #types: Uint8Array;
  readonly #sizes: Float64Array;
  readonly #modified: Float64Array;
  readonly #modes: Uint16Array;
  readonly #linkTargets = new Map<number, ByteString>();
  readonly #subtrees = new Map<number, BlobId>();
  readonly #orders = new Map<string, Rows>();
  #ranks: Uint32Array | undefined;
  #lastMatch: { readonly key: string; readonly rows: Rows } | undefined;

  constructor(nodes: readonly TreeNode[]) {
    this.length = nodes.length;
    this.#names = nodes.map(({ name }) => ownCopy(name));
    this.#types = Uint8Array.from(nodes, ({ type }) => NODE_TYPES.indexOf(type));
    this.#sizes = Float64Array.from(nodes, ({ type, size = 0 }) => (type === "file" ? size : 0));
    this.#modified = Float64Array.from(nodes, ({ mtime }) => milliseconds(parseTime(mtime)));
    this.#modes = Uint16Array.from(nodes, ({ mode }) => unixPermissions(mode));
    for (const [row, { linkTarget, subtree }] of nodes.entries()) {
      if (linkTarget !== undefined) this.#linkTargets.set(row, ownCopy(linkTarget));
      if (subtree !== undefined) this.#subtrees.set(row, ownCopy(subtree));
    }
  }

  /** The first entry of this very name. */
  find(name: ByteString): FoundEntry | undefined {
    const row = this.#names.indexOf(name);
    if (row < 0) return undefined;
    const subtree = this.#subtrees.get(row);
    return { type: this.#type(row), ...(subtree === undefined ? {} : { subtree }) };
  }

  /** Which of these names no entry has. */
  missing(names: readonly ByteString[]): ByteString[] {
    const present = new Set(this.#names);
    return [...new Set(names)].filter((name) => !present.has(name));
  }

  page({ offset, limit, match = "", order = "name", direction = "up" }: FolderQuery): FolderPage {
    const { rows, files, bytes } = this.#matching(match, { order, direction });
    const entries = Array.from(rows.subarray(offset, offset + limit), (row) => this.#entry(row));
    return { entries, total: rows.length, files, bytes };
  }

  #entry(row: number): FolderEntry {
    const linkTarget = this.#linkTargets.get(row);
    return {
      ...{ name: nth(this.#names, row), type: this.#type(row), size: nth(this.#sizes, row) },
      ...{ modifiedMs: nth(this.#modified, row), mode: nth(this.#modes, row) },
      ...(linkTarget === undefined ? {} : { linkTarget }),
    };
  }

  #type(row: number): NodeType {
    return nth(NODE_TYPES, nth(this.#types, row));
  }

  #matching(match: string, order: Required<FolderOrder>): Rows {
    const all = this.#ordered(order);
    if (match === "") return all;
    const key = `${order.order} ${order.direction} ${match}`;
    if (this.#lastMatch?.key !== key) {
      const wanted = folded(match);
      const isWanted = (row: number): boolean => folded(toText(nth(this.#names, row))).includes(wanted);
      this.#lastMatch = { key, rows: this.#counted(all.rows.filter(isWanted)) };
    }
    return this.#lastMatch.rows;
  }

  #ordered({ order, direction }: Required<FolderOrder>): Rows {
    const key = `${order} ${direction}`;
    const made = this.#orders.get(key) ?? this.#counted(this.#sorted({ order, direction }));
    this.#orders.set(key, made);
    return made;
  }

  #sorted({ order, direction }: Required<FolderOrder>): Uint32Array {
    this.#ranks ??= ranksOf(this.#names);
    const ranks = this.#ranks;
    const keys = { name: ranks, size: this.#sizes, modified: this.#modified }[order];
    const sign = direction === "up" ? 1 : -1;
    const group = (row: number): number => (this.#types[row] === DIR ? 0 : 1);
    return upTo(this.length).sort(
      (a, b) => group(a) - group(b) || sign * (nth(keys, a) - nth(keys, b)) || nth(ranks, a) - nth(ranks, b),
    );
  }

  #counted(rows: Uint32Array): Rows {
    let [files, bytes] = [0, 0];
    for (const row of rows) {
      if (this.#types[row] === FILE) files += 1;
      bytes += nth(this.#sizes, row);
    }
    return { rows, files, bytes };
  }
}

/** The place of each name among all in the order that people expect. No two are equal: then bytes decide, then the place. */
function ranksOf(names: readonly ByteString[]): Uint32Array {
  const texts = names.map(toText);
  const byBytes = (a: number, b: number): number => (nth(names, a) < nth(names, b) ? -1 : 1);
  const rows = upTo(names.length).sort((a, b) => {
    if (names[a] === names[b]) return a - b;
    collator ??= new Intl.Collator(undefined, { numeric: true });
    return collator.compare(nth(texts, a), nth(texts, b)) || byBytes(a, b);
  });
  const ranks = new Uint32Array(names.length);
  for (const [rank, row] of rows.entries()) ranks[row] = rank;
  return ranks;
}

/** What two texts have in common that differ in case, or in how an accent is composed. */
function folded(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

/** A part of a text keeps all of the text in memory, and the text of a whole tree is long. */
function ownCopy<Text extends string>(text: Text): Text {
  return Buffer.from(text, "latin1").toString("latin1") as Text; // names and ids have one byte a character
}

function upTo(length: number): Uint32Array {
  return Uint32Array.from({ length }, (_, row) => row);
}

/** For rows, which are there. */
function nth<Item>(items: ArrayLike<Item>, at: number): Item {
  return items[at] as Item;
}
