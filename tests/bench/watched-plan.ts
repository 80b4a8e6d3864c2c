import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DEFAULT_FILTER, type PlanId, type Run, type RunId } from "../../shared/model/index.ts";
import { type RunningAgent, startAgentProcess } from "../support/agent-process.ts";
import { parseOwnCpu, processMemory } from "./process-tree.ts";
import type { Sample } from "./statistics.ts";
import { PASSWORD } from "./tools/tool.ts";

const LOOK_MS = 2;
const LONGEST_MS = 30 * 60 * 1000;

/** An agent with a plan for one folder, whose changes it watches. */
export class WatchedPlan {
  readonly #folder: string;
  readonly #source: string;
  readonly #signal: AbortSignal;
  #agent: RunningAgent | undefined;
  #process: ChildProcess | undefined;
  #planId: PlanId | undefined;

  /** @param folder empty; for the repository and what the agent keeps */
  constructor(folder: string, source: string, signal: AbortSignal) {
    this.#folder = folder;
    this.#source = source;
    this.#signal = signal;
  }

  /** Starts the agent, and waits until it watches. @returns how long that took and what the agent's memory is then */
  async begin(): Promise<Sample> {
    const start = performance.now();
    this.#agent = await startAgentProcess({ home: join(this.#folder, "home") }, (child) => {
      this.#process = child;
      this.#signal.addEventListener("abort", () => child.kill("SIGKILL"), { once: true });
    });
    if (this.#planId === undefined) await this.#makePlan();
    await this.#until(async (client, planId) => (await client.plans.get({ planId })).watch.state === "watching");
    const { cpu, memory } = this.#used();
    return { wall: performance.now() - start, cpu, memory };
  }

  /** @returns what the run cost: wall from the call to its end, processor time of the agent, its memory after it */
  async backUp(): Promise<Sample & { readonly run: Run }> {
    const { client } = this.#running;
    const before = this.#used();
    const start = performance.now();
    const { runIds } = await client.plans.start({ planId: this.#plan });
    const runId = runIds[0] as RunId; // the plan has one target
    const run = await this.#until(async () => {
      const found = await client.runs.get({ runId });
      return found.state === "ended" ? found : undefined;
    });
    const wall = performance.now() - start;
    if (run.outcome !== "completed" && run.outcome !== "warnings") throw new Error(`a run ${run.outcome}`);
    const { cpu, memory } = this.#used();
    return { wall, cpu: cpu - before.cpu, memory, run };
  }

  /** Waits until nothing runs any more, and then for so long. */
  async rest(ms: number): Promise<void> {
    await this.#until(async (client) => {
      const { runsRunning, runsQueued } = await client.agent.status();
      return runsRunning + runsQueued === 0;
    });
    await sleep(ms, undefined, { signal: this.#signal });
  }

  /** @returns what the agent costs in so many milliseconds in which nobody asks it for anything, and its memory at their end */
  async idle(ms: number): Promise<Sample> {
    const before = this.#used();
    const start = performance.now();
    await sleep(ms, undefined, { signal: this.#signal });
    const { cpu, memory } = this.#used();
    return { wall: performance.now() - start, cpu: cpu - before.cpu, memory };
  }

  async end(): Promise<void> {
    await this.#agent?.stop();
    this.#agent = undefined;
    this.#process?.kill("SIGKILL");
  }

  async #makePlan(): Promise<void> {
    const { client } = this.#running;
    const place = { location: join(this.#folder, "repository"), passphrase: PASSWORD, keepInFile: true };
    const { target } = await client.targets.create(place);
    const filter = { ...DEFAULT_FILTER, useDefaultExcludes: false };
    const choices = { name: "Bench", folders: [this.#source], filter, targetIds: [target.id] };
    this.#planId = (await client.plans.create(choices)).plan.id;
  }

  async #until<T>(look: (client: RunningAgent["client"], planId: PlanId) => Promise<T>): Promise<NonNullable<T>> {
    for (const end = performance.now() + LONGEST_MS; performance.now() < end; await sleep(LOOK_MS)) {
      this.#signal.throwIfAborted();
      const found = await look(this.#running.client, this.#plan);
      // Whatever is neither false nor nothing is what was looked for.
      if (found) return found;
    }
    throw new Error("the agent took too long");
  }

  /** So far. */
  #used(): { readonly cpu: number; readonly memory: number } {
    const { pid } = this.#running;
    const cpu = parseOwnCpu(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return { cpu, memory: processMemory(pid)?.resident ?? 0 };
  }

  get #running(): RunningAgent {
    if (this.#agent === undefined) throw new Error("the agent does not run");
    return this.#agent;
  }

  get #plan(): PlanId {
    if (this.#planId === undefined) throw new Error("there is no plan");
    return this.#planId;
  }
}
