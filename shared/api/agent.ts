import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { AgentStatus, Run } from "../model/index.ts";
import { call } from "./call.ts";

/** What may have changed, so that whoever shows it asks again. */
export const Topic = z.enum(["agent", "plans", "targets", "runs", "snapshots", "preferences", "search", "proof"]);
export type Topic = z.infer<typeof Topic>;

/**
 * What the agent tells while somebody listens. A stream begins with `hello`, which has all that is going on; after a break
 * the next `hello` makes up for what was missed.
 */
export const LiveEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("hello"), status: AgentStatus, runs: z.array(Run).readonly() }).readonly(),
  /** A run that was queued, moved on or ended; a few times a second at most. */
  z.object({ type: z.literal("run"), run: Run }).readonly(),
  z.object({ type: z.literal("changed"), topics: z.array(Topic).readonly() }).readonly(),
  /** Nothing happened for a while; the line is open. */
  z.object({ type: z.literal("alive") }).readonly(),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;

export const agentContract = {
  status: call.route({ method: "GET", path: "/status", summary: "What the agent is and does now" }).output(AgentStatus),
  watch: call
    .route({ method: "GET", path: "/events", summary: "What happens, as it happens" })
    .output(eventIterator(LiveEvent)),
  dismissNotice: call
    .route({ method: "POST", path: "/notices/{id}/dismiss", summary: "Do not show a notice again" })
    .input(z.object({ id: z.string() })),
  /**
   * What decides about runs may be another one than a moment ago: power, network, somebody at the computer. After sleep
   * nobody saw which files changed meanwhile.
   */
  lookAgain: call
    .route({ method: "POST", path: "/look-again", summary: "Look again at what may begin" })
    .input(z.object({ hasSlept: z.boolean().default(false) })),
  /** Answers first and then ends, safely: runs stop and keep what they have. */
  stop: call.route({ method: "POST", path: "/stop", summary: "End the agent" }),
};
