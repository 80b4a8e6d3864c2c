import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DEFAULT_FILTER, type PlanId, type Run, type RunId } from "../../shared/model/index.ts";
import { type RunningAgent, startAgent } from "../support/agent.ts";

export const PASSPHRASE = "correct horse battery staple";
const PAUSE_MS = 20;
const LONGEST_RUN_MS = 60_000;

/** An agent with one plan, which can be ended and begun again, and asked to back up. */
export class SoakedAgent {
  readonly repository: string;
  readonly #home: string;
  readonly #source: string;
  readonly #launcher: readonly string[] | undefined;
  #agent: RunningAgent | undefined;
  #planId: PlanId | undefined;

  /** @param launcher a command that starts the agent's process, with what it needs before the program */
  constructor(folder: string, source: string, launcher?: readonly string[]) {
    this.repository = join(folder, "drive", "Holdfast");
    this.#home = join(folder, "home");
    this.#source = source;
    this.#launcher = launcher;
  }

  get pid(): number {
    return this.#running.pid;
  }

  get client(): RunningAgent["client"] {
    return this.#running.client;
  }

  get planId(): PlanId {
    if (this.#planId === undefined) throw new Error("there is no plan yet");
    return this.#planId;
  }

  async begin(): Promise<void> {
    const launcher = this.#launcher === undefined ? {} : { launcher: this.#launcher };
    this.#agent = await startAgent({ home: this.#home, ...launcher });
    if (this.#planId !== undefined) return;
    const place = { name: "Blue", location: this.repository, passphrase: PASSPHRASE, keepInFile: true };
    const { target } = await this.client.targets.create(place);
    const choices = { name: "Soak", folders: [this.#source], filter: DEFAULT_FILTER, targetIds: [target.id] };
    this.#planId = (await this.client.plans.create(choices)).plan.id;
  }

  /** Backs up, and waits for the end. @returns undefined when the agent was killed meanwhile */
  async backUp(): Promise<Run | undefined> {
    const agent = this.#running;
    try {
      const { runIds } = await agent.client.plans.start({ planId: this.planId });
      return await ended(agent, runIds[0] as RunId); // the plan has one target
    } catch (error) {
      if (this.#agent === agent) throw error;
      return undefined;
    }
  }

  /** Until all folders are watched, or as many as the system lets. */
  async watching(): Promise<void> {
    for (const until = Date.now() + LONGEST_RUN_MS; Date.now() < until; await sleep(PAUSE_MS)) {
      const { watch } = await this.client.plans.get({ planId: this.planId });
      if (watch.state !== "starting" && (watch.state !== "off" || watch.limit !== undefined)) return;
    }
    throw new Error("the plan's folders are not watched");
  }

  /** After a kill; otherwise nothing. */
  async beginAgain(): Promise<void> {
    if (this.#agent === undefined) await this.begin();
  }

  async kill(): Promise<void> {
    const agent = this.#running;
    this.#agent = undefined;
    await agent.kill();
  }

  async end(): Promise<void> {
    await this.#agent?.kill();
    this.#agent = undefined;
  }

  get #running(): RunningAgent {
    if (this.#agent === undefined) throw new Error("the agent does not run");
    return this.#agent;
  }
}

async function ended({ client }: RunningAgent, runId: RunId): Promise<Run> {
  for (const until = Date.now() + LONGEST_RUN_MS; Date.now() < until; await sleep(PAUSE_MS)) {
    const run = await client.runs.get({ runId });
    if (run.state === "ended") return run;
  }
  throw new Error("a run did not end");
}
