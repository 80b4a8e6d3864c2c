import type { UtilityProcess } from "electron";
import { AgentProcess } from "./agent-process.ts";
import type { AgentMessage } from "./messages.ts";

/** What the keeper needs; tests hand in their own clock. */
export interface KeeperParts {
  /** Starts the agent's process. */
  readonly start: () => UtilityProcess;
  /** It said where the agent is: at first, and again after each new start. */
  readonly onMessage: (message: AgentMessage, agent: AgentProcess) => void;
  /** The process is gone, and with it all that it said. */
  readonly onGone: () => void;
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

  /** Resolves when the agent ended in peace: stopped by this keeper, or from a terminal. */
  async run(): Promise<void> {
    const { now, onGone, onTrouble, wait } = this.#parts;
    let failures = 0;
    while (!this.#over.signal.aborted) {
      const startedAt = now();
      const agent = this.#start();
      const code = await agent.ended;
      onGone();
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

  #start(): AgentProcess {
    const { start, onMessage } = this.#parts;
    const agent = new AgentProcess(start(), (message) => onMessage(message, agent));
    this.#agent = agent;
    return agent;
  }
}
