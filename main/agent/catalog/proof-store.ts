import { z } from "zod";
import {
  Moment,
  PathText,
  type PlanId,
  type ProofCoverage,
  SnapshotId,
  type TargetId,
  TestAmount,
  TestFailure,
} from "../../../shared/model/index.ts";
import type { Database, Query } from "./database.ts";
import type { Records } from "./records.ts";

/** How the test-restores of a plan on a target ended. */
const PlanProofRecord = z
  .object({
    /** When one last passed, and of which snapshot. */
    provenAt: Moment.optional(),
    snapshotId: SnapshotId.optional(),
    snapshotAt: Moment.optional(),
    /** The last failed one, until one has passed that tested as much. */
    failure: TestFailure.optional(),
    failedAmount: TestAmount.optional(),
    failedPaths: z.array(PathText).max(1000).readonly().optional(),
    /** Packs that were damaged, and those that hold what did not come back. */
    failedPacks: z.array(z.string()).max(1000).readonly().optional(),
    /** What was read in the last day that anything was, as in `2026-11-22`. */
    day: z.string().optional(),
    bytesOfDay: z.number().min(0).optional(),
  })
  .readonly();
export type PlanProofRecord = z.infer<typeof PlanProofRecord>;

/** A pack of a repository; `provenAt` is absent if it was never read back, or was found damaged since. */
export interface ProvenPack {
  readonly id: string;
  readonly bytes: number;
  readonly provenAt?: Moment | undefined;
}

type Key = { readonly planId: string; readonly targetId: string };
interface Sums {
  readonly packs: number;
  readonly bytes: number | null;
  readonly packsProven: number;
  readonly bytesProven: number | null;
  readonly oldest: number | null;
}

const SUMS = `
SELECT count(*) AS packs, sum(bytes) AS bytes, count(proven_at) AS packsProven,
  sum(CASE WHEN proven_at IS NULL THEN 0 ELSE bytes END) AS bytesProven, min(proven_at) AS oldest
FROM pack_proofs WHERE target_id = :targetId`;

/** The ledger of what was read back, and how test-restores ended. */
export class ProofTable {
  readonly #database: Database;
  readonly #records: Records;
  readonly #get: Query<Key, { record: string }>;
  readonly #set: Query<Key & { record: string }, never>;
  readonly #forgetPlan: Query<{ planId: string }, never>;
  readonly #forgetProofs: Query<{ targetId: string }, never>;
  readonly #packs: Query<{ targetId: string }, { pack: string; provenAt: number }>;
  readonly #addPack: Query<{ targetId: string; pack: string; bytes: number; provenAt: number | null }, never>;
  readonly #forgetPacks: Query<{ targetId: string }, never>;
  readonly #sums: Query<{ targetId: string }, Sums>;

  constructor(database: Database, records: Records) {
    this.#database = database;
    this.#records = records;
    this.#get = database.query("SELECT record FROM plan_proofs WHERE plan_id = :planId AND target_id = :targetId");
    this.#set = database.query(
      "INSERT OR REPLACE INTO plan_proofs (plan_id, target_id, record) VALUES (:planId, :targetId, :record)",
    );
    this.#forgetPlan = database.query("DELETE FROM plan_proofs WHERE plan_id = :planId");
    this.#forgetProofs = database.query("DELETE FROM plan_proofs WHERE target_id = :targetId");
    this.#packs = database.query(
      "SELECT pack, proven_at AS provenAt FROM pack_proofs WHERE target_id = :targetId AND proven_at IS NOT NULL",
    );
    this.#addPack = database.query(
      "INSERT OR REPLACE INTO pack_proofs (target_id, pack, bytes, proven_at) VALUES (:targetId, :pack, :bytes, :provenAt)",
    );
    this.#forgetPacks = database.query("DELETE FROM pack_proofs WHERE target_id = :targetId");
    this.#sums = database.query(SUMS);
  }

  get(planId: PlanId, targetId: TargetId): PlanProofRecord {
    const row = this.#get.get({ planId, targetId });
    return (row && this.#records.read(PlanProofRecord, row.record)) ?? {};
  }

  set(planId: PlanId, targetId: TargetId, record: PlanProofRecord): void {
    this.#set.run({ planId, targetId, record: this.#records.write(record) });
  }

  /** When packs were last proven; those that never were are not among them. */
  provenPacks(targetId: TargetId): ReadonlyMap<string, Moment> {
    return new Map(this.#packs.all({ targetId }).map(({ pack, provenAt }) => [pack, provenAt]));
  }

  /** These are all that the repository has. */
  replacePacks(targetId: TargetId, packs: readonly ProvenPack[]): void {
    this.#database.inOneGo(() => {
      this.#forgetPacks.run({ targetId });
      for (const { id: pack, bytes, provenAt = null } of packs) this.#addPack.run({ targetId, pack, bytes, provenAt });
    });
  }

  coverage(targetId: TargetId): ProofCoverage {
    const sums = this.#sums.get({ targetId });
    const { packs = 0, packsProven = 0 } = sums ?? {};
    const isWhole = packs > 0 && packs === packsProven;
    return {
      ...{ packs, packsProven, bytes: sums?.bytes ?? 0, bytesProven: sums?.bytesProven ?? 0 },
      ...(isWhole && typeof sums?.oldest === "number" ? { oldestAt: sums.oldest } : {}),
    };
  }

  forgetPlan(planId: PlanId): void {
    this.#forgetPlan.run({ planId });
  }

  forgetTarget(targetId: TargetId): void {
    this.#forgetProofs.run({ targetId });
    this.#forgetPacks.run({ targetId });
  }
}
