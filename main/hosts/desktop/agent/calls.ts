import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import { MessageChannelMain } from "electron";
import { type AgentClient, httpClient, reviving, runningAgent } from "../../headless/agent-client/index.ts";
import type { Environment } from "../../headless/environment.ts";
import type { AgentProcess } from "./agent-process.ts";

/** The contract's calls of our own agent's process, for as long as it lives. */
export function callsOf(agent: AgentProcess): AgentClient {
  const { port1, port2 } = new MessageChannelMain();
  const client: AgentClient = createORPCClient(
    new RPCLink({ port: port2, interceptors: [reviving("the agent’s process")] }),
  );
  port2.start();
  agent.answerOn(port1);
  return client;
}

/** The calls of the agent that another process is, if it still is. */
export async function callsElsewhere(env: Environment): Promise<AgentClient | undefined> {
  const address = await runningAgent(env);
  return address === undefined ? undefined : httpClient(address);
}
