import type { ContractRouterClient } from "@orpc/contract";
import type { Contract } from "../../../../shared/api/index.ts";

/** The contract's calls, whoever answers them. What the agent refuses is thrown as an AppError. */
export type AgentClient = ContractRouterClient<Contract>;
