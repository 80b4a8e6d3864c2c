import { createInterface } from "node:readline";
import type { MessagePortMain, UtilityProcess } from "electron";
import type { AgentMessage, HostMessage } from "./messages.ts";

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

  /** @param process one that runs agent-entry.ts, with its errors piped */
  constructor(process: UtilityProcess, onMessage: (message: AgentMessage) => void) {
    this.#process = process;
    this.ended = new Promise((resolve) => {
      process.once("exit", resolve);
    });
    process.on("message", onMessage); // our own program's: messages.ts has what it says
    if (process.stderr !== null) createInterface({ input: process.stderr }).on("line", (line) => this.#keep(line));
  }

  /** The last lines that it wrote as errors. */
  get lastLines(): readonly string[] {
    return this.#lines;
  }

  /** Has calls answered that come in at a port. @param port one end of a channel; the caller keeps the other */
  answerOn(port: MessagePortMain): void {
    this.#say({ type: "port" }, [port]);
  }

  /** Asks it to end, and waits until its runs are safe; after a while no longer. */
  async stop(): Promise<void> {
    this.#say({ type: "stop" });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => resolve(void this.#process.kill()), STOP_MS);
    });
    await Promise.race([this.ended, late]);
    clearTimeout(timer);
  }

  #say(message: HostMessage, ports: MessagePortMain[] = []): void {
    this.#process.postMessage(message, ports);
  }

  #keep(line: string): void {
    this.#lines.push(line.slice(0, MOST_CHARACTERS));
    if (this.#lines.length > MOST_LINES) this.#lines.shift();
  }
}
