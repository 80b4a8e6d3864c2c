import { MessageChannelMain, type MessagePortMain } from "electron";
import type { AgentProcess } from "./agent-process.ts";

/** Hands the page a port to the agent: at once, or as soon as there is one. */
export class PortDesk {
  #agent: AgentProcess | undefined;
  #waiting: ((port: MessagePortMain) => void) | undefined;

  /** There is an agent that answers. */
  open(agent: AgentProcess): void {
    this.#agent = agent;
    const take = this.#waiting;
    this.#waiting = undefined;
    if (take !== undefined) this.ask(take);
  }

  /** There is none any more; the ports that were handed out close by themselves. */
  shut(): void {
    this.#agent = undefined;
  }

  /** Of several wishes only the last is waited for: there is one page, and it may have been loaded anew. */
  ask(take: (port: MessagePortMain) => void): void {
    if (this.#agent === undefined) {
      this.#waiting = take;
      return;
    }
    const { port1, port2 } = new MessageChannelMain();
    this.#agent.answerOn(port1);
    take(port2);
  }
}
