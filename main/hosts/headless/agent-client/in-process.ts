import { createRouterClient } from "@orpc/server";
import { createRouter } from "../../../api/index.ts";
import type { Environment } from "../environment.ts";
import type { AgentClient } from "./calls.ts";
import { endSoon } from "./end-soon.ts";
import { reviving } from "./failures.ts";
import { openOwnAgent } from "./own-agent.ts";

/** The agent in this process, for as long as a command needs it. @throws {AgentAlreadyRunning} */
export async function openInProcess(env: Environment): Promise<{ client: AgentClient; close(): Promise<void> }> {
  const { agent, log, close } = await openOwnAgent(env, "brief");
  // A running agent has looked at its targets long ago; this one has not yet, and is asked at once.
  await Promise.all(agent.targets.list().map(({ target }) => agent.targets.presence(target)));
  const client = createRouterClient(createRouter(agent, log), { interceptors: [reviving("this process")] });
  return { client, close: () => close().finally(endSoon) };
}
