import type { UtilityProcess } from "electron";
import { AgentProcess, type Serving } from "./agent-process.ts";
import { AgentEnded } from "./errors.ts";

/** What the keeper needs; tests hand in their own clock. */
export interface KeeperParts {
  /** Starts the agent's process. */
  readonly start: () => UtilityProcess;
  /** It answers: at first, and again after each new start. */
  readonly onServing: (serving: Serving) => void;
  /** It has died several times in a row. @param lines the last that it wrote as errors */
  readonly onTrouble: (failures: number, lines: readonly string[]) => void;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when the signal fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;
/** An agent that lived for this long was well; what kills it later is a new story. */
const STEADY_MS = 60_000;
/** Told once in a story: the first deaths are made good without a word. */
const TELL_AT = 3;

/** Keeps an agent running: one that dies is started again, after a pause that doubles as long as it keeps dying. */
export class AgentKeeper {
  readonly #parts: KeeperParts;
  readonly #over = new AbortController();
  #agent: AgentProcess | undefined;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /** Resolves when the agent ended in peace: stopped by this keeper, from a terminal, or because another process is the agent. */
  async run(): Promise<void> {
    const { now, onTrouble, wait } = this.#parts;
    let failures = 0;
    while (!this.#over.signal.aborted) {
      const startedAt = now();
      const agent = new AgentProcess(this.#parts.start());
      this.#agent = agent;
      const code = await this.#liveOnce(agent);
      if (code === 0 || this.#over.signal.aborted) return;
      failures = now() - startedAt >= STEADY_MS ? 1 : failures + 1;
      if (failures === TELL_AT) onTrouble(failures, agent.lastLines);
      await wait(Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS), this.#over.signal);
    }
  }

  /** Brings the agent's runs to a safe stop and starts no other one. */
  async stop(): Promise<void> {
    this.#over.abort();
    await this.#agent?.stop();
  }

  /** @returns the exit code */
  async #liveOnce(agent: AgentProcess): Promise<number | null> {
    try {
      this.#parts.onServing(await agent.serving());
    } catch (error) {
      if (!(error instanceof AgentEnded)) throw error;
    }
    return agent.ended;
  }
}
