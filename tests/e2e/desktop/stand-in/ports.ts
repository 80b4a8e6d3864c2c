import { EventEmitter } from "node:events";
import type { MessageEvent, MessagePortMain } from "electron";

/** The ports that were handed along. Electron takes a list or no argument at all, and throws for `undefined`. */
export function transferred(rest: readonly [ports?: readonly PortStandIn[] | undefined]): readonly PortStandIn[] {
  if (rest.length === 0) return [];
  if (!Array.isArray(rest[0])) throw new TypeError("Invalid value for transfer");
  return rest[0];
}

/** A message between two processes about a port that one of them handed to the other. */
export type PortMessage =
  | { readonly type: "port-message"; readonly id: number; readonly data: unknown }
  | { readonly type: "port-close"; readonly id: number };

type Members = Pick<MessagePortMain, "postMessage" | "start" | "close">;

/** One end of a channel within a process. What arrives before it is started waits, as in Electron. */
export class PortStandIn extends EventEmitter implements Members {
  other: PortStandIn | undefined;
  #isStarted = false;
  #isClosed = false;
  #waiting: (() => void)[] = [];

  postMessage(message: unknown): void {
    const data: unknown = structuredClone(message);
    this.other?.arrive(() => this.other?.emit("message", { data, ports: [] } satisfies MessageEvent));
  }

  start(): void {
    this.#isStarted = true;
    for (const tell of this.#waiting.splice(0)) setImmediate(tell);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const { other } = this;
    setImmediate(() => {
      other?.close();
      this.emit("close");
    });
  }

  arrive(tell: () => void): void {
    if (this.#isStarted) setImmediate(tell);
    else this.#waiting.push(tell);
  }
}

export class MessageChannelMain {
  readonly port1 = new PortStandIn();
  readonly port2 = new PortStandIn();

  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}

/** The ports that went to one other process, by number: what arrives at them here is told there, and the other way round. */
export class PortRelay {
  readonly #tell: (message: PortMessage) => void;
  readonly #ports = new Map<number, PortStandIn>();
  #last = 0;

  constructor(tell: (message: PortMessage) => void) {
    this.#tell = tell;
  }

  /** @returns the number under which the port is known there */
  give(port: PortStandIn): number {
    this.#last += 1;
    this.#connect(this.#last, port);
    return this.#last;
  }

  /** @returns the port that the other process gave under this number */
  take(id: number): PortStandIn {
    const { port1, port2 } = new MessageChannelMain();
    this.#connect(id, port1);
    return port2;
  }

  hear(message: PortMessage): void {
    const port = this.#ports.get(message.id);
    if (message.type === "port-message") port?.postMessage(message.data);
    else this.#end(message.id);
  }

  /** The other process is gone. */
  endAll(): void {
    for (const id of this.#ports.keys()) this.#end(id);
  }

  #connect(id: number, port: PortStandIn): void {
    this.#ports.set(id, port);
    port.on("message", ({ data }: MessageEvent) => this.#tell({ type: "port-message", id, data }));
    port.on("close", () => {
      if (this.#ports.delete(id)) this.#tell({ type: "port-close", id });
    });
    port.start();
  }

  #end(id: number): void {
    const port = this.#ports.get(id);
    this.#ports.delete(id);
    port?.close();
  }
}
