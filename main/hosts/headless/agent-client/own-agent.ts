import type { AgentHost } from "../../../../shared/model/index.ts";
import { type Agent, type AgentStay, openAgent, type Surroundings } from "../../../agent/index.ts";
import { claimInstance, type Instance } from "../../../agent/instance/index.ts";
import { type OpenedLog, openLog } from "../../../agent/log/index.ts";
import { type AppFolders, idleSeconds, networkNow, powerNow } from "../../../platform/index.ts";
import { findDefaultRepository, openSurroundings } from "../default-repository.ts";
import type { Environment } from "../environment.ts";
import { VERSION } from "../version.ts";

/** The agent of this user, in this process. */
export interface OwnAgent {
  readonly agent: Agent;
  readonly instance: Instance;
  readonly log: OpenedLog;
  readonly folders: AppFolders;
  /** Where its passphrases are kept, and why not in the keychain if they are not. */
  readonly secrets: Awaited<ReturnType<typeof openSurroundings>>["secrets"];
  /** Ends its runs safely, then lets others be the agent. */
  close(): Promise<void>;
}

/**
 * Puts the agent together: this user's folders, secrets and log, and the repository that the command line made by itself.
 *
 * @throws {AgentAlreadyRunning} another process is the agent of this user
 */
export async function openOwnAgent(env: Environment, stay: AgentStay, host: AgentHost = "headless"): Promise<OwnAgent> {
  const { folders, secrets } = await openSurroundings(env);
  const instance = await claimInstance({ folder: folders.data });
  try {
    const log = openLog({ folder: folders.logs });
    const known = await findDefaultRepository(folders);
    const knownRepositories = known === undefined ? [] : [{ ...known, name: "This computer" }];
    const agent = await openAgent({
      ...{ folders, secrets, version: VERSION, log, knownRepositories, stay, host },
      surroundings: lookAround,
    });
    return { agent, instance, log, folders, secrets, close: () => closeAll(agent, instance, log) };
  } catch (error) {
    await instance.release();
    throw error;
  }
}

/** Without a display nobody can be seen at work; what the login manager knows decides about conditions only. */
async function lookAround(): Promise<Surroundings> {
  const [power, network, idle] = await Promise.all([powerNow(), networkNow(), idleSeconds()]);
  return { ...power, ...network, ...(idle === undefined ? {} : { idleSeconds: idle }) };
}

async function closeAll(agent: Agent, instance: Instance, log: OpenedLog): Promise<void> {
  try {
    await agent.close();
  } finally {
    await instance.release();
    await log.close();
  }
}
