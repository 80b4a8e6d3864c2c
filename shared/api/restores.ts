import { z } from "zod";
import { RestorePreview, RestoreRequest, RunId } from "../model/index.ts";
import { call } from "./call.ts";

export const restoresContract = {
  /** What a restore would do now; nothing is written. */
  preview: call
    .route({ method: "POST", path: "/restores/preview", summary: "What a restore would do" })
    .input(RestoreRequest)
    .output(RestorePreview),
  start: call
    .route({ method: "POST", path: "/restores", summary: "Restore", successStatus: 201 })
    .input(RestoreRequest)
    .output(z.object({ runId: RunId })),
};
