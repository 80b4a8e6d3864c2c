import type { AnySchema, ContractProcedure, InferSchemaInput, InferSchemaOutput } from "@orpc/contract";
import type { Contract } from "../../shared/api/index.ts";
import type { AgentStatus } from "../../shared/model/index.ts";

type Given<Schema> = Schema extends AnySchema ? InferSchemaOutput<Schema> : never;
type Returned<Schema> = Schema extends AnySchema ? InferSchemaInput<Schema> : never;

/** The calls of one topic as methods: the validated input goes in, the output or a promise of it comes back. */
type Answers<Topic> = {
  readonly [Name in keyof Topic]: Topic[Name] extends ContractProcedure<infer Input, infer Output, infer _E, infer _M>
    ? (input: Given<Input>, signal?: AbortSignal) => Returned<Output> | Promise<Returned<Output>>
    : never;
};

/**
 * What the router asks of an agent, derived from the contract: a call that the agent does not answer in the contract's
 * shape does not compile where the host hands the agent in.
 */
export interface AnsweringAgent {
  status(): AgentStatus | Promise<AgentStatus>;
  /** Ends when the signal aborts. */
  watch(signal?: AbortSignal): Returned<OutputOf<Contract["agent"]["watch"]>>;
  dismissNotice(input: { readonly id: string }): void | Promise<void>;
  lookAgain(input: { readonly hasSlept: boolean }): void | Promise<void>;
  /** Asks the agent to end, and returns before it does. */
  stop(): void;
  readonly plans: Answers<Contract["plans"]>;
  readonly targets: Answers<Contract["targets"]>;
  readonly runs: Answers<Contract["runs"]>;
  readonly snapshots: Answers<Contract["snapshots"]>;
  readonly restores: Answers<Contract["restores"]>;
  readonly proof: Answers<Contract["proof"]>;
  readonly search: Answers<Contract["search"]>;
  readonly disk: Answers<Contract["disk"]>;
  readonly preferences: Answers<Contract["preferences"]>;
}

type OutputOf<Call> = Call extends ContractProcedure<infer _I, infer Output, infer _E, infer _M> ? Output : never;
