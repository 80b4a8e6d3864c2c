import { z } from "zod";
import { PlanChoices, PlanId, PlanState, RunId } from "../model/index.ts";
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
    .input(z.object({ planId: PlanId, trigger: z.enum(["user", "command-line"]).optional() }))
    .output(z.object({ runIds: z.array(RunId).readonly() })),
};
