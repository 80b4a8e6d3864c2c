import { z } from "zod";
import { Count, Moment } from "./basics.ts";

/** Something the user should know of the agent itself, such as a damaged catalog that was made anew. */
export const Notice = z
  .object({
    id: z.string(),
    at: Moment,
    level: z.enum(["info", "warning"]),
    message: z.string(),
    hint: z.string(),
  })
  .readonly();
export type Notice = z.infer<typeof Notice>;

export const AgentStatus = z
  .object({
    version: z.string(),
    pid: z.int(),
    hostname: z.string(),
    /** With the pid it tells one life of the agent from the next. */
    startedAt: Moment,
    now: Moment,
    runsRunning: Count,
    runsQueued: Count,
    logFolder: z.string(),
    notices: z.array(Notice).readonly(),
  })
  .readonly();
export type AgentStatus = z.infer<typeof AgentStatus>;
