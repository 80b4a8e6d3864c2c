import { type ByteString, toBuffer } from "../../engine/light.ts";
import type { Database, Query } from "../catalog/index.ts";
import { foldName } from "./fold.ts";

/** Names that were looked up last; snapshots are full of the same few. */
const NAMES_KEPT = 5_000;

export const NAME = "SELECT id FROM names WHERE folded = :folded AND name IS :name";
export const PATH = "SELECT id FROM paths WHERE parent = :parent AND name = :name";

/** Names and paths by their numbers. */
export class PathTable {
  readonly #name: Query<{ folded: string; name: Buffer | null }, { id: number }>;
  readonly #addName: Query<{ folded: string; name: Buffer | null }, { id: number }>;
  readonly #addGrams: Query<{ id: number; folded: string }>;
  readonly #path: Query<{ parent: number; name: number }, { id: number }>;
  readonly #addPath: Query<{ parent: number; name: number }, { id: number }>;
  readonly #kept = new Map<ByteString, number>();

  constructor(database: Database) {
    this.#name = database.query(NAME);
    this.#addName = database.query("INSERT INTO names (name, folded) VALUES (:name, :folded) RETURNING id");
    this.#addGrams = database.query("INSERT INTO grams (rowid, folded) VALUES (:id, :folded)");
    this.#path = database.query(PATH);
    this.#addPath = database.query("INSERT INTO paths (parent, name) VALUES (:parent, :name) RETURNING id");
  }

  /** The number of an entry of a folder, which it gets now if it has none. */
  ensure(parent: number, name: ByteString, added: () => void): number {
    const number = this.#ensureName(name);
    const known = this.#path.get({ parent, name: number });
    if (known !== undefined) return known.id;
    added();
    return must(this.#addPath.get({ parent, name: number }));
  }

  /** Numbers may have gone. */
  forget(): void {
    this.#kept.clear();
  }

  /** Of an absolute path, if there is one. */
  find(path: ByteString): number | undefined {
    let at = 0;
    for (const part of path.split("/").filter(Boolean)) {
      // A piece of a byte string is one.
      const name = this.#find(part as ByteString);
      const next = name === undefined ? undefined : this.#path.get({ parent: at, name })?.id;
      if (next === undefined) return undefined;
      at = next;
    }
    return at;
  }

  #ensureName(name: ByteString): number {
    const kept = this.#kept.get(name);
    if (kept !== undefined) return kept;
    const number = this.#find(name) ?? this.#add(name);
    if (this.#kept.size >= NAMES_KEPT) this.#kept.clear();
    this.#kept.set(name, number);
    return number;
  }

  #find(name: ByteString): number | undefined {
    return this.#name.get(stored(name))?.id;
  }

  #add(name: ByteString): number {
    const { folded } = stored(name);
    const id = must(this.#addName.get(stored(name)));
    this.#addGrams.run({ id, folded });
    return id;
  }
}

function stored(name: ByteString): { readonly folded: string; readonly name: Buffer | null } {
  const folded = foldName(name);
  const bytes = toBuffer(name);
  return { folded, name: Buffer.from(folded, "utf8").equals(bytes) ? null : bytes };
}

function must(row: { readonly id: number } | undefined): number {
  if (row === undefined) throw new Error("an insert gave no number");
  return row.id;
}
