import { availableParallelism } from "node:os";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { Flow } from "./flow.ts";
import {
  END,
  errorFrom,
  type JobMessage,
  type JobTable,
  type ThreadMessage,
  type ThreadOrder,
  type ThreadStart,
} from "./messages.ts";
import { ProgressBoard } from "./progress-board.ts";

/** Jobs handed to a thread ahead of time, so that it never waits for the caller between two of them. */
const JOBS_AHEAD = 2;

/**
 * New objects of a thread die young, and with them the memory outside the heap that they hold. With the default the
 * collector comes so rarely that a restore of 50,000 files took 540 MB; with this, 370 MB, for no more processor time.
 */
const YOUNG_GENERATION_MB = 16;

interface WaitingJob {
  readonly message: JobMessage;
  readonly transfer: readonly ArrayBuffer[];
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly slot: number;
  readonly worker: Worker;
  readonly spareBuffers: MessagePort;
  readonly running: Map<number, WaitingJob>;
  readonly ended: Promise<void>;
}

export interface PoolOptions {
  /** The module each thread runs; it calls `serveJobs`. */
  readonly entry: URL;
  /** Plain data every thread starts from. */
  readonly setup: unknown;
  readonly threads?: number;
  readonly counters: readonly string[];
  /** Called for what a job emits while it runs; it must call `flow.leave()` once it has dealt with it. */
  readonly onEvent?: (name: string, payload: unknown, slot: number) => void;
}

/** A job that does not look whether it is to stop is done by then. */
const PATIENCE_MS = 30_000;

/** Threads for this machine: as many as there are cores, at most 8, for past that the storage is the limit. */
function defaultThreads(): number {
  return Math.min(Math.max(availableParallelism(), 1), 8);
}

/**
 * Runs typed jobs on worker threads, in the order they come. The threads start with the pool and end with `close`;
 * they do not keep the process alive while no job runs.
 */
export class WorkerPool<Jobs extends JobTable, Counter extends string = string> {
  readonly flow = new Flow();
  readonly board: ProgressBoard<Counter>;
  readonly size: number;
  readonly #threads: Thread[];
  readonly #waiting: WaitingJob[] = [];
  readonly #onEvent: PoolOptions["onEvent"];
  #nextJob = 1;
  #broken: Error | undefined;

  constructor(options: PoolOptions) {
    this.size = options.threads ?? defaultThreads();
    // The names are the caller's counters.
    this.board = ProgressBoard.create(options.counters as readonly Counter[], this.size);
    this.#onEvent = options.onEvent;
    this.#threads = Array.from({ length: this.size }, (_, slot) => this.#startThread(slot, options));
  }

  /** Runs one job on the first thread that is free. `transfer` names the buffers that are given away. */
  run<Kind extends keyof Jobs & string>(
    kind: Kind,
    input: Jobs[Kind]["input"],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Jobs[Kind]["output"]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(this.#job(kind, input, transfer, resolve, reject));
      this.#dispatch();
    });
  }

  /** Runs one job on each thread; the answers are in the order of the threads. */
  runOnEach<Kind extends keyof Jobs & string>(kind: Kind, input: Jobs[Kind]["input"]): Promise<Jobs[Kind]["output"][]> {
    return Promise.all(this.#threads.map((thread) => this.#runOn(thread, kind, input, [])));
  }

  /** Runs one job on one thread, for work on what that thread has kept. */
  runOn<Kind extends keyof Jobs & string>(
    slot: number,
    kind: Kind,
    input: Jobs[Kind]["input"],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Jobs[Kind]["output"]> {
    const thread = this.#threads[slot];
    if (thread === undefined) return Promise.reject(new Error(`there is no thread ${slot}`));
    return this.#runOn(thread, kind, input, transfer);
  }

  /** Hands a buffer back to the thread it came from, so that it need not take new memory. */
  giveBack(slot: number, buffer: ArrayBuffer): void {
    this.#threads[slot]?.spareBuffers.postMessage(buffer, [buffer]);
  }

  /** Jobs that no thread has taken yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Ends the threads, each when the job it is at has stopped; jobs under way are rejected at once. */
  async close(): Promise<void> {
    this.flow.stop();
    this.#fail(new DOMException("The pool was closed.", "AbortError"));
    await Promise.all(this.#threads.map(endThread));
  }

  #job(
    kind: string,
    input: unknown,
    transfer: readonly ArrayBuffer[],
    resolve: (output: unknown) => void,
    reject: (error: Error) => void,
  ): WaitingJob {
    const { generation } = this.flow;
    return { message: { job: this.#nextJob++, generation, kind, input }, transfer, resolve, reject };
  }

  #runOn(thread: Thread, kind: string, input: unknown, transfer: readonly ArrayBuffer[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#broken !== undefined) return reject(this.#broken);
      this.#send(thread, this.#job(kind, input, transfer, resolve, reject));
    });
  }

  #startThread(slot: number, options: PoolOptions): Thread {
    const { port1, port2 } = new MessageChannel();
    const start: ThreadStart = {
      slot,
      setup: options.setup,
      progress: this.board.memory,
      flow: this.flow.memory,
      spareBuffers: port2,
    };
    const worker = new Worker(options.entry, {
      workerData: start,
      transferList: [port2],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
    const thread: Thread = { slot, worker, spareBuffers: port1, running: new Map(), ended };
    worker.on("message", (message: ThreadMessage) => this.#receive(thread, message));
    worker.on("error", (error) => this.#fail(error));
    worker.on("exit", () => this.#fail(new Error("a worker thread ended unexpectedly")));
    worker.unref();
    port1.unref();
    return thread;
  }

  #dispatch(): void {
    if (this.#broken !== undefined) this.#fail(this.#broken);
    // The least busy thread first, so that jobs spread before they queue.
    for (let load = 0; load < JOBS_AHEAD; load++) {
      for (const thread of this.#threads) {
        if (thread.running.size !== load) continue;
        const job = this.#waiting.shift();
        if (job === undefined) return;
        this.#send(thread, job);
      }
    }
  }

  #send(thread: Thread, job: WaitingJob): void {
    if (thread.running.size === 0) thread.worker.ref();
    thread.running.set(job.message.job, job);
    thread.worker.postMessage(job.message, [...job.transfer]);
  }

  #receive(thread: Thread, message: ThreadMessage): void {
    if (message.type === "event") {
      this.#onEvent?.(message.name, message.payload, thread.slot);
      return;
    }
    const job = thread.running.get(message.job);
    thread.running.delete(message.job);
    if (thread.running.size === 0) thread.worker.unref();
    this.#dispatch();
    if (message.type === "done") job?.resolve(message.output);
    else job?.reject(errorFrom(message.failure));
  }

  #fail(error: Error): void {
    this.#broken ??= error;
    const jobs = [...this.#waiting.splice(0), ...this.#threads.flatMap((thread) => [...thread.running.values()])];
    for (const thread of this.#threads) thread.running.clear();
    for (const job of jobs) job.reject(this.#broken);
  }
}

/**
 * Lets a thread end by itself. One that is ended from outside, in the middle of compiled code or of its own start, can take
 * the process with it: crashes in V8 and in the allocator were seen.
 */
async function endThread({ worker, spareBuffers, ended }: Thread): Promise<void> {
  worker.ref();
  worker.postMessage(END satisfies ThreadOrder);
  const callOff = setTimeout(() => void worker.terminate(), PATIENCE_MS);
  await ended;
  clearTimeout(callOff);
  spareBuffers.close();
}
