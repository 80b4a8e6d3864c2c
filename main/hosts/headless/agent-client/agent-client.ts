import { setTimeout as wait } from "node:timers/promises";
import { hasCode } from "../../../../shared/errors/index.ts";
import { type AgentAddress, findAgent } from "../../../agent/instance/address.ts";
import { appFolders } from "../../../platform/index.ts";
import type { Environment } from "../environment.ts";
import type { AgentClient } from "./calls.ts";
import { AgentBusy } from "./failures.ts";
import { httpClient } from "./http-client.ts";

export interface AgentAtHand {
  readonly client: AgentClient;
  /** It runs by itself, and goes on when the command ends. */
  readonly isRunning: boolean;
}

/** An agent that is just starting has claimed its place and not yet said where it answers. */
const STARTING_TRIES = 25;
const STARTING_WAIT_MS = 200;

/** The running agent, if it really answers. */
export async function runningAgent(env: Environment): Promise<AgentAddress | undefined> {
  const address = await findAgent({ folder: appFolders({ env }).data });
  if (address === undefined) return undefined;
  try {
    await httpClient(address).agent.status();
    return address;
  } catch (error) {
    // The file of an agent that was killed; its process number may be another program's by now.
    if (hasCode(error, "cli/agent-unreachable")) return undefined;
    throw error;
  }
}

/**
 * Does something with the agent: the running one if there is one, and otherwise one in this process that lives only for
 * this. @throws {AgentBusy}
 */
export async function withAgent<T>(env: Environment, work: (agent: AgentAtHand) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const address = await runningAgent(env);
    if (address !== undefined) return work({ client: httpClient(address), isRunning: true });
    const own = await openUnlessTaken(env, tries >= STARTING_TRIES);
    if (own === undefined) {
      await wait(STARTING_WAIT_MS);
      continue;
    }
    try {
      return await work({ client: own.client, isRunning: false });
    } finally {
      await own.close();
    }
  }
}

async function openUnlessTaken(env: Environment, isLastTry: boolean) {
  const { openInProcess } = await import("./in-process.ts"); // engine, database and all: not needed over HTTP
  try {
    return await openInProcess(env);
  } catch (error) {
    if (!hasCode(error, "agent/already-running")) throw error;
    if (isLastTry) throw new AgentBusy(error);
    return undefined;
  }
}
