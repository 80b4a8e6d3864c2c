import { MassChange, type PlanId, type TargetId } from "../../../shared/model/index.ts";
import type { Database, Query } from "./database.ts";
import type { Records } from "./records.ts";

type Key = { readonly planId: string; readonly targetId: string };

// The first one stays: it knows the last good snapshot, and what comes after it was made of what it warns of.
const OPEN = `
INSERT INTO mass_changes (plan_id, target_id, record) VALUES (:planId, :targetId, :record)
ON CONFLICT (plan_id, target_id) DO NOTHING`;

/** Warnings about an unusual change that nobody has looked at yet. */
export class MassChangeTable {
  readonly #records: Records;
  readonly #get: Query<Key, { record: string }>;
  readonly #open: Query<Key & { record: string }, never>;
  readonly #close: Query<Key, never>;

  constructor(database: Database, records: Records) {
    this.#records = records;
    this.#get = database.query("SELECT record FROM mass_changes WHERE plan_id = :planId AND target_id = :targetId");
    this.#open = database.query(OPEN);
    this.#close = database.query("DELETE FROM mass_changes WHERE plan_id = :planId AND target_id = :targetId");
  }

  isOpen(planId: PlanId, targetId: TargetId): boolean {
    return this.#get.get({ planId, targetId }) !== undefined;
  }

  get(planId: PlanId, targetId: TargetId): MassChange | undefined {
    const row = this.#get.get({ planId, targetId });
    return row && this.#records.read(MassChange, row.record);
  }

  open(planId: PlanId, change: MassChange): boolean {
    const { targetId } = change;
    return this.#open.run({ planId, targetId, record: this.#records.write(change) }) > 0;
  }

  close(planId: PlanId, targetId: TargetId): boolean {
    return this.#close.run({ planId, targetId }) > 0;
  }
}
