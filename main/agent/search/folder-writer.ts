import { setImmediate as turn } from "node:timers/promises";
import { type ByteString, fromBuffer } from "../../engine/light.ts";
import type { Database, Query } from "../catalog/index.ts";
import { treeKey } from "./keys.ts";
import type { Content, FolderToApply, FolderToRead, Place } from "./model.ts";
import { PathTable } from "./path-table.ts";

/** Writes in one go; searches are answered in between. */
const AT_ONCE = 1_000;
const FOLDER = 1;

interface KnownRow extends Content {
  readonly path: number;
  readonly name: Buffer | null;
  readonly folded: string;
  readonly first: number;
}

interface NewSpan extends Content {
  readonly path: number;
  readonly line: number;
  readonly first: number;
}

type Key = { readonly path: number; readonly line: number };

export const OPEN_IN_FOLDER = `
SELECT p.id AS path, n.name, n.folded, s.first, s.type, s.bytes, s.modified, s.content
FROM paths p JOIN names n ON n.id = p.name JOIN spans s ON s.path = p.id AND s.line = :line AND s.last = 0
WHERE p.parent = :folder`;

/**
 * Brings folders of the index to what a newer snapshot has. Whatever was done before a kill is found done: a folder counts as
 * taken in only once all below it is, and goes only after all below it went.
 */
export class FolderWriter {
  readonly #database: Database;
  readonly #paths: PathTable;
  readonly #known: Query<{ folder: number; line: number }, KnownRow>;
  readonly #open: Query<NewSpan>;
  readonly #close: Query<Key & { last: number }>;
  readonly #touch: Query<Key & { modified: number; bytes: number }>;
  readonly #setTree: Query<Key & { content: number }>;
  readonly #setRoot: Query<{ line: number; content: number }>;
  readonly #count: Query<{ paths: number; spans: number }>;

  constructor(database: Database) {
    this.#database = database;
    this.#paths = new PathTable(database);
    this.#known = database.query(OPEN_IN_FOLDER);
    this.#open = database.query(
      "INSERT INTO spans VALUES (:path, :line, 0, :first, :type, :bytes, :modified, :content)",
    );
    const isOpen = "path = :path AND line = :line AND last = 0";
    this.#close = database.query(`UPDATE spans SET last = :last WHERE ${isOpen}`);
    this.#touch = database.query(`UPDATE spans SET modified = :modified, bytes = :bytes WHERE ${isOpen}`);
    this.#setTree = database.query(`UPDATE spans SET content = :content WHERE ${isOpen}`);
    this.#setRoot = database.query("UPDATE lines SET root = :content WHERE id = :line");
    this.#count = database.query("UPDATE totals SET paths = paths + :paths, spans = spans + :spans");
  }

  /** @returns the folders in it that are to be read: those that are not as they were taken in */
  async apply(order: FolderToApply): Promise<FolderToRead[]> {
    try {
      return await this.#apply(order);
    } catch (error) {
      this.#paths.forget(); // what was undone may be in memory
      throw error;
    }
  }

  /** Numbers of names and paths may have gone. */
  forget(): void {
    this.#paths.forget();
  }

  async #apply({ place, path: folder, columns }: FolderToApply): Promise<FolderToRead[]> {
    // Until all below it is taken in: another snapshot may come before that does.
    this.#unseal(place.line, folder);
    const known = new Map(this.#known.all({ folder, line: place.line }).map((row) => [nameOf(row), row]));
    const toRead: FolderToRead[] = [];
    const rows = rowsOf(columns);
    const seen = new Set<string>();
    for (let next = rows.next(); next.done !== true; ) {
      const added = { paths: 0, spans: 0 };
      this.#database.inOneGo(() => {
        for (let count = 0; count < AT_ONCE && next.done !== true; count++, next = rows.next()) {
          const { name, tree, ...content } = next.value;
          // Names that no path can have, and a second entry of the same name, are in damaged lists only.
          if (!isUsable(name) || seen.has(name)) continue;
          seen.add(name);
          const before = known.get(name);
          if (before !== undefined && before.type !== content.type && before.type === FOLDER) continue;
          known.delete(name);
          const path = this.#put(place, folder, name, content, before, added);
          const taken = before?.type === FOLDER ? before.content : 0;
          if (tree !== undefined && taken !== treeKey(tree)) toRead.push({ path, tree });
        }
        this.#count.run(added);
      });
      await turn();
    }
    await this.#leave(place, [...known.values()]);
    // What was a folder and is something else now: only when all below it went can it be another thing.
    const hasTurned = [...known.keys()].some((name) => seen.has(name));
    return hasTurned ? this.#apply({ place, path: folder, columns }) : toRead;
  }

  /** All below a folder has been taken in. */
  seal({ line }: Place, { path, tree }: FolderToRead): void {
    this.#setKey(line, path, treeKey(tree));
  }

  #unseal(line: number, path: number): void {
    this.#setKey(line, path, 0);
  }

  #setKey(line: number, path: number, content: number): void {
    if (path === 0) this.#setRoot.run({ line, content });
    else this.#setTree.run({ path, line, content });
  }

  #put(
    { line, ordinal }: Place,
    folder: number,
    name: ByteString,
    content: Content,
    before: KnownRow | undefined,
    added: { paths: number; spans: number },
  ): number {
    if (before !== undefined && isSame(before, content)) {
      const { path } = before;
      const { modified, bytes } = content;
      if (modified !== before.modified) this.#touch.run({ path, line, modified, bytes });
      return path;
    }
    const path = before?.path ?? this.#paths.ensure(folder, name, () => (added.paths += 1));
    if (before !== undefined) this.#close.run({ path, line, last: ordinal - 1 });
    this.#open.run({ ...content, path, line, first: ordinal });
    added.spans += 1;
    return path;
  }

  /** Entries that a folder does not have any more. */
  async #leave(place: Place, rows: readonly KnownRow[]): Promise<void> {
    const files = rows.filter(({ type }) => type !== FOLDER);
    await this.#closeAll(place, files);
    for (const folder of rows) if (folder.type === FOLDER) await this.#leaveFolder(place, folder);
  }

  async #leaveFolder(place: Place, top: KnownRow): Promise<void> {
    const folders = [top];
    for (const { path } of folders) {
      const rows = this.#known.all({ folder: path, line: place.line });
      for (const row of rows) if (row.type === FOLDER) folders.push(row);
      await turn();
    }
    for (const folder of folders.toReversed()) {
      const rows = this.#known.all({ folder: folder.path, line: place.line });
      await this.#closeAll(place, [...rows, folder]);
    }
  }

  async #closeAll({ line, ordinal }: Place, rows: readonly KnownRow[]): Promise<void> {
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      this.#database.inOneGo(() => {
        for (const { path } of rows.slice(at, at + AT_ONCE)) this.#close.run({ path, line, last: ordinal - 1 });
      });
      await turn();
    }
  }
}

interface EntryRow extends Content {
  readonly name: ByteString;
  /** Of a folder. */
  readonly tree?: string;
}

function* rowsOf({
  names,
  ends,
  types,
  sizes,
  modified,
  contents,
  subtrees,
}: FolderToApply["columns"]): Generator<EntryRow> {
  let start = 0;
  let folders = 0;
  for (const [row, end] of ends.entries()) {
    const name = fromBuffer(names.subarray(start, end));
    start = end;
    const type = types[row] ?? 0;
    const tree = type === FOLDER ? subtrees[folders++] : undefined;
    const at = Math.max(0, Math.trunc(modified[row] ?? 0));
    yield {
      ...{ name, type, bytes: sizes[row] ?? 0, modified: at, content: contents[row] ?? 0 },
      ...(tree === undefined || tree === "" ? {} : { tree }),
    };
  }
}

/** Of a folder it counts only that it is there; what a file says of its time may change without its content. */
function isSame(before: Content, after: Content): boolean {
  if (before.type !== after.type) return false;
  return after.type === FOLDER || (before.content === after.content && before.bytes === after.bytes);
}

function isUsable(name: ByteString): boolean {
  return name !== "" && name !== "." && name !== ".." && !name.includes("/");
}

export function nameOf({ name, folded }: Pick<KnownRow, "name" | "folded">): ByteString {
  return fromBuffer(name ?? Buffer.from(folded, "utf8"));
}
