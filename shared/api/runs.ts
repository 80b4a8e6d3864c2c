import { z } from "zod";
import { Count, Moment, PlanId, Run, RunId, RunKind, RunNote, RunProblem, TargetId } from "../model/index.ts";
import { call } from "./call.ts";

export const runsContract = {
  /** The newest first; runs that are queued or going on come before all others. */
  list: call
    .route({ method: "GET", path: "/runs", summary: "Runs, the newest first" })
    .input(
      z.object({
        planId: PlanId.optional(),
        targetId: TargetId.optional(),
        kind: RunKind.optional(),
        /** Runs queued before this moment: the last page's last `queuedAt`. */
        before: Moment.optional(),
        limit: z.int().min(1).max(500).default(50),
      }),
    )
    .output(z.object({ runs: z.array(Run).readonly(), hasMore: z.boolean() })),
  get: call
    .route({ method: "GET", path: "/runs/{runId}", summary: "One run" })
    .input(z.object({ runId: RunId }))
    .output(Run),
  /** Asks a run to stop. What it has stored stays; a run that has ended already is left as it is. */
  cancel: call
    .route({ method: "POST", path: "/runs/{runId}/cancel", summary: "Stop a run" })
    .input(z.object({ runId: RunId }))
    .output(Run),
  /** What could not be done, by cause. Of very many, the first ten thousand are kept; the counts are right. */
  problems: call
    .route({ method: "GET", path: "/runs/{runId}/problems", summary: "What a run could not do" })
    .input(
      z.object({
        runId: RunId,
        cause: z.string().optional(),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(1000).default(100),
      }),
    )
    .output(
      z.object({
        causes: z.array(z.object({ cause: z.string(), count: Count })).readonly(),
        problems: z.array(RunProblem).readonly(),
      }),
    ),
  log: call
    .route({ method: "GET", path: "/runs/{runId}/log", summary: "What a run told" })
    .input(z.object({ runId: RunId }))
    .output(z.array(RunNote).readonly()),
};
