import type { PlanId, SnapshotId, TargetId } from "../../../shared/model/index.ts";
import type { Database, Query } from "./database.ts";

/** A changed folder: its entries, or all that is below it. */
export interface JournalMark {
  /** A byte string of the engine's form: `toPathText` makes it readable. */
  readonly path: string;
  readonly scope: "entries" | "tree";
}

/** From which change on a snapshot of a plan on a target lacks what happened. */
export interface Baseline {
  readonly planId: PlanId;
  readonly targetId: TargetId;
  readonly kind: "newest" | "full";
  readonly snapshotId: SnapshotId;
  readonly seq: number;
  /** What the plan saved: with other folders or another filter the baseline is of no use. */
  readonly fingerprint: string;
}

type Key = { planId: string; targetId: string };
type Range = { first: string; past: string; since: number };
interface BaselineRow {
  readonly kind: Baseline["kind"];
  readonly snapshotId: string;
  readonly seq: number;
  readonly fingerprint: string;
}

const MARK = `
INSERT INTO journal (path, scope, seq) VALUES (:path, :scope, :seq)
ON CONFLICT (path, scope) DO UPDATE SET seq = :seq`;

const REBASE = `
INSERT INTO baselines (plan_id, target_id, kind, snapshot_id, seq, fingerprint)
VALUES (:planId, :targetId, :kind, :snapshotId, :seq, :fingerprint)
ON CONFLICT (plan_id, target_id, kind) DO UPDATE SET snapshot_id = :snapshotId, seq = :seq, fingerprint = :fingerprint`;

const BASELINES = `
SELECT kind, snapshot_id AS snapshotId, seq, fingerprint FROM baselines
WHERE plan_id = :planId AND target_id = :targetId ORDER BY seq DESC`;

/** A folder itself: one row a scope. */
export const CHANGED_AT = "SELECT path, scope FROM journal WHERE path = :path AND seq > :since";
/** What is below a folder, in the order of bytes. */
export const CHANGED_BELOW = `
SELECT path, scope FROM journal WHERE path >= :first AND path < :past AND seq > :since ORDER BY path, scope`;

/** The last character of a byte string's alphabet comes before this one. */
const PAST_ALL = "\u0100";

/** Which folders changed, and from where on each snapshot counts. One writer: the agent. */
export class JournalTable {
  readonly #database: Database;
  readonly #mark: Query<JournalMark & { seq: number }, never>;
  readonly #step: Query<{ seq: number }, never>;
  readonly #at: Query<{ path: string; since: number }, JournalMark>;
  readonly #below: Query<Range, JournalMark>;
  readonly #count: Query<object, { count: number }>;
  readonly #trim: Query<object, never>;
  readonly #clear: Query<object, never>;
  readonly #baselines: Query<Key, BaselineRow>;
  readonly #rebase: Query<Record<keyof Baseline, string | number>, never>;
  readonly #forgetPlan: Query<{ planId: string }, never>;
  readonly #forgetTarget: Query<{ targetId: string }, never>;
  #seq: number;
  #rows: number;

  constructor(database: Database) {
    this.#database = database;
    this.#mark = database.query(MARK);
    this.#step = database.query("UPDATE journal_position SET seq = :seq WHERE id = 1");
    this.#at = database.query(CHANGED_AT);
    this.#below = database.query(CHANGED_BELOW);
    this.#count = database.query("SELECT count(*) AS count FROM journal");
    // Without a baseline `min` is null, and nobody will ask for any of it.
    this.#trim = database.query(
      "DELETE FROM journal WHERE seq <= coalesce((SELECT min(seq) FROM baselines), 9223372036854775807)",
    );
    this.#clear = database.query("DELETE FROM journal");
    this.#baselines = database.query(BASELINES);
    this.#rebase = database.query(REBASE);
    this.#forgetPlan = database.query("DELETE FROM baselines WHERE plan_id = :planId");
    this.#forgetTarget = database.query("DELETE FROM baselines WHERE target_id = :targetId");
    const stored = database.query<object, { seq: number }>("SELECT seq FROM journal_position");
    this.#seq = stored.get({})?.seq ?? 0;
    this.#rows = this.#count.get({})?.count ?? 0;
  }

  /** The number of the last change. It only ever grows. */
  position(): number {
    return this.#seq;
  }

  /** How many rows there are, or a few more: those written again are counted twice until `trim` or `replaceAll`. */
  rows(): number {
    return this.#rows;
  }

  /** Writes all of them down under the next number, or none. */
  mark(marks: readonly JournalMark[]): void {
    if (marks.length === 0) return;
    const seq = this.#seq + 1;
    this.#database.inOneGo(() => {
      for (const { path, scope } of marks) this.#mark.run({ path, scope, seq });
      this.#step.run({ seq });
    });
    this.#seq = seq;
    this.#rows += marks.length;
  }

  /** Everything there is becomes these, under the next number: for a journal that grew beyond use. */
  replaceAll(marks: readonly JournalMark[]): void {
    this.#database.inOneGo(() => {
      this.#clear.run({});
      this.mark(marks);
    });
    this.#rows = marks.length;
  }

  /** Marks of a folder itself. */
  at(path: string, since: number): readonly JournalMark[] {
    return this.#at.all({ path, since });
  }

  /** Marks below a folder, not of itself, in the order of bytes. */
  below(path: string, since: number): readonly JournalMark[] {
    const first = path.endsWith("/") ? path : `${path}/`;
    // "0" is the character after the slash.
    return this.#below.all({ first, past: `${first.slice(0, -1)}0`, since });
  }

  all(): readonly JournalMark[] {
    return this.#below.all({ first: "", past: PAST_ALL, since: -1 });
  }

  /** The newest first. */
  baselines(planId: PlanId, targetId: TargetId): Baseline[] {
    return this.#baselines.all({ planId, targetId }).map((row) => ({
      // What is in the column went in as such an id.
      ...{ ...row, snapshotId: row.snapshotId as SnapshotId },
      ...{ planId, targetId },
    }));
  }

  rebase(baselines: readonly Baseline[]): void {
    this.#database.inOneGo(() => {
      for (const baseline of baselines) this.#rebase.run({ ...baseline });
    });
  }

  /** Rows that every baseline has passed go. */
  trim(): void {
    this.#rows = Math.max(0, (this.#count.get({})?.count ?? 0) - this.#trim.run({}));
  }

  forgetPlan(planId: PlanId): void {
    this.#forgetPlan.run({ planId });
  }

  forgetTarget(targetId: TargetId): void {
    this.#forgetTarget.run({ targetId });
  }
}
