import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { ContractRouterClient } from "@orpc/contract";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import type { Contract } from "../../shared/api/index.ts";
import { reviveError } from "./errors.ts";

const link = new RPCLink({
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

/** The agent, called as the contract says: `client.plans.start({ planId })`. Failures are AppErrors or bugs. */
export const client: ContractRouterClient<Contract> = createORPCClient(link);

/** The same calls for TanStack Query: `useQuery(api.plans.list.queryOptions())`. */
export const api = createTanstackQueryUtils(client);
