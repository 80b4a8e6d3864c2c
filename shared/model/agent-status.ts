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

/** Some preferences are about the desktop app alone. */
export const AgentHost = z.enum(["desktop", "headless"]);
export type AgentHost = z.infer<typeof AgentHost>;

export const AgentStatus = z
  .object({
    version: z.string(),
    pid: z.int(),
    hostname: z.string(),
    /** With the pid it tells one life of the agent from the next. */
    startedAt: Moment,
    /** What keeps it running: the desktop app, or a command in a terminal or a service. */
    host: AgentHost,
    now: Moment,
    runsRunning: Count,
    runsQueued: Count,
    logFolder: z.string(),
    notices: z.array(Notice).readonly(),
  })
  .readonly();
export type AgentStatus = z.infer<typeof AgentStatus>;
