import type { Database, Query } from "../catalog/index.ts";
import { treeKey } from "./keys.ts";
import type { Place, SnapshotToIndex } from "./model.ts";

interface LineRow {
  readonly id: number;
  readonly target: string;
  readonly series: string;
  readonly root: number;
  readonly last: number;
  readonly head_time: number;
}

interface SnapshotRow {
  readonly line: number;
  readonly ordinal: number;
  readonly id: string;
  readonly time: number;
  readonly tree: number;
  readonly is_whole: number;
}

/** A snapshot that was wholly taken in. */
export interface IndexedSnapshot {
  readonly ordinal: number;
  readonly id: string;
  readonly time: number;
}

/** A line as searches need it. */
export interface Line {
  readonly id: number;
  readonly target: string;
  readonly series: string;
  /** By their ordinals. Only those that were wholly taken in. */
  readonly snapshots: readonly IndexedSnapshot[];
}

const ALL_LINES = "SELECT * FROM lines ORDER BY id";
const WHOLE = "SELECT * FROM snapshots WHERE is_whole = 1 ORDER BY line, ordinal";
const OF_TARGET = `
SELECT s.*, l.series FROM lines l JOIN snapshots s ON s.line = l.id WHERE l.target = :target ORDER BY s.line, s.ordinal`;

/** Which snapshots the index has, in lines. They are few, so what searches need is kept in memory. */
export class Lines {
  readonly #database: Database;
  readonly #ofTarget: Query<{ target: string }, SnapshotRow & { readonly series: string }>;
  readonly #fitting: Query<{ target: string; series: string; time: number }, LineRow>;
  readonly #addLine: Query<{ target: string; series: string }>;
  readonly #advance: Query<{ line: number; ordinal: number; time: number }>;
  readonly #addSnapshot: Query<SnapshotRow>;
  readonly #rename: Query<{ line: number; ordinal: number; id: string }>;
  readonly #remove: Query<{ line: number; ordinal: number }>;
  readonly #finish: Query<{ line: number; ordinal: number }>;
  readonly #all: Query<object, LineRow>;
  readonly #whole: Query<object, SnapshotRow>;
  #kept: ReadonlyMap<number, Line> | undefined;

  constructor(database: Database) {
    this.#database = database;
    this.#ofTarget = database.query(OF_TARGET);
    this.#fitting = database.query(`
      SELECT * FROM lines WHERE target = :target AND series = :series AND head_time <= :time
      ORDER BY head_time DESC, id DESC LIMIT 1`);
    this.#addLine = database.query(
      "INSERT INTO lines (target, series, root, last, head_time) VALUES (:target, :series, 0, 0, 0)",
    );
    this.#advance = database.query("UPDATE lines SET last = :ordinal, head_time = :time WHERE id = :line");
    this.#addSnapshot = database.query("INSERT INTO snapshots VALUES (:line, :ordinal, :id, :time, :tree, :is_whole)");
    this.#rename = database.query("UPDATE snapshots SET id = :id WHERE line = :line AND ordinal = :ordinal");
    this.#remove = database.query("DELETE FROM snapshots WHERE line = :line AND ordinal = :ordinal");
    this.#finish = database.query("UPDATE snapshots SET is_whole = 1 WHERE line = :line AND ordinal = :ordinal");
    this.#all = database.query(ALL_LINES);
    this.#whole = database.query(WHOLE);
  }

  /** By their ids. */
  all(): ReadonlyMap<number, Line> {
    if (this.#kept !== undefined) return this.#kept;
    const snapshots = Map.groupBy(this.#whole.all({}), ({ line }) => line);
    const lines = this.#all.all({}).map(({ id, target, series }): [number, Line] => {
      return [id, { id, target, series, snapshots: snapshots.get(id) ?? [] }];
    });
    this.#kept = new Map(lines);
    return this.#kept;
  }

  whole(): number {
    return [...this.all().values()].reduce((sum, { snapshots }) => sum + snapshots.length, 0);
  }

  /**
   * Makes a target's snapshots those of a list: forgets the others, and what was only rewritten (its tags, say) goes on
   * under its new id.
   *
   * @returns those that are to be taken in, the oldest first, and whether any was forgotten
   */
  reconcile(target: string, list: readonly SnapshotToIndex[]): { missing: SnapshotToIndex[]; hasForgotten: boolean } {
    return this.#database.inOneGo(() => {
      const wanted = new Map(list.map((snapshot) => [snapshot.id, snapshot]));
      const rows = this.#ofTarget.all({ target });
      for (const { id, is_whole: isWhole } of rows) if (isWhole === 1) wanted.delete(id);
      const known = new Set(list.map(({ id }) => id));
      let hasForgotten = false;
      for (const row of rows) {
        if (known.has(row.id)) continue;
        const heir = [...wanted.values()].find((each) => isSameOtherwise(each, row));
        if (heir === undefined || row.is_whole === 0) {
          this.#remove.run({ line: row.line, ordinal: row.ordinal });
          hasForgotten = true;
        } else {
          this.#rename.run({ line: row.line, ordinal: row.ordinal, id: heir.id });
          wanted.delete(heir.id);
        }
      }
      if (hasForgotten) this.#removeEmptyLines();
      this.#kept = undefined;
      return {
        missing: [...wanted.values()].toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1)),
        hasForgotten,
      };
    });
  }

  /** Forgets all other targets. @returns whether there were any */
  keepTargets(targets: readonly string[]): boolean {
    const others = this.#all.all({}).filter(({ target }) => !targets.includes(target));
    if (others.length === 0) return false;
    this.#database.inOneGo(() => {
      for (const { id } of others) this.#database.query("DELETE FROM snapshots WHERE line = :id").run({ id });
      this.#removeEmptyLines();
    });
    this.#kept = undefined;
    return true;
  }

  /** The place of a snapshot: the one it has had if it was begun before, else the next in the line it fits best. */
  begin(target: string, { id, time, series, tree }: SnapshotToIndex): { place: Place; isSame: boolean } {
    return this.#database.inOneGo(() => {
      const begun = this.#ofTarget.all({ target }).find((row) => row.id === id);
      if (begun !== undefined) return { place: { line: begun.line, ordinal: begun.ordinal }, isSame: false };
      const line = this.#lineFor(target, series, time);
      const ordinal = line.last + 1;
      const key = treeKey(tree);
      this.#addSnapshot.run({ line: line.id, ordinal, id, time, tree: key, is_whole: 0 });
      this.#advance.run({ line: line.id, ordinal, time });
      this.#kept = undefined;
      return { place: { line: line.id, ordinal }, isSame: line.root === key };
    });
  }

  /** The snapshot counts from now on. */
  finish(place: Place): void {
    this.#finish.run({ line: place.line, ordinal: place.ordinal });
    this.#kept = undefined;
  }

  /** A line whose newest is not newer: what comes late, and is older than what is there, begins a line of its own. */
  #lineFor(target: string, series: string, time: number): Pick<LineRow, "id" | "last" | "root"> {
    const fitting = this.#fitting.get({ target, series, time });
    if (fitting !== undefined) return fitting;
    this.#addLine.run({ target, series });
    const { id } = this.#database.query<object, { id: number }>("SELECT max(id) AS id FROM lines").get({}) ?? { id: 0 };
    return { id, last: 0, root: 0 };
  }

  #removeEmptyLines(): void {
    this.#database.execute("DELETE FROM lines WHERE id NOT IN (SELECT line FROM snapshots)");
  }
}

function isSameOtherwise({ time, series, tree }: SnapshotToIndex, row: SnapshotRow & { series: string }): boolean {
  return time === row.time && series === row.series && treeKey(tree) === row.tree;
}
