import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { AgentAddress } from "../../../agent/instance/address.ts";
import type { AgentClient } from "./calls.ts";
import { AgentUnreachable, reviving } from "./failures.ts";

/** The contract's calls of the running agent. */
export function httpClient({ origin, secret }: AgentAddress): AgentClient {
  const headers = { Authorization: `Bearer ${secret}` };
  const intercept = reviving(origin);
  return createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers, interceptors: [intercept] }));
}

/** Asks the running agent to end; it answers first. */
export async function stopRunning(address: AgentAddress): Promise<void> {
  await httpClient(address).agent.stop();
}

/** A new one-time link to the window of the running agent. @throws {AgentUnreachable} */
export async function askForLink({ origin, secret }: AgentAddress): Promise<string> {
  try {
    // The path is the one of main/hosts/headless/server, which is not loaded for this.
    const headers = { Authorization: `Bearer ${secret}` };
    const answer = await fetch(`${origin}/command-line/link`, { method: "POST", headers });
    const { url } = (await answer.json()) as { url?: unknown };
    if (typeof url === "string") return url;
    throw new Error(`The answer ${answer.status} has no link.`);
  } catch (error) {
    throw new AgentUnreachable(origin, error);
  }
}
