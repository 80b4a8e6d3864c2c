import { z } from "zod";
import { PaceChoice } from "./pace.ts";

/** What the user decides about the agent as a whole, apart from plans and targets. */
export const Preferences = z.object({ pace: PaceChoice }).readonly();
export type Preferences = z.infer<typeof Preferences>;

export const DEFAULT_PREFERENCES: Preferences = { pace: "automatic" };
