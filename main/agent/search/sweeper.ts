import { setImmediate as turn } from "node:timers/promises";
import type { Database, Query } from "../catalog/index.ts";

/** Numbers of paths that are looked at in one go. */
const AT_ONCE = 500;

type Range = { readonly low: number; readonly high: number };

export const DEAD_SPANS = `
DELETE FROM spans WHERE path BETWEEN :low AND :high AND (
  NOT EXISTS (SELECT 1 FROM lines l WHERE l.id = spans.line)
  OR (last > 0 AND NOT EXISTS (
    SELECT 1 FROM snapshots s WHERE s.line = spans.line AND s.ordinal BETWEEN spans.first AND spans.last)))`;
/** The deepest first, because what is in a folder has a higher number than it. */
export const UNUSED_PATHS = `
SELECT id, name FROM paths p WHERE id BETWEEN :low AND :high AND NOT EXISTS (SELECT 1 FROM spans s WHERE s.path = p.id)
ORDER BY id DESC`;

/**
 * Removes what only snapshots had that are forgotten, from the highest number of a path to the lowest, a little at a time. How far
 * it is is written down, so that it goes on after a kill.
 */
export class Sweeper {
  readonly #database: Database;
  readonly #deadSpans: Query<Range>;
  readonly #unusedPaths: Query<Range, { id: number; name: number }>;
  readonly #removePath: Query<{ id: number }>;
  readonly #removeName: Query<{ name: number }>;
  readonly #removeGrams: Query<{ name: number }>;
  readonly #next: Query<object, { next: number }>;
  readonly #setNext: Query<{ next: number }>;
  readonly #count: Query<{ paths: number; spans: number }>;

  constructor(database: Database) {
    this.#database = database;
    this.#deadSpans = database.query(DEAD_SPANS);
    this.#unusedPaths = database.query(UNUSED_PATHS);
    this.#removePath = database.query(
      "DELETE FROM paths WHERE id = :id AND NOT EXISTS (SELECT 1 FROM paths c WHERE c.parent = :id)",
    );
    this.#removeName = database.query(
      "DELETE FROM names WHERE id = :name AND NOT EXISTS (SELECT 1 FROM paths p WHERE p.name = :name)",
    );
    this.#removeGrams = database.query("DELETE FROM grams WHERE rowid = :name");
    this.#next = database.query("SELECT next FROM sweep WHERE id = 1");
    this.#setNext = database.query("INSERT INTO sweep VALUES (1, :next) ON CONFLICT (id) DO UPDATE SET next = :next");
    this.#count = database.query("UPDATE totals SET paths = paths - :paths, spans = spans - :spans");
  }

  /** Something was forgotten: everything is to be looked at. */
  begin(): void {
    const { id } = this.#database.query<object, { id: number | null }>("SELECT max(id) AS id FROM paths").get({}) ?? {
      id: null,
    };
    this.#setNext.run({ next: id ?? 0 });
  }

  /** @returns whether all is swept; false after about `budgetMs` */
  async sweep(budgetMs: number): Promise<boolean> {
    const end = performance.now() + budgetMs;
    for (let next = this.#next.get({})?.next ?? 0; next > 0; next -= AT_ONCE) {
      if (performance.now() > end) return false;
      this.#database.inOneGo(() => {
        this.#sweepRange({ low: Math.max(1, next - AT_ONCE + 1), high: next });
        this.#setNext.run({ next: Math.max(0, next - AT_ONCE) });
      });
      await turn();
    }
    return true;
  }

  #sweepRange(range: Range): void {
    const spans = this.#deadSpans.run(range);
    let paths = 0;
    for (const { id, name } of this.#unusedPaths.all(range)) {
      if (this.#removePath.run({ id }) === 0) continue;
      paths += 1;
      if (this.#removeName.run({ name }) > 0) this.#removeGrams.run({ name });
    }
    this.#count.run({ paths, spans });
  }
}
