import { Worker } from "node:worker_threads";
import type { PathText } from "../../../shared/model/index.ts";
import type { Clock } from "../clock/index.ts";
import type { Log } from "../log/index.ts";
import type { WatchedRoot, WatchMark } from "./contract.ts";
import type { WatchAnswer, WatchOrder } from "./messages.ts";
import { isAtOrBelow, RootStates, type WatchState } from "./root-states.ts";

/** What the service needs of a thread; handed in by tests. */
export interface WatchThread {
  postMessage(order: WatchOrder): void;
  on(event: "message", listener: (answer: WatchAnswer) => void): void;
  on(event: "error", listener: (error: unknown) => void): void;
  on(event: "exit", listener: () => void): void;
  terminate(): Promise<unknown>;
}

export interface WatchServiceOptions {
  /** Folders that changed, to be written down before it returns. */
  readonly marked: (marks: readonly WatchMark[]) => void;
  /** `state()` says something else now. */
  readonly changed: () => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly start?: () => WatchThread;
}

/** An answer that takes longer is not waited for: then nothing is known. */
const SETTLE_MS = 10_000;
const YOUNG_MB = 2;
const CLOSE_MS = 5_000;
const FIRST_RESTART_MS = 1_000;
const LONGEST_RESTART_MS = 5 * 60_000;

interface Settling {
  readonly done: () => void;
  readonly callOff: () => void;
}

/**
 * Watches the folders of plans, in a thread of its own. If that dies, all roots are marked as trees, and another one begins
 * anew. While there is none, and whenever it does not answer, `settle` marks all roots: what is not known has to be walked.
 */
export class WatchService {
  readonly #options: WatchServiceOptions;
  readonly #states = new RootStates();
  readonly #settling = new Map<number, Settling>();
  #roots: readonly WatchedRoot[] = [];
  #thread: WatchThread | undefined;
  #restartMs = FIRST_RESTART_MS;
  #callOffRestart = (): void => {};
  #lastId = 0;
  #isStopped = false;
  #gone = (): void => {};

  constructor(options: WatchServiceOptions) {
    this.#options = options;
  }

  /** What is to be watched from now on. A root that is new or has other rules is marked as a tree at once, and again when all of it is watched. */
  setRoots(roots: readonly WatchedRoot[]): void {
    if (this.#isStopped || JSON.stringify(roots) === JSON.stringify(this.#roots)) return;
    const before = new Set(this.#roots.map((root) => JSON.stringify(root)));
    const fresh = roots.filter((root) => !before.has(JSON.stringify(root)));
    this.#roots = roots;
    this.#states.begin(roots.map(({ path }) => path));
    this.#distrust(fresh);
    if (this.#thread === undefined) this.#start();
    else this.#thread.postMessage({ type: "roots", roots });
    this.#options.changed();
  }

  /** Resolves when all that the system had told before the call is marked. After a while at most, with all roots marked. */
  settle(): Promise<void> {
    const thread = this.#thread;
    if (this.#roots.length === 0) return Promise.resolve();
    if (thread === undefined) {
      this.#distrustAll();
      return Promise.resolve();
    }
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const callOff = this.#options.clock.after(SETTLE_MS, () => this.#tooLate(id));
      this.#settling.set(id, { done: resolve, callOff });
      thread.postMessage({ type: "settle", id });
    });
  }

  state(): WatchState {
    return this.#states.state();
  }

  /** What of these folders nobody watches: only a walk tells what changed there. */
  blind(folders: readonly PathText[]): PathText[] {
    const roots = this.#roots.map(({ path }) => path);
    const outside = folders.filter((folder) => !roots.some((root) => isAtOrBelow(folder, root)));
    const unwatched = this.#states.unwatched().map(({ path }) => path);
    return [
      ...outside,
      ...unwatched.filter((path) => folders.some((each) => isAtOrBelow(each, path) || isAtOrBelow(path, each))),
    ];
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#callOffRestart();
    const thread = this.#thread;
    if (thread === undefined) return;
    const gone = new Promise<void>((resolve) => {
      this.#gone = resolve;
    });
    const callOff = this.#options.clock.after(CLOSE_MS, () => void thread.terminate());
    thread.postMessage({ type: "close" });
    await gone;
    callOff();
  }

  #start(): void {
    const thread = (this.#options.start ?? startThread)();
    this.#thread = thread;
    thread.on("message", (answer) => {
      if (thread === this.#thread) this.#hear(answer);
    });
    thread.on("error", (error) => this.#options.log.error({ err: error }, "the thread that watches folders failed"));
    thread.on("exit", () => this.#died(thread));
    if (this.#roots.length > 0) thread.postMessage({ type: "roots", roots: this.#roots });
  }

  #hear(answer: WatchAnswer): void {
    if (answer.type === "marks") this.#options.marked(answer.marks);
    else if (answer.type === "settled") this.#settled(answer.id);
    else {
      if (answer.type === "ready") this.#restartMs = FIRST_RESTART_MS;
      this.#states.hear(answer);
      this.#options.changed();
    }
  }

  #settled(id: number): void {
    const settling = this.#settling.get(id);
    this.#settling.delete(id);
    settling?.callOff();
    settling?.done();
  }

  #tooLate(id: number): void {
    this.#options.log.warn({}, "the thread that watches folders did not answer in time");
    this.#distrustAll();
    this.#settled(id);
  }

  #died(thread: WatchThread): void {
    if (thread !== this.#thread) return;
    this.#thread = undefined;
    if (!this.#isStopped) {
      this.#distrustAll();
      this.#states.begin(this.#roots.map(({ path }) => path));
      this.#callOffRestart = this.#options.clock.after(this.#restartMs, () => this.#start());
      this.#restartMs = Math.min(2 * this.#restartMs, LONGEST_RESTART_MS);
      this.#options.changed();
    }
    for (const id of [...this.#settling.keys()]) this.#settled(id);
    this.#gone();
  }

  #distrustAll(): void {
    this.#distrust(this.#roots);
  }

  #distrust(roots: readonly WatchedRoot[]): void {
    if (roots.length > 0) this.#options.marked(roots.map(({ path }) => ({ path, scope: "tree" })));
  }
}

function startThread(): WatchThread {
  // A walk makes a lot of short-lived names; room for them would stay taken ever after.
  return new Worker(new URL("./watch-thread.ts", import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
}
