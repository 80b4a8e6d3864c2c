import type { Database, Query } from "../catalog/index.ts";
import type { NameSource } from "./query.ts";

export interface NameRow {
  readonly id: number;
  readonly folded: string;
}

/** A part of a name is found by its triples of characters; what is shorter by looking at every name. */
const TRIPLE = 3;
const PAGE = 500;
const MOST_TRIPLES = 12;
/** Names that have what an index tells of and not the rest, such as a second word of two characters. */
const MOST_IN_VAIN = 5_000;

export const WHOLE = "SELECT id, folded FROM names WHERE folded = :text";
export const START = `
SELECT id, folded FROM names WHERE folded > :text AND folded < :end AND (folded, id) > (:after, :below)
ORDER BY folded, id LIMIT :limit`;
export const GRAMS = `
SELECT n.id, n.folded FROM grams g JOIN names n ON n.id = g.rowid WHERE grams MATCH :match AND g.rowid < :below
ORDER BY g.rowid DESC LIMIT :limit`;
export const ALL =
  "SELECT id, folded FROM names WHERE id < :below AND instr(folded, :text) > 0 ORDER BY id DESC LIMIT :limit";

type Paged = { readonly below: number; readonly limit: number };

/** Finds names. Newer names come first where nothing else puts them in order. */
export class NameFinder {
  readonly #whole: Query<{ text: string }, NameRow>;
  readonly #start: Query<Paged & { text: string; end: string; after: string }, NameRow>;
  readonly #grams: Query<Paged & { match: string }, NameRow>;
  readonly #all: Query<Paged & { text: string }, NameRow>;

  constructor(database: Database) {
    this.#whole = database.query(WHOLE);
    this.#start = database.query(START);
    this.#grams = database.query(GRAMS);
    this.#all = database.query(ALL);
  }

  *names(source: NameSource): Generator<NameRow> {
    if (source.by === "whole") yield* this.#whole.all({ text: source.text });
    else if (source.by === "start") yield* this.#starting(source.text);
    else if (source.by === "any") yield* this.#paged((page) => this.#all.all({ ...page, text: "" }));
    else yield* this.#withParts(source.texts);
  }

  *#starting(text: string): Generator<NameRow> {
    yield* this.#whole.all({ text });
    const end = `${text}\u{10ffff}`;
    for (let after = { folded: text, id: 0 }; ; ) {
      const page = this.#start.all({ text, end, after: after.folded, below: after.id, limit: PAGE });
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = last;
    }
  }

  *#withParts(texts: readonly string[]): Generator<NameRow> {
    const fits = ({ folded }: NameRow): boolean => texts.every((text) => folded.includes(text));
    const triples = texts.flatMap(triplesOf);
    const [longest = ""] = texts.toSorted((a, b) => b.length - a.length);
    const match = triples.slice(0, MOST_TRIPLES).map(quoted).join(" AND ");
    const pages = this.#paged((page) =>
      match === "" ? this.#all.all({ ...page, text: longest }) : this.#grams.all({ ...page, match }),
    );
    let lookedAt = 0;
    for (const row of pages) {
      if (fits(row)) yield row;
      else if (++lookedAt >= MOST_IN_VAIN) return;
    }
  }

  *#paged(read: (page: Paged) => readonly NameRow[]): Generator<NameRow> {
    for (let below = Number.MAX_SAFE_INTEGER; ; ) {
      const page = read({ below, limit: PAGE });
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      below = last.id;
    }
  }
}

/** Every third one and the last: together they cover the text, and what they find is looked at again. */
function triplesOf(text: string): string[] {
  const characters = [...text];
  const starts = characters.map((_, at) => at).filter((at) => at + TRIPLE <= characters.length);
  return starts
    .filter((at) => at % TRIPLE === 0 || at === starts.at(-1))
    .map((at) => characters.slice(at, at + TRIPLE).join(""));
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
