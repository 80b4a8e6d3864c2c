import type { LiveEvent, Topic } from "../../shared/api/index.ts";
import type { AgentStatus, Moment, Run, RunId } from "../../shared/model/index.ts";
import { SignedOut } from "./errors.ts";

/** What the window knows of the agent right now. */
export interface LiveState {
  readonly line:
    | { readonly state: "connecting" }
    | { readonly state: "connected" }
    | { readonly state: "reconnecting"; readonly since: Moment }
    | { readonly state: "signed-out" };
  readonly status?: AgentStatus;
  /** Runs that are queued or going on, and those that ended while this line was open. */
  readonly runs: ReadonlyMap<RunId, Run>;
}

/** What a live line needs; handed in so that tests decide about time and answers. */
export interface LineParts {
  readonly watch: (signal: AbortSignal) => Promise<AsyncIterable<LiveEvent>>;
  readonly invalidateTopics: (topics: readonly Topic[]) => void;
  readonly invalidateAll: () => void;
  readonly now: () => Moment;
  /** Resolves after so many milliseconds, or at once when the signal fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** The agent says “alive” after 15 s of silence: after this much the line is dead, whatever the browser thinks. */
const SILENCE_MS = 40_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;

/** One subscription to the agent for the whole window. It comes back by itself, for as long as the window is open. */
export class LiveLine {
  #state: LiveState = { line: { state: "connecting" }, runs: new Map() };
  readonly #listeners = new Set<() => void>();
  readonly #parts: LineParts;
  readonly #over = new AbortController();
  #hurry = new AbortController();
  #greeted = false;

  constructor(parts: LineParts) {
    this.#parts = parts;
  }

  get state(): LiveState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Listens until `stop`; resolves after it. */
  async run(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!this.#over.signal.aborted) {
      const heard = await this.#listenOnce();
      if (this.#over.signal.aborted) return;
      pause = heard ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      this.#hurry = new AbortController();
      await this.#parts.wait(pause, AbortSignal.any([this.#hurry.signal, this.#over.signal]));
    }
  }

  /** Tries at once instead of after the pause. */
  tryNow(): void {
    this.#hurry.abort();
  }

  stop(): void {
    this.#over.abort();
  }

  /** @returns whether the agent said anything before the line broke */
  async #listenOnce(): Promise<boolean> {
    const silence = new Silence(SILENCE_MS);
    let heard = false;
    try {
      const events = await this.#parts.watch(AbortSignal.any([silence.signal, this.#over.signal]));
      for await (const event of events) {
        silence.heard();
        heard = true;
        this.#take(event);
      }
      this.#broken();
    } catch (error) {
      if (error instanceof SignedOut) this.#set({ ...this.#state, line: { state: "signed-out" } });
      else this.#broken();
    } finally {
      silence.end();
    }
    return heard;
  }

  #take(event: LiveEvent): void {
    if (event.type === "hello") {
      const runs = new Map(event.runs.map((run) => [run.id, run]));
      this.#set({ line: { state: "connected" }, status: event.status, runs });
      // Whatever changed while nobody listened was missed; after the agent started anew, all of it may have.
      if (this.#greeted) this.#parts.invalidateAll();
      this.#greeted = true;
    } else if (event.type === "run") {
      const runs = new Map(this.#state.runs).set(event.run.id, event.run);
      this.#set({ ...this.#state, runs });
    } else if (event.type === "changed") {
      this.#parts.invalidateTopics(event.topics);
    }
  }

  #broken(): void {
    const { line } = this.#state;
    if (line.state === "reconnecting") return;
    this.#set({ ...this.#state, line: { state: "reconnecting", since: this.#parts.now() } });
  }

  #set(state: LiveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Fires its signal when nothing was heard for too long. */
class Silence {
  readonly #controller = new AbortController();
  readonly #ms: number;
  #timer: ReturnType<typeof setTimeout>;

  constructor(ms: number) {
    this.#ms = ms;
    this.#timer = this.#start();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #start(): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#controller.abort(new Error("The line to the agent went silent.")), this.#ms);
  }
}
