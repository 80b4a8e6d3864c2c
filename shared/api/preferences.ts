import { Preferences } from "../model/index.ts";
import { call } from "./call.ts";

export const preferencesContract = {
  get: call
    .route({ method: "GET", path: "/preferences", summary: "What the user decided about the agent" })
    .output(Preferences),
  update: call
    .route({ method: "PUT", path: "/preferences", summary: "Change what the user decided about the agent" })
    .input(Preferences)
    .output(Preferences),
};
