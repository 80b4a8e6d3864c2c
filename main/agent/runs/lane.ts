import type { Presence } from "../../../shared/model/index.ts";
import type { Clock } from "../clock/index.ts";
import { type Look, nextStep, waitingFor } from "./next-step.ts";

const LOOK_AGAIN_MS = 5000;

/** What a lane makes go on. */
export interface LaneOptions<Item> {
  readonly clock: Clock;
  /** Whether the target can be reached. @throws the target is none any more: the next run is started and says so */
  readonly look: () => Promise<Presence>;
  /** Runs one. Never rejects. */
  readonly run: (item: Item) => Promise<void>;
  /** Whether one may begin now; if not, somebody says when to ask again (`tryAgain`). */
  readonly mayStart: (item: Item) => boolean;
  /** The target is away, as it was just looked at, and these wait for it. They may be removed. */
  readonly onAway: (items: readonly Item[]) => void;
  /** What queued ones wait for has become another thing. */
  readonly onWaiting: (items: readonly Item[], reason: "turn" | "target") => void;
  /** Nothing is left. */
  readonly onIdle: () => void;
}

/** The queue of one repository: one run at a time, in the order they came, and none while the target is away. */
export class Lane<Item> {
  readonly #options: LaneOptions<Item>;
  readonly #queue: Item[] = [];
  #running: Item | undefined;
  #look: Look = "unlooked";
  #waiting: "turn" | "target" = "turn";
  #cancelTimer: (() => void) | undefined;

  constructor(options: LaneOptions<Item>) {
    this.#options = options;
  }

  /** What a run that is queued now waits for. */
  get waiting(): "turn" | "target" {
    return this.#waiting;
  }

  get items(): readonly Item[] {
    return this.#running === undefined ? this.#queue : [this.#running, ...this.#queue];
  }

  add(item: Item): void {
    this.#queue.push(item);
    this.#goOn();
  }

  /** Takes out one that is queued. @returns false if it is not, because it runs */
  remove(item: Item): boolean {
    const at = this.#queue.indexOf(item);
    if (at < 0) return false;
    this.#queue.splice(at, 1);
    this.#restIfEmpty();
    return true;
  }

  /** What kept the next one from beginning may be over. */
  tryAgain(): void {
    if (this.#running !== undefined || this.#queue.length === 0 || !this.#isLooked()) return;
    this.#look = "unlooked";
    this.#goOn();
  }

  #goOn(): void {
    const [next] = this.#queue;
    const isHeld = next !== undefined && !this.#options.mayStart(next);
    const isRunning = this.#running !== undefined;
    switch (nextStep({ isRunning, queued: this.#queue.length, look: this.#look, isHeld })) {
      case "look":
        void this.#lookNow();
        break;
      case "wait":
        this.#lookLater();
        break;
      case "start":
        void this.#start();
        break;
      case "nothing":
        this.#restIfEmpty();
        break;
    }
  }

  async #lookNow(): Promise<void> {
    this.#look = "looking";
    this.#look = await this.#options.look().catch(() => "unknown" as const);
    this.#tellWaiting();
    if (this.#look === "away") this.#options.onAway([...this.#queue]);
    this.#goOn();
  }

  #isLooked(): boolean {
    return this.#look === "present" || this.#look === "unknown";
  }

  #lookLater(): void {
    this.#cancelTimer ??= this.#options.clock.after(LOOK_AGAIN_MS, () => {
      this.#cancelTimer = undefined;
      this.#look = "unlooked";
      this.#goOn();
    });
  }

  async #start(): Promise<void> {
    this.#running = this.#queue.shift();
    if (this.#running === undefined) return;
    await this.#options.run(this.#running);
    this.#running = undefined;
    this.#look = "unlooked";
    this.#goOn();
  }

  #tellWaiting(): void {
    const reason = waitingFor(this.#look);
    if (reason === this.#waiting) return;
    this.#waiting = reason;
    this.#options.onWaiting([...this.#queue], reason);
  }

  #restIfEmpty(): void {
    if (this.#running !== undefined || this.#queue.length > 0) return;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#options.onIdle();
  }
}
