import { setTimeout as delay } from "node:timers/promises";
import type { LiveEvent, Topic } from "../../../shared/api/index.ts";
import {
  type AgentHost,
  type AgentStatus,
  DEFAULT_PREFERENCES,
  type Notice,
  type PlanState,
  type Preferences,
  type Run,
  type TargetState,
} from "../../../shared/model/index.ts";
import { isClockHeld, stageNow } from "./clock.ts";
import { madeProgress, madeRun } from "./made.ts";
import type { Stage } from "./stages.ts";

const STEP_MS = 400;

/** What a stage says, alive: runs that go on move, stop when asked to and end; whoever listens is told. */
export class StagedAgent {
  readonly stage: Stage;
  readonly startedAt = stageNow() - 26 * 3_600_000;
  plans: PlanState[];
  targets: TargetState[];
  runs: Run[];
  notices: Notice[];
  preferences: Preferences;
  host: AgentHost = "desktop";
  readonly #listeners = new Set<Listener>();
  readonly #timer: NodeJS.Timeout;

  constructor(stage: Stage) {
    this.stage = stage;
    this.plans = [...(stage.plans ?? [])];
    this.targets = [...(stage.targets ?? [])];
    this.runs = [...(stage.runs ?? [])];
    this.notices = [...(stage.notices ?? [])];
    this.preferences = stage.preferences ?? DEFAULT_PREFERENCES;
    this.#timer = setInterval(() => this.#step(), STEP_MS);
  }

  status(): AgentStatus {
    return {
      version: "0.1.0",
      pid: 4182,
      hostname: "ada-laptop",
      startedAt: this.startedAt,
      host: this.host,
      now: stageNow(),
      runsRunning: this.runs.filter((run) => run.state === "running").length,
      runsQueued: this.runs.filter((run) => run.state === "queued").length,
      logFolder: "/home/ada/.local/state/holdfast",
      notices: this.notices,
    };
  }

  async *watch(signal?: AbortSignal): AsyncGenerator<LiveEvent> {
    const listener = new Listener();
    this.#listeners.add(listener);
    try {
      yield { type: "hello", status: this.status(), runs: this.runs.filter((run) => run.state !== "ended") };
      while (signal?.aborted !== true) {
        yield* listener.taken();
        await Promise.race([listener.woken(), delay(15_000, undefined, { ref: false })]);
      }
    } finally {
      this.#listeners.delete(listener);
    }
  }

  tell(event: LiveEvent): void {
    for (const listener of this.#listeners) listener.hear(event);
  }

  changed(...topics: Topic[]): void {
    this.tell({ type: "changed", topics });
  }

  putRun(run: Run): void {
    const known = this.runs.some(({ id }) => id === run.id);
    this.runs = known ? this.runs.map((old) => (old.id === run.id ? run : old)) : [run, ...this.runs];
    this.tell({ type: "run", run });
    if (run.state !== "running") this.changed("runs");
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #step(): void {
    if (isClockHeld) return;
    for (const run of this.runs) if (run.state === "running") this.putRun(moved(run));
  }
}

/** The run a moment later. */
function moved(run: Run): Run {
  const total = run.progress?.total?.bytes ?? 1;
  const share = Math.min(1, (run.progress?.bytesDone ?? 0) / total + 0.001);
  if (run.isStopping) return { ...run, state: "ended", outcome: "cancelled", endedAt: stageNow() };
  if (share < 1) return { ...run, progress: { ...madeProgress(share), phase: run.progress?.phase ?? "saving" } };
  const { id, title, queuedAt } = run;
  return madeRun(1, { id, title, queuedAt, endedAt: stageNow() });
}

/** What one window has yet to be told. */
class Listener {
  #events: LiveEvent[] = [];
  #wake: (() => void) | undefined;

  hear(event: LiveEvent): void {
    this.#events.push(event);
    this.#wake?.();
  }

  taken(): LiveEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  woken(): Promise<void> {
    if (this.#events.length > 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
