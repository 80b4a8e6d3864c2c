import type { LiveEvent, Topic } from "../../../../shared/api/index.ts";
import type { Run, RunId } from "../../../../shared/model/index.ts";
import type { Clock } from "../../../agent/clock/index.ts";
import type { AgentClient } from "../../headless/agent-client/index.ts";
import type { AgentState } from "./agent-state.ts";

/** The calls that the state is made of. */
export interface StateCalls {
  readonly agent: Pick<AgentClient["agent"], "watch">;
  readonly plans: Pick<AgentClient["plans"], "list">;
  readonly targets: Pick<AgentClient["targets"], "list">;
  readonly preferences: Pick<AgentClient["preferences"], "get">;
}

export interface WatcherParts {
  /** Told at each change; undefined while no agent answers. */
  readonly onState: (state: AgentState | undefined) => void;
  readonly clock: Clock;
}

/** The line broke although nobody said that the agent is gone: it is tried again so soon. */
const AGAIN_MS = 2000;
/** Of what the agent tells, this decides about what is shown. */
const TOPICS: readonly Topic[] = ["plans", "targets", "preferences", "proof"];

/** Knows the state of the agent, as long as there is one, by its event stream. */
export class AgentWatcher {
  readonly #parts: WatcherParts;
  #following: AbortController | undefined;

  constructor(parts: WatcherParts) {
    this.#parts = parts;
  }

  /** From now on this agent is the one. */
  follow(calls: StateCalls): void {
    this.#following?.abort();
    this.#following = new AbortController();
    void this.#keepFollowing(calls, this.#following.signal);
  }

  /** The agent is gone. */
  lose(): void {
    if (this.#following === undefined) return;
    this.#following.abort();
    this.#following = undefined;
    this.#parts.onState(undefined);
  }

  async #keepFollowing(calls: StateCalls, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#followOnce(calls, signal);
      } catch {
        // Whatever broke the line, the next one begins anew with all there is to know.
      }
      if (signal.aborted) return;
      this.#parts.onState(undefined);
      await pause(this.#parts.clock, AGAIN_MS, signal);
    }
  }

  async #followOnce(calls: StateCalls, signal: AbortSignal): Promise<void> {
    const known = new Known();
    for await (const event of await calls.agent.watch(undefined, { signal })) {
      if (!known.takes(event)) continue;
      if (known.isStale) await known.ask(calls);
      const state = known.state();
      if (state !== undefined && !signal.aborted) this.#parts.onState(state);
    }
  }
}

/** What was heard on one line. */
class Known {
  readonly #runs = new Map<RunId, Run>();
  #startedAt = 0;
  #lists: Pick<AgentState, "plans" | "targets" | "preferences"> | undefined;
  isStale = false;

  /** @returns whether it says anything new */
  takes(event: LiveEvent): boolean {
    switch (event.type) {
      case "hello":
        this.#runs.clear();
        for (const run of event.runs) this.#runs.set(run.id, run);
        this.#startedAt = event.status.startedAt;
        this.isStale = true;
        return true;
      case "run":
        if (event.run.state === "ended") this.#runs.delete(event.run.id);
        else this.#runs.set(event.run.id, event.run);
        // How a run ended decides about its plan.
        this.isStale ||= event.run.state === "ended";
        return true;
      case "changed":
        this.isStale = event.topics.some((topic) => TOPICS.includes(topic));
        return this.isStale;
      case "alive":
        return false;
    }
  }

  async ask(calls: StateCalls): Promise<void> {
    this.isStale = false;
    const [plans, targets, preferences] = await Promise.all([
      calls.plans.list(),
      calls.targets.list(),
      calls.preferences.get(),
    ]);
    this.#lists = { plans, targets, preferences };
  }

  state(): AgentState | undefined {
    if (this.#lists === undefined) return undefined;
    const runs = [...this.#runs.values()].sort((a, b) => rank(a) - rank(b) || a.queuedAt - b.queuedAt);
    return { ...this.#lists, runs, startedAt: this.#startedAt };
  }
}

function rank({ state }: Run): number {
  return state === "running" ? 0 : 1;
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      callOff();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const callOff = clock.after(ms, end);
    signal.addEventListener("abort", end);
  });
}
