import { z } from "zod";
import { Moment, Space, type TargetId } from "../../../shared/model/index.ts";
import type { Database, Query } from "./database.ts";
import type { Records } from "./records.ts";

/** What was last seen of a target. */
export const TargetFacts = z
  .object({
    lastSeenAt: Moment.optional(),
    space: Space.optional(),
    /** Ids of packs that a check found damaged, until they are repaired. */
    damagedPacks: z.array(z.string()).readonly().optional(),
    /** What a test of the connection, or a run that wanted to remove something, has found. */
    removal: z.enum(["allowed", "append-only", "protected"]).optional(),
    protectedUntil: Moment.optional(),
  })
  .readonly();
export type TargetFacts = z.infer<typeof TargetFacts>;

/** What was last seen of each target, for when it is away. */
export class FactTable {
  readonly #records: Records;
  readonly #get: Query<{ targetId: string }, { record: string }>;
  readonly #set: Query<{ targetId: string; record: string }, never>;
  readonly #forget: Query<{ targetId: string }, never>;

  constructor(database: Database, records: Records) {
    this.#records = records;
    this.#get = database.query("SELECT record FROM target_facts WHERE target_id = :targetId");
    this.#set = database.query("INSERT OR REPLACE INTO target_facts (target_id, record) VALUES (:targetId, :record)");
    this.#forget = database.query("DELETE FROM target_facts WHERE target_id = :targetId");
  }

  /** @returns no facts for a target that was never seen */
  get(targetId: TargetId): TargetFacts {
    const row = this.#get.get({ targetId });
    return (row && this.#records.read(TargetFacts, row.record)) ?? {};
  }

  set(targetId: TargetId, facts: TargetFacts): void {
    this.#set.run({ targetId, record: this.#records.write(facts) });
  }

  forget(targetId: TargetId): void {
    this.#forget.run({ targetId });
  }
}
