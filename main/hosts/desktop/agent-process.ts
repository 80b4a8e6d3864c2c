import { createInterface } from "node:readline";
import type { UtilityProcess } from "electron";
import { AgentEnded } from "./errors.ts";

/** The line by which `holdfast serve --json` tells where its window is. */
export interface Serving {
  readonly message_type: "serving";
  /** Works once. */
  readonly url: string;
  /** False if another process is the agent; this one only told where that is. */
  readonly new: boolean;
}

/** How long the agent may take to bring its runs to a safe stop. */
const STOP_MS = 30_000;

/** What is kept of what it says to be shown if it dies. */
const MOST_LINES = 12;
const MOST_CHARACTERS = 300;

/** The agent in a process of its own, so that no window and no menu ever waits for a backup. */
export class AgentProcess {
  /** Its exit code, 0 after an end in peace. */
  readonly ended: Promise<number | null>;
  readonly #process: UtilityProcess;
  readonly #lines: string[] = [];

  /** @param process one that runs `holdfast serve --no-open --json`, with its output and its errors piped */
  constructor(process: UtilityProcess) {
    this.#process = process;
    this.ended = new Promise((resolve) => {
      process.once("exit", resolve);
    });
    if (process.stderr !== null) createInterface({ input: process.stderr }).on("line", (line) => this.#keep(line));
  }

  /** The last lines that it wrote as errors. */
  get lastLines(): readonly string[] {
    return this.#lines;
  }

  /** Where its window is. @throws {AgentEnded} it ended before it told */
  async serving(): Promise<Serving> {
    const { stdout } = this.#process;
    if (stdout === null) throw new AgentEnded(0);
    for await (const line of createInterface({ input: stdout })) {
      const told = servingOf(line);
      if (told === undefined) continue;
      stdout.resume(); // what it may still say is dropped, so that it never waits for a reader
      return told;
    }
    throw new AgentEnded((await this.ended) ?? -1);
  }

  /** Asks it to end, and waits until its runs are safe; after a while no longer. */
  async stop(): Promise<void> {
    this.#process.kill();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, STOP_MS);
    });
    await Promise.race([this.ended, late]);
    clearTimeout(timer);
  }

  #keep(line: string): void {
    this.#lines.push(line.slice(0, MOST_CHARACTERS));
    if (this.#lines.length > MOST_LINES) this.#lines.shift();
  }
}

function servingOf(line: string): Serving | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isServing = typeof value === "object" && value !== null && "url" in value && typeof value.url === "string";
    // Lines of other kinds have no url.
    return isServing ? (value as Serving) : undefined;
  } catch {
    return undefined; // not data: something a library said
  }
}
