import { z } from "zod";
import { PlanId, PlanProof, ProofDay, RunId, SnapshotId, TargetId, TestAmount } from "../model/index.ts";
import { call } from "./call.ts";

export const proofContract = {
  /** Each plan on each of its targets. From the catalog. */
  list: call
    .route({ method: "GET", path: "/proof", summary: "What is proven to come back" })
    .output(z.array(PlanProof).readonly()),
  /** The days that had test-restores, the newest first. */
  days: call
    .route({ method: "GET", path: "/proof/days", summary: "Test-restores by day" })
    .input(z.object({ planId: PlanId.optional(), days: z.int().min(1).max(366).default(90) }))
    .output(z.array(ProofDay).readonly()),
  /** Queues a test-restore for each target, or for one. One that is queued or going on is not doubled: its id is returned. */
  start: call
    .route({ method: "POST", path: "/plans/{planId}/test", summary: "Test a plan's backups" })
    .input(
      z.object({
        planId: PlanId,
        targetId: TargetId.optional(),
        /** The newest if absent. */
        snapshotId: SnapshotId.optional(),
        amount: TestAmount.default("sample"),
        /** The same seed chooses the same files of the same snapshot. */
        seed: z.int().min(0).max(0xffffffff).optional(),
        trigger: z.enum(["user", "command-line"]).optional(),
      }),
    )
    .output(z.object({ runIds: z.array(RunId).readonly() })),
};
