import { Worker } from "node:worker_threads";
import type { Clock } from "../clock/index.ts";
import type { IndexSetup } from "./index-thread.ts";
import { errorFrom, type IndexAnswer, type IndexCall, type IndexOrder } from "./messages.ts";
import type { NameIndex } from "./name-index.ts";

/** With nothing to do, the thread goes after so long; it comes back with the next call. */
const IDLE_MS = 60_000;

type Given<Call extends IndexCall> = Parameters<NameIndex[Call]>;
type Result<Call extends IndexCall> = Awaited<ReturnType<NameIndex[Call]>>;

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The index of names, in a thread of its own, which is there while it is needed. */
export class IndexClient {
  readonly #setup: IndexSetup;
  readonly #clock: Clock;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | undefined;
  #gone: Promise<void> = Promise.resolve();
  #callOffIdle = (): void => {};
  #lastId = 0;
  #isClosed = false;

  constructor(setup: IndexSetup, clock: Clock) {
    this.#setup = setup;
    this.#clock = clock;
  }

  /** @throws {DatabaseUnusable}, which is what its code says */
  async call<Call extends IndexCall>(call: Call, ...given: Given<Call>): Promise<Result<Call>> {
    // One that is leaving still holds the file.
    if (this.#thread === undefined) await this.#gone;
    if (this.#isClosed) throw new Error("the index of names is closed");
    const thread = this.#thread ?? this.#start();
    this.#callOffIdle();
    const id = ++this.#lastId;
    const order: IndexOrder = { type: "call", id, call, given };
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    thread.postMessage(order);
    // What the thread answers is what the method gives.
    return (await answer) as Result<Call>;
  }

  /** After what is under way. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#leave();
    await this.#gone;
  }

  #start(): Worker {
    const thread = new Worker(new URL("./index-thread.ts", import.meta.url), { workerData: this.#setup });
    this.#thread = thread;
    thread.on("message", (answer: IndexAnswer) => this.#hear(answer));
    thread.on("error", (error: Error) => this.#fail(error));
    this.#gone = new Promise((resolve) => {
      thread.on("exit", () => {
        if (this.#thread === thread) this.#thread = undefined;
        this.#fail(new Error("the thread of the index of names ended"));
        resolve();
      });
    });
    return thread;
  }

  #hear(answer: IndexAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("failure" in answer) waiting?.reject(errorFrom(answer.failure));
    else waiting?.resolve(answer.result);
    // One that was told to go goes by itself: a clock would keep the process.
    if (this.#waiting.size > 0 || this.#isClosed) return;
    this.#callOffIdle();
    this.#callOffIdle = this.#clock.after(IDLE_MS, () => this.#leave());
  }

  #leave(): void {
    this.#callOffIdle();
    const thread = this.#thread;
    const order: IndexOrder = { type: "close" };
    this.#thread = undefined;
    thread?.postMessage(order);
  }

  #fail(error: Error): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}
