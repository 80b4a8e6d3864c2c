import {
  type Moment,
  type PlanId,
  Run,
  type RunId,
  type RunKind,
  type SnapshotId,
  type TargetId,
  type TestRestoreFigures,
} from "../../../shared/model/index.ts";
import type { Database, Query } from "./database.ts";
import type { Records } from "./records.ts";

/** Which runs, and how many at most. */
export interface RunQuery {
  readonly planId?: PlanId | undefined;
  readonly targetId?: TargetId | undefined;
  readonly kind?: RunKind | undefined;
  /** Only ended runs that were queued before this moment: the page after the one whose last run was queued then. */
  readonly before?: Moment | undefined;
  readonly limit: number;
}

interface RunRow {
  readonly id: string;
  readonly kind: string;
  readonly planId: string | null;
  readonly targetId: string | null;
  readonly isActive: 0 | 1;
  readonly queuedAt: number;
  readonly endedAt: number | null;
  readonly record: string;
}

interface RecordRow {
  readonly record: string;
}

// Not INSERT OR REPLACE, which would first delete the run, and its problems and notes with it.
const SAVE = `
INSERT INTO runs (id, kind, plan_id, target_id, is_active, queued_at, ended_at, record)
VALUES (:id, :kind, :planId, :targetId, :isActive, :queuedAt, :endedAt, :record)
ON CONFLICT (id) DO UPDATE SET kind = :kind, plan_id = :planId, target_id = :targetId, is_active = :isActive,
  queued_at = :queuedAt, ended_at = :endedAt, record = :record`;

export const NEWEST_ENDED = `
SELECT record FROM runs WHERE plan_id = :planId AND target_id = :targetId AND kind = 'backup' AND is_active = 0
ORDER BY ended_at DESC LIMIT 1`;

// What a test tells is in its record; the row's own end is when it was proven.
const TESTS_OF_SNAPSHOTS = `
SELECT ended_at AS at, record ->> '$.snapshotId' AS snapshotId, record ->> '$.figures.amount' AS amount,
  record ->> '$.figures.failures' AS failures, record ->> '$.figures.files' AS files,
  record ->> '$.figures.packsRead' AS packsRead, record ->> '$.figures.snapshotFiles' AS snapshotFiles
FROM runs WHERE target_id = :targetId AND is_active = 0 AND kind = 'test-restore'
  AND record ->> '$.snapshotId' IS NOT NULL AND record ->> '$.figures.kind' = 'test-restore'
ORDER BY ended_at`;

/** How a test-restore of a snapshot ended. */
export type SnapshotTest = Pick<TestRestoreFigures, "amount" | "failures" | "files" | "packsRead" | "snapshotFiles"> & {
  readonly snapshotId: SnapshotId;
  readonly at: Moment;
};

/** A lane has one that goes on and one that is queued. */
const COPIES_LOOKED_AT = 5;

export const UNENDED = "SELECT record FROM runs WHERE is_active = 1 ORDER BY queued_at, rowid";

// The newest of each plan on each target stays, however old: a plan's state is told from it.
const TRIM = `
DELETE FROM runs WHERE is_active = 0
  AND rowid NOT IN (SELECT rowid FROM runs WHERE is_active = 0 ORDER BY queued_at DESC, rowid DESC LIMIT :keep)
  AND id NOT IN (
    SELECT id FROM (
      SELECT id, row_number() OVER (PARTITION BY plan_id, target_id ORDER BY ended_at DESC) AS place
      FROM runs WHERE kind IN ('backup', 'copy') AND is_active = 0)
    WHERE place = 1)`;

/** The statement for a list. Each choice of conditions has an index that also gives the order. */
export function listSql({ planId, targetId, kind, before }: RunQuery): string {
  const conditions = [
    ...(planId === undefined ? [] : ["plan_id = :planId"]),
    ...(targetId === undefined ? [] : ["target_id = :targetId"]),
    ...(kind === undefined ? [] : ["kind = :kind"]),
    ...(before === undefined ? [] : ["is_active = 0", "queued_at < :before"]),
  ];
  const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
  return `SELECT record FROM runs ${where} ORDER BY is_active DESC, queued_at DESC, rowid DESC LIMIT :limit`;
}

/** Runs as they were last saved. */
export class RunTable {
  readonly #database: Database;
  readonly #records: Records;
  readonly #save: Query<RunRow, never>;
  readonly #get: Query<{ id: string }, RecordRow>;
  readonly #unended: Query<object, RecordRow>;
  readonly #newestEnded: Query<{ planId: string; targetId: string }, RecordRow>;
  readonly #tests: Query<{ targetId: string }, SnapshotTest>;
  readonly #trim: Query<{ keep: number }, never>;
  readonly #lists = new Map<string, Query<object, RecordRow>>();

  constructor(database: Database, records: Records) {
    this.#database = database;
    this.#records = records;
    this.#save = database.query(SAVE);
    this.#get = database.query("SELECT record FROM runs WHERE id = :id");
    this.#unended = database.query(UNENDED);
    this.#newestEnded = database.query(NEWEST_ENDED);
    this.#tests = database.query(TESTS_OF_SNAPSHOTS);
    this.#trim = database.query(TRIM);
  }

  save(run: Run): void {
    const { id, kind, planId = null, targetId = null, queuedAt, endedAt = null } = run;
    const isActive = run.state === "ended" ? 0 : 1;
    this.#save.run({ id, kind, planId, targetId, isActive, queuedAt, endedAt, record: this.#records.write(run) });
  }

  get(id: RunId): Run | undefined {
    const row = this.#get.get({ id });
    return row && this.#records.read(Run, row.record);
  }

  list(query: RunQuery): Run[] {
    const sql = listSql(query);
    const list = this.#lists.get(sql) ?? this.#database.query<object, RecordRow>(sql);
    this.#lists.set(sql, list);
    const { planId = null, targetId = null, kind = null, before = null, limit } = query;
    return this.#records.readAll(Run, list.all({ planId, targetId, kind, before, limit }));
  }

  unended(): Run[] {
    return this.#records.readAll(Run, this.#unended.all({}));
  }

  /** How the plan's snapshots last came to the target, or did not: by a backup or by a copy. */
  newestEnded(planId: PlanId, targetId: TargetId): Run | undefined {
    const row = this.#newestEnded.get({ planId, targetId });
    const backup = row && this.#records.read(Run, row.record);
    const copies = this.list({ planId, targetId, kind: "copy", limit: COPIES_LOOKED_AT });
    const copy = copies.find(({ state }) => state === "ended");
    return endOf(copy) > endOf(backup) ? copy : backup;
  }

  /** Test-restores that came to their end, the oldest first. */
  snapshotTests(targetId: TargetId): readonly SnapshotTest[] {
    return this.#tests.all({ targetId });
  }

  trim(keepNewest: number): void {
    this.#trim.run({ keep: keepNewest });
  }
}

function endOf(run: Run | undefined): Moment {
  return run?.endedAt ?? -1;
}
