import { z } from "zod";
import {
  BackupMode,
  ForecastEntry,
  KeepRules,
  PlanChoices,
  PlanId,
  PlanState,
  RetentionPreview,
  RunId,
  TargetId,
} from "../model/index.ts";
import { call } from "./call.ts";

export const plansContract = {
  list: call.route({ method: "GET", path: "/plans", summary: "All plans" }).output(z.array(PlanState).readonly()),
  get: call
    .route({ method: "GET", path: "/plans/{planId}", summary: "One plan" })
    .input(z.object({ planId: PlanId }))
    .output(PlanState),
  create: call
    .route({ method: "POST", path: "/plans", summary: "Make a plan", successStatus: 201 })
    .input(PlanChoices)
    .output(PlanState),
  update: call
    .route({ method: "PUT", path: "/plans/{planId}", summary: "Change a plan" })
    .input(z.object({ planId: PlanId, choices: PlanChoices }))
    .output(PlanState),
  /** Its snapshots stay. */
  remove: call
    .route({ method: "DELETE", path: "/plans/{planId}", summary: "Remove a plan; its snapshots stay" })
    .input(z.object({ planId: PlanId })),
  /** Queues one run for each target. A run of the plan that is queued or going on is not doubled: its id is returned. */
  start: call
    .route({ method: "POST", path: "/plans/{planId}/start", summary: "Back up now" })
    .input(
      z.object({
        planId: PlanId,
        trigger: z.enum(["user", "command-line"]).optional(),
        mode: BackupMode.default("incremental"),
      }),
    )
    .output(z.object({ runIds: z.array(RunId).readonly() })),
  /** What rules would keep and remove of a plan's snapshots, target by target; without rules, what the plan's own would. */
  previewKeep: call
    .route({ method: "POST", path: "/plans/{planId}/keep/preview", summary: "What rules would keep and remove" })
    .input(z.object({ planId: PlanId, keep: KeepRules.optional() }))
    .output(z.array(RetentionPreview).readonly()),
  /** Queues, for each target, a run that removes what the plan's rules do not keep, and gives room back. */
  tidy: call
    .route({ method: "POST", path: "/plans/{planId}/tidy", summary: "Remove what the plan's rules do not keep" })
    .input(z.object({ planId: PlanId }))
    .output(z.object({ runIds: z.array(RunId).readonly() })),
  /** The user has looked at a warning about an unusual change: rules apply again. */
  acceptMassChange: call
    .route({ method: "POST", path: "/plans/{planId}/mass-change/accept", summary: "Close the warning about a change" })
    .input(z.object({ planId: PlanId, targetId: TargetId })),
  /** What is going to run in the next days, the soonest first. */
  forecast: call
    .route({ method: "GET", path: "/forecast", summary: "What is going to run" })
    .input(z.object({ days: z.int().min(1).max(31).default(7) }))
    .output(z.array(ForecastEntry).readonly()),
};
