import { type ClientContext, type ClientLink, createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { ContractRouterClient } from "@orpc/contract";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import type { Contract } from "../../shared/api/index.ts";
import { askForPort } from "./ask-for-port.ts";
import { reviveError } from "./errors.ts";

/** How pages of the loopback server call. */
const httpLink: ClientLink<ClientContext> = new RPCLink({
  url: () => `${location.origin}/rpc`,
  // Same origin: the cookie that the one-time link left goes along.
  fetch: (request, init) => fetch(request, { ...init, credentials: "same-origin" }),
  interceptors: [
    async ({ next }) => {
      try {
        return await next();
      } catch (error) {
        throw reviveError(error);
      }
    },
  ],
});

/** The page came from the agent's server, which has more to show: the description of its calls. */
export function hasServer(): boolean {
  return location.protocol === "http:";
}

let portLink: Promise<ClientLink<ClientContext>> | undefined;

/** Only the loopback server speaks plain HTTP. The desktop's window has a scheme of its own, no server, and a port to the agent. */
function chosenLink(): ClientLink<ClientContext> | Promise<ClientLink<ClientContext>> {
  if (hasServer()) return httpLink;
  portLink ??= import("./port-link.ts").then(({ PortLink }) => new PortLink(askForPort));
  return portLink;
}

const link: ClientLink<ClientContext> = {
  call: async (path, input, options) => (await chosenLink()).call(path, input, options),
};

/** The agent, called as the contract says: `client.plans.start({ planId })`. Failures are AppErrors or bugs. */
export const client: ContractRouterClient<Contract> = createORPCClient(link);

/** The same calls for TanStack Query: `useQuery(api.plans.list.queryOptions())`. */
export const api = createTanstackQueryUtils(client);
