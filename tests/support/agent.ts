import type { ChildProcess } from "node:child_process";
import { afterAll } from "vitest";
import { type AgentSettings, type RunningAgent, startAgentProcess } from "./agent-process.ts";

export { type AgentSettings, addressIn, agentEnvironment, clientIn, type RunningAgent } from "./agent-process.ts";

const begun = new Set<ChildProcess>();

/** An agent that ends with the tests of its file at the latest. */
export function startAgent(settings: AgentSettings): Promise<RunningAgent> {
  return startAgentProcess(settings, (child) => {
    begun.add(child);
    child.once("exit", () => begun.delete(child));
  });
}

afterAll(() => {
  for (const child of begun) child.kill("SIGKILL");
});
