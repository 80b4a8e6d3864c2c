import { createInterface } from "node:readline";
import type { UtilityProcess } from "electron";
import { AgentEnded } from "./errors.ts";

/** The line by which `holdfast serve --json` tells where its window is; the link works once. */
interface Serving {
  readonly message_type: "serving";
  readonly url: string;
}

/** How long the agent may take to bring its runs to a safe stop. */
const STOP_MS = 30_000;

/** The agent in a process of its own, so that no window and no menu ever waits for a backup. */
export class AgentProcess {
  readonly #process: UtilityProcess;
  readonly #ended: Promise<number>;

  /** @param process one that runs `holdfast serve --no-open --json`, with its standard output piped */
  constructor(process: UtilityProcess) {
    this.#process = process;
    this.#ended = new Promise((resolve) => {
      process.once("exit", resolve);
    });
  }

  /** The link that opens the window. @throws {AgentEnded} it ended before it told one */
  async link(): Promise<string> {
    const { stdout } = this.#process;
    if (stdout === null) throw new AgentEnded(0);
    for await (const line of createInterface({ input: stdout })) {
      const told = servingOf(line);
      if (told === undefined) continue;
      stdout.resume(); // what it may still say is dropped, so that it never waits for a reader
      return told.url;
    }
    throw new AgentEnded(await this.#ended);
  }

  /** Asks it to end, and waits until its runs are safe; after a while no longer. */
  async stop(): Promise<void> {
    this.#process.kill();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, STOP_MS);
    });
    await Promise.race([this.#ended, late]);
    clearTimeout(timer);
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
