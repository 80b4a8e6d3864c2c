import { setTimeout as wait } from "node:timers/promises";
import { RPCHandler } from "@orpc/server/message-port";
import type { ParentPort } from "electron";
import { hasCode } from "../../../../shared/errors/index.ts";
import { createRouter } from "../../../api/index.ts";
import { runningAgent } from "../../headless/agent-client/index.ts";
import { type OwnAgent, openOwnAgent } from "../../headless/agent-client/own-agent.ts";
import type { Environment } from "../../headless/environment.ts";
import { startServing } from "../../headless/serving/start-serving.ts";
import type { AgentMessage, HostMessage } from "./messages.ts";

/** How often it is looked whether the other agent is still there. */
const LOOK_EVERY_MS = 1000;

/** The desktop, at the other end of this process. */
type Host = Pick<ParentPort, "on" | "postMessage">;

/**
 * The agent as `holdfast serve` runs it, server on loopback included, so that the command line and browsers find it; the
 * desktop's calls come over message ports. While another process is the agent, this one says where that is, and waits.
 *
 * Resolves after an end that was asked for.
 */
export async function runAgent(env: Environment, host: Host): Promise<void> {
  const wish = new AbortController();
  const { signal } = wish;
  const tell = (message: AgentMessage): void => host.postMessage(message);
  const line = new HostLine(host, () => wish.abort());
  process.on("SIGTERM", () => wish.abort());
  process.on("SIGINT", () => undefined); // a terminal sends it to all that was started there; the desktop decides
  while (!signal.aborted) {
    const own = await openUnlessTaken(env);
    if (own === undefined) {
      await untilFree(env, tell, signal);
      continue;
    }
    try {
      await serve(own, line, () => tell({ type: "serving" }), signal);
    } finally {
      await own.close();
    }
    return;
  }
}

async function openUnlessTaken(env: Environment): Promise<OwnAgent | undefined> {
  try {
    return await openOwnAgent(env, "resident", "desktop");
  } catch (error) {
    if (hasCode(error, "agent/already-running")) return undefined;
    throw error;
  }
}

/** Another process is the agent: one to talk to, one that just begins, or a command that ends by itself. */
async function untilFree(env: Environment, tell: (message: AgentMessage) => void, signal: AbortSignal): Promise<void> {
  let told: number | undefined;
  do {
    const running = await runningAgent(env);
    if (running !== undefined && running.pid !== told) {
      tell({ type: "elsewhere" });
      told = running.pid;
    }
    await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (running === undefined) return; // it is tried again to be the agent
  } while (!signal.aborted);
}

async function serve(own: OwnAgent, line: HostLine, onServing: () => void, signal: AbortSignal): Promise<void> {
  const { agent, log } = own;
  const server = await startServing(own);
  const handler = new RPCHandler(createRouter(agent, log));
  signal.addEventListener("abort", () => agent.stop(), { once: true });
  if (signal.aborted) agent.stop();
  line.answer((port) => {
    handler.upgrade(port);
    port.start();
  });
  onServing();
  try {
    await agent.stopped;
    await agent.close();
  } finally {
    await server.close(); // last, so that windows see how their runs ended
  }
}

type Port = Electron.MessagePortMain;

/** Hears the desktop. It hands ports in only after it was told that they are answered. */
class HostLine {
  #answer: (port: Port) => void = (port) => port.close();

  constructor(host: Host, onStop: () => void) {
    host.on("message", ({ data, ports }) => {
      const { type } = data as HostMessage; // from our own main process
      if (type === "stop") onStop();
      else for (const port of ports) this.#answer(port);
    });
  }

  answer(answer: (port: Port) => void): void {
    this.#answer = answer;
  }
}
