import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { Flow } from "./flow.ts";
import {
  END,
  failureFrom,
  type JobMessage,
  type JobTable,
  type ThreadMessage,
  type ThreadOrder,
  type ThreadStart,
} from "./messages.ts";
import { ProgressBoard } from "./progress-board.ts";

/** Answers of a thread, one for each kind of job. Jobs of one thread run one after the other. */
export type JobHandlers<Jobs extends JobTable> = {
  readonly [Kind in keyof Jobs]: (input: Jobs[Kind]["input"]) => Jobs[Kind]["output"] | Promise<Jobs[Kind]["output"]>;
};

/** What a job can use of its thread. */
export interface ThreadContext {
  readonly flow: Flow;
  board<Name extends string>(): ProgressBoard<Name>;
  /** Tells the caller something while the job still runs. At most `limit` events are under way over all threads. */
  emit(name: string, payload: unknown, transfer: readonly ArrayBuffer[], limit: number): void;
  /** Gives these buffers away with the job's answer instead of copying them. */
  giveAway(...buffers: readonly ArrayBuffer[]): void;
  /** A buffer of at least this size that the caller has done with, if there is one. */
  spareBuffer(bytes: number): ArrayBuffer | undefined;
}

/** Turns this thread into one of a pool: `makeHandlers` gets the pool's setup and returns the answers. */
export function serveJobs<Setup, Jobs extends JobTable>(
  makeHandlers: (setup: Setup, context: ThreadContext) => JobHandlers<Jobs>,
): void {
  const port = parentPort;
  if (port === null) throw new Error("serveJobs must run in a worker thread");
  // The pool starts a thread with exactly this, and with the setup its entry expects.
  const start = workerData as ThreadStart;
  const context = new Context(port, start);
  const handlers = makeHandlers(start.setup as Setup, context);
  let last: Promise<void> = Promise.resolve();
  let isEnding = false;
  port.on("message", (order: ThreadOrder) => {
    if (order === END) {
      isEnding = true;
      last = last.then(() => endThread(port, start));
    } else {
      last = last.then(() => (isEnding ? undefined : answer(port, context, handlers, order)));
    }
  });
}

/** Without anything to listen to, it ends by itself. */
function endThread(port: MessagePort, { spareBuffers }: ThreadStart): void {
  spareBuffers.close();
  port.close();
}

async function answer<Jobs extends JobTable>(
  port: MessagePort,
  context: Context,
  handlers: JobHandlers<Jobs>,
  message: JobMessage,
): Promise<void> {
  const { job, kind } = message;
  try {
    context.flow.follow(message.generation);
    const handler = handlers[kind];
    if (handler === undefined) throw new Error(`no job is called ${kind}`);
    const output: unknown = await handler(message.input);
    const done: ThreadMessage = { type: "done", job, output };
    port.postMessage(done, context.takeGivenAway());
  } catch (error) {
    context.takeGivenAway();
    const failed: ThreadMessage = { type: "failed", job, failure: failureFrom(error) };
    port.postMessage(failed);
  }
}

class Context implements ThreadContext {
  readonly flow: Flow;
  readonly #port: MessagePort;
  readonly #start: ThreadStart;
  #givenAway: ArrayBuffer[] = [];

  constructor(port: MessagePort, start: ThreadStart) {
    this.#port = port;
    this.#start = start;
    this.flow = new Flow(start.flow);
  }

  board<Name extends string>(): ProgressBoard<Name> {
    return ProgressBoard.attach<Name>(this.#start.progress, this.#start.slot);
  }

  emit(name: string, payload: unknown, transfer: readonly ArrayBuffer[], limit: number): void {
    this.flow.enter(limit);
    const event: ThreadMessage = { type: "event", name, payload };
    this.#port.postMessage(event, [...transfer]);
  }

  giveAway(...buffers: readonly ArrayBuffer[]): void {
    this.#givenAway.push(...buffers);
  }

  takeGivenAway(): ArrayBuffer[] {
    const buffers = this.#givenAway;
    this.#givenAway = [];
    return buffers;
  }

  spareBuffer(bytes: number): ArrayBuffer | undefined {
    for (;;) {
      const received = receiveMessageOnPort(this.#start.spareBuffers);
      if (received === undefined) return undefined;
      // Only `WorkerPool.giveBack` writes to this port.
      const buffer = received.message as ArrayBuffer;
      if (buffer.byteLength >= bytes) return buffer;
    }
  }
}
