import { type PlanId, Snapshot, type TargetId } from "../../../shared/model/index.ts";
import type { Database, Query } from "./database.ts";
import type { Records } from "./records.ts";

interface Row {
  readonly targetId: string;
  readonly id: string;
  readonly planId: string | null;
  readonly time: number;
  readonly record: string;
}

type Chosen = { targetId: string; planId: string | null };

const ADD = `
INSERT INTO snapshots (target_id, id, plan_id, time, record) VALUES (:targetId, :id, :planId, :time, :record)
ON CONFLICT (target_id, id) DO UPDATE SET plan_id = :planId, time = :time, record = :record`;

export const ALL = "SELECT record FROM snapshots WHERE target_id = :targetId ORDER BY time DESC, rowid DESC";
export const OF_PLAN = `
SELECT record FROM snapshots WHERE target_id = :targetId AND plan_id = :planId ORDER BY time DESC, rowid DESC`;

export interface SnapshotTotals {
  readonly count: number;
  readonly newest?: Snapshot;
}

/** The snapshots on each target, as last read from its repository or added by a run. */
export class SnapshotTable {
  readonly #database: Database;
  readonly #records: Records;
  readonly #add: Query<Row, never>;
  readonly #forget: Query<{ targetId: string }, never>;
  readonly #lists: Readonly<Record<"all" | "ofPlan", Query<Chosen, { record: string }>>>;
  readonly #newest: Readonly<Record<"all" | "ofPlan", Query<Chosen, { record: string }>>>;
  readonly #counts: Readonly<Record<"all" | "ofPlan", Query<Chosen, { count: number }>>>;

  constructor(database: Database, records: Records) {
    this.#database = database;
    this.#records = records;
    const counted = (sql: string) => `SELECT count(*) AS count FROM (${sql})`;
    this.#add = database.query(ADD);
    this.#forget = database.query("DELETE FROM snapshots WHERE target_id = :targetId");
    this.#lists = { all: database.query(ALL), ofPlan: database.query(OF_PLAN) };
    this.#newest = { all: database.query(`${ALL} LIMIT 1`), ofPlan: database.query(`${OF_PLAN} LIMIT 1`) };
    this.#counts = { all: database.query(counted(ALL)), ofPlan: database.query(counted(OF_PLAN)) };
  }

  replace(targetId: TargetId, snapshots: readonly Snapshot[]): void {
    this.#database.inOneGo(() => {
      this.#forget.run({ targetId });
      for (const snapshot of snapshots) this.add(targetId, snapshot);
    });
  }

  add(targetId: TargetId, snapshot: Snapshot): void {
    const { id, planId = null, time } = snapshot;
    this.#add.run({ targetId, id, planId, time, record: this.#records.write(snapshot) });
  }

  list(targetId: TargetId, planId?: PlanId): Snapshot[] {
    const rows = this.#lists[which(planId)].all({ targetId, planId: planId ?? null });
    return this.#records.readAll(Snapshot, rows);
  }

  totals(targetId: TargetId, planId?: PlanId): SnapshotTotals {
    const chosen = { targetId, planId: planId ?? null };
    const { count = 0 } = this.#counts[which(planId)].get(chosen) ?? {};
    const row = this.#newest[which(planId)].get(chosen);
    const newest = row && this.#records.read(Snapshot, row.record);
    return newest === undefined ? { count } : { count, newest };
  }

  forget(targetId: TargetId): void {
    this.#forget.run({ targetId });
  }
}

function which(planId: PlanId | undefined): "all" | "ofPlan" {
  return planId === undefined ? "all" : "ofPlan";
}
