import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Moment } from "../../../shared/model/index.ts";

/** Where a running agent answers. */
export interface AgentAddress {
  readonly pid: number;
  /** Such as `http://127.0.0.1:43210`. */
  readonly origin: string;
  /** Whoever shows it is the user: it is read from a file that only they can read. */
  readonly secret: string;
  readonly version: string;
  readonly startedAt: Moment;
}

/** The file in which an agent says where it answers. */
export function addressFile(folder: string): string {
  return join(folder, "agent.json");
}

/**
 * The agent that runs for this profile, as far as can be told without asking it: undefined when there is no address, it cannot
 * be read, or its process is gone. A process that has the number of a dead agent's by chance does not answer at its origin.
 *
 * Loads no native package: the command line looks at each start.
 */
export async function findAgent({ folder }: { readonly folder: string }): Promise<AgentAddress | undefined> {
  const text = await readFile(addressFile(folder), "utf8").catch(() => undefined);
  const address = text === undefined ? undefined : parseAddress(text);
  return address !== undefined && isAlive(address.pid) ? address : undefined;
}

// By hand and not by a schema, which would have the command line load a package for five fields.
function parseAddress(text: string): AgentAddress | undefined {
  try {
    const { pid, origin, secret, version, startedAt } = JSON.parse(text) as Partial<Record<string, unknown>>; // or throws
    if (typeof pid !== "number" || !Number.isSafeInteger(pid) || pid <= 0) return undefined;
    if (typeof origin !== "string" || !URL.canParse(origin)) return undefined;
    if (typeof secret !== "string" || typeof version !== "string" || typeof startedAt !== "number") return undefined;
    return { pid, origin, secret, version, startedAt };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // sends nothing
    return true;
  } catch (error) {
    // There, but another user's: such as the number of a dead agent's process given out anew.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
