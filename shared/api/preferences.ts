import { z } from "zod";
import { Moment, Preferences } from "../model/index.ts";
import { call } from "./call.ts";

export const preferencesContract = {
  get: call
    .route({ method: "GET", path: "/preferences", summary: "What the user decided about the agent" })
    .output(Preferences),
  update: call
    .route({ method: "PUT", path: "/preferences", summary: "Change what the user decided about the agent" })
    .input(Preferences)
    .output(Preferences),
  /** Nothing begins by itself until then, or until `resume`. What runs by now goes on. */
  pause: call
    .route({ method: "POST", path: "/pause", summary: "Begin nothing for a while" })
    .input(z.object({ until: Moment.optional() }))
    .output(Preferences),
  resume: call.route({ method: "POST", path: "/resume", summary: "End a pause" }).output(Preferences),
};
