import { randomUUID } from "node:crypto";
import type { LiveEvent } from "../../shared/api/index.ts";
import { AppError } from "../../shared/errors/index.ts";
import {
  type AgentStatus,
  DEFAULT_PREFERENCES,
  NOT_WATCHED,
  type Plan,
  PlanId,
  type PlanState,
} from "../../shared/model/index.ts";
import type { AnsweringAgent } from "./answering-agent.ts";

class NoSuchPlan extends AppError {
  readonly code = "agent/plan-unknown";
  readonly hint = "See the list.";
}

/** An agent that keeps plans in memory and tells of nothing but its state; a test replaces the parts it is about. */
export class MemoryAgent implements AnsweringAgent {
  readonly #plans = new Map<PlanId, Plan>();
  /** Streams that go on at this moment. */
  watchers = 0;
  isAskedToStop = false;
  readonly plans: AnsweringAgent["plans"] = {
    list: () => [...this.#plans.values()].map(stateOf),
    get: ({ planId }) => stateOf(this.#found(planId)),
    create: (choices) => {
      const plan = { ...choices, id: PlanId.parse(randomUUID()), createdAt: 0 };
      this.#plans.set(plan.id, plan);
      return stateOf(plan);
    },
    update: ({ planId, choices }) => stateOf({ ...this.#found(planId), ...choices }),
    remove: ({ planId }) => void this.#plans.delete(planId),
    start: () => ({ runIds: [] }),
    ...{ previewKeep: unasked, tidy: unasked, acceptMassChange: unasked, forecast: unasked },
  };
  readonly targets: AnsweringAgent["targets"] = {
    ...{ list: () => [], get: unasked, inspect: unasked, create: unasked, adopt: unasked, unlock: unasked },
    ...{ tryConnection: unasked, changeAccess: unasked, setOffSite: unasked },
    ...{ rename: unasked, remove: unasked, saveRecoveryKit: unasked, check: unasked, tidy: unasked, repair: unasked },
  };
  readonly runs: AnsweringAgent["runs"] = {
    list: () => ({ runs: [], hasMore: false }),
    ...{ get: unasked, cancel: unasked, problems: unasked, log: unasked },
  };
  readonly snapshots: AnsweringAgent["snapshots"] = { list: () => [], refresh: unasked, entries: unasked };
  readonly restores: AnsweringAgent["restores"] = { preview: unasked, start: unasked };
  readonly proof: AnsweringAgent["proof"] = { list: () => [], days: () => [], start: unasked };
  readonly search: AnsweringAgent["search"] = {
    ...{ find: unasked, state: unasked, rebuild: unasked, versions: unasked, compare: unasked, look: unasked },
  };
  readonly disk: AnsweringAgent["disk"] = { places: () => [], list: unasked, measure: unasked, create: unasked };

  readonly preferences: AnsweringAgent["preferences"] = {
    get: () => DEFAULT_PREFERENCES,
    ...{ update: unasked, pause: unasked, resume: unasked },
  };

  status(): AgentStatus {
    const counts = { runsRunning: 0, runsQueued: 0 };
    const life = { version: "1.2.3", pid: 4, hostname: "blue", startedAt: 1, now: 2, host: "headless" as const };
    return { ...life, ...counts, logFolder: "/logs", notices: [] };
  }

  async *watch(signal?: AbortSignal): AsyncGenerator<LiveEvent, void, void> {
    this.watchers += 1;
    try {
      yield { type: "hello", status: this.status(), runs: [] };
      if (signal?.aborted === true) return;
      await new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
    } finally {
      this.watchers -= 1;
    }
  }

  dismissNotice(): void {}

  lookAgain(): void {}

  stop(): void {
    this.isAskedToStop = true;
  }

  #found(planId: PlanId): Plan {
    const plan = this.#plans.get(planId);
    if (plan === undefined) throw new NoSuchPlan("There is no such plan.", { planId });
    return plan;
  }
}

function stateOf(plan: Plan): PlanState {
  return { plan, targets: [], activity: { type: "idle" }, watch: NOT_WATCHED };
}

function unasked(): never {
  throw new Error("asked for what this agent does not have, at /secret/place");
}
