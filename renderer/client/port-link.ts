import type { ClientContext, ClientLink, ClientOptions } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import { isStream, withErrors } from "../../shared/streams/index.ts";
import { AgentUnreachable, reviveError } from "./errors.ts";

type Options = ClientOptions<ClientContext>;

/** A port to one life of the agent. */
interface Line {
  readonly calls: RPCLink<ClientContext>;
  isLost: boolean;
}

/** A new agent takes a second to begin; who waits for longer is told. */
const PATIENCE_MS = 10_000;

/** Calls over a message port. When the agent at its other end is gone, the next call gets a new one. */
export class PortLink implements ClientLink<ClientContext> {
  readonly #connect: () => Promise<MessagePort>;
  readonly #patienceMs: number;
  #line: Promise<Line> | undefined;

  /** @param connect gives a port as soon as there is an agent */
  constructor(connect: () => Promise<MessagePort>, patienceMs: number = PATIENCE_MS) {
    this.#connect = connect;
    this.#patienceMs = patienceMs;
  }

  async call(path: readonly string[], input: unknown, options: Options): Promise<unknown> {
    this.#line ??= this.#open();
    const line = await withPatience(this.#line, this.#patienceMs, options.signal);
    // A port that closes aborts what is under way; only the caller's own wish is a cancellation.
    const inWords = (error: unknown): unknown =>
      line.isLost && options.signal?.aborted !== true ? new AgentUnreachable(error) : reviveError(error);
    try {
      const output = await line.calls.call(path, input, options);
      return isStream(output) ? withErrors(output, inWords) : output;
    } catch (error) {
      throw inWords(error);
    }
  }

  async #open(): Promise<Line> {
    const port = await this.#connect();
    const line: Line = { isLost: false, calls: new RPCLink({ port: lostFirst(port, () => this.#lose(line)) }) };
    port.start();
    return line;
  }

  #lose(line: Line): void {
    line.isLost = true;
    this.#line = undefined;
  }
}

/** Listens before anybody else: what a lost port breaks is to find that it is lost. */
function lostFirst(port: MessagePort, onLost: () => void): MessagePort {
  port.addEventListener("close", onLost);
  return port;
}

function withPatience(line: Promise<Line>, ms: number, signal: AbortSignal | undefined): Promise<Line> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new AgentUnreachable(undefined)), ms);
    const giveUp = (): void => reject(signal?.reason);
    if (signal?.aborted === true) giveUp();
    signal?.addEventListener("abort", giveUp, { once: true });
    line.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
    });
  });
}
