import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { writePrivateFile } from "../../platform/index.ts";
import { holdExclusively } from "../catalog/index.ts";
import { type AgentAddress, addressFile, findAgent } from "./address.ts";
import { AgentAlreadyRunning } from "./errors.ts";

/** The right to be the agent of a profile. The system takes it back when the process ends, however it ends. */
export interface Instance {
  /** Says where this agent answers, for `findAgent`. */
  announce(address: AgentAddress): Promise<void>;
  /** No longer the agent; the address is gone. */
  release(): Promise<void>;
}

/**
 * Makes this process the one agent of a profile.
 *
 * @throws {AgentAlreadyRunning} @throws {DatabaseUnusable} the folder cannot be written to
 */
export async function claimInstance({ folder }: { readonly folder: string }): Promise<Instance> {
  const hold = holdExclusively(join(folder, "agent.lock"));
  if (hold === undefined) throw new AgentAlreadyRunning(folder, await findAgent({ folder }));
  const withdraw = () => rm(addressFile(folder), { force: true });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await withdraw(); // of an agent that died
  } catch (error) {
    hold.release();
    throw error;
  }
  let isReleased = false;
  return {
    announce: (address) => writePrivateFile(addressFile(folder), `${JSON.stringify(address, undefined, 2)}\n`),
    release: async () => {
      if (isReleased) return; // the address may be another agent's by now
      isReleased = true;
      try {
        await withdraw();
      } finally {
        hold.release();
      }
    },
  };
}
