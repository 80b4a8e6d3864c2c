import { z } from "zod";
import { Count, Moment } from "./basics.ts";
import { PlanId, RunId, SnapshotId, TargetId } from "./ids.ts";

/**
 * How much a test-restore reads back. `sample`: a few files, within seconds. `large`: as much as the plan's budget for a day
 * allows, what was proven longest ago first. `all`: the whole snapshot.
 */
export const TestAmount = z.enum(["sample", "large", "all"]);
export type TestAmount = z.infer<typeof TestAmount>;

/** What the user decides about a plan's test-restores; those on a schedule are among its schedules. */
export const TestChoices = z
  .object({
    /** After each backup or copy that made a snapshot, a sample of it. */
    afterRuns: z.boolean(),
    /** What test-restores of a plan on a target may read in a day; those the user asks for are not held back. */
    bytesPerDay: Count,
  })
  .readonly();
export type TestChoices = z.infer<typeof TestChoices>;

export const DEFAULT_TESTS: TestChoices = { afterRuns: true, bytesPerDay: 2_000_000_000 };

/** The last test-restore of a plan on a target that failed, until one is passed again. */
export const TestFailure = z.object({ runId: RunId, at: Moment, failures: Count, says: z.string() }).readonly();
export type TestFailure = z.infer<typeof TestFailure>;

/** How much of a repository has been read back and verified, pack by pack. */
export const ProofCoverage = z
  .object({
    packs: Count,
    packsProven: Count,
    bytes: Count,
    bytesProven: Count,
    /** Of the pack that was proven longest ago; absent unless all are. */
    oldestAt: Moment.optional(),
  })
  .readonly();
export type ProofCoverage = z.infer<typeof ProofCoverage>;

/** What is known of how a plan comes back from a target. */
export const PlanProof = z
  .object({
    planId: PlanId,
    targetId: TargetId,
    /** When a test-restore last passed, and of which snapshot. */
    provenAt: Moment.optional(),
    provenSnapshotId: SnapshotId.optional(),
    provenSnapshotAt: Moment.optional(),
    failure: TestFailure.optional(),
    coverage: ProofCoverage,
    /** What would be lost now: since the newest snapshot, and since the newest that was proven. */
    lossSeconds: z.number().min(0).optional(),
    provenLossSeconds: z.number().min(0).optional(),
    /** How long all of the newest snapshot would take to come back, measured by restores and test-restores. */
    backSeconds: z.number().min(0).optional(),
    bytesPerSecond: z.number().min(0).optional(),
    /** So many runs were measured for it. */
    measuredRuns: Count,
    nextTestAt: Moment.optional(),
    isTesting: z.boolean(),
  })
  .readonly();
export type PlanProof = z.infer<typeof PlanProof>;

/** The test-restores of a day in the user's time zone. */
export const ProofDay = z
  .object({
    /** As in `2026-11-22`. */
    day: z.string().regex(/^\d{4}-\d\d-\d\d$/),
    passed: Count,
    /** Ended before their end, without a failure. */
    partly: Count,
    failed: Count,
    files: Count,
    bytes: Count,
    /** Of those that passed; the newest first. */
    runIds: z.array(RunId).readonly(),
  })
  .readonly();
export type ProofDay = z.infer<typeof ProofDay>;
