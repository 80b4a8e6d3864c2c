import { join } from "node:path";
import { builtWindow } from "../../window-page/index.ts";
import type { OwnAgent } from "../agent-client/own-agent.ts";
import { type AgentServer, newSecret, startServer, WindowMemory } from "../server/index.ts";
import { VERSION } from "../version.ts";

/**
 * Lets windows and the command line in: the server on loopback, at the port that windows remember, and the note that says where it
 * answers.
 *
 * @param port absent: the remembered one, or one that is free
 */
export async function startServing({ agent, instance, log, folders }: OwnAgent, port?: number): Promise<AgentServer> {
  const secret = newSecret();
  const memory = await WindowMemory.open(join(folders.data, "windows.json"), Date.now);
  const chosen = port === undefined ? {} : { port };
  const common = { agent, log, secret, memory, version: VERSION, window: builtWindow() };
  const server = await startServer({ ...common, ...chosen, now: () => performance.now() });
  await memory.saved();
  const { startedAt } = agent.status();
  await instance.announce({ pid: process.pid, origin: server.origin, secret, version: VERSION, startedAt });
  return server;
}
