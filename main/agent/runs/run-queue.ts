import type { RunId, RunKind, TargetId } from "../../../shared/model/index.ts";
import type { Clock } from "../clock/index.ts";
import type { KnownTargets } from "../repositories/index.ts";
import type { ActiveRun } from "./active-run.ts";
import { Lane } from "./lane.ts";
import type { RunPerformer } from "./run-performer.ts";

/** How long the agent waits at its end for runs to stop; what they have stored is kept in any case. */
const STOP_WITHIN_MS = 20_000;

export interface RunQueueOptions {
  readonly targets: KnownTargets;
  readonly performer: RunPerformer;
  readonly clock: Clock;
}

/** They lock the repository against all others. */
const NEEDS_ALONE: readonly RunKind[] = ["check", "tidy", "repair"];

/** Runs that have not ended, a lane for each repository. */
export class RunQueue {
  readonly #options: RunQueueOptions;
  readonly #lanes = new Map<TargetId, Lane<ActiveRun>>();

  constructor(options: RunQueueOptions) {
    this.#options = options;
  }

  /** What a run that is queued now for this target waits for. */
  waitingAt(targetId: TargetId): "turn" | "target" {
    return this.#lanes.get(targetId)?.waiting ?? "turn";
  }

  add(active: ActiveRun): void {
    const { targetId } = active.job;
    const lane = this.#lanes.get(targetId) ?? this.#newLane(targetId);
    this.#lanes.set(targetId, lane);
    lane.add(active);
  }

  /** Of each repository the one going on before those that are queued. */
  items(): readonly ActiveRun[] {
    return [...this.#lanes.values()].flatMap((lane) => lane.items);
  }

  find(runId: RunId): ActiveRun | undefined {
    return this.items().find(({ recorder }) => recorder.run.id === runId);
  }

  /** A queued run ends at once, one that goes on is asked to stop. */
  cancel(active: ActiveRun): void {
    const isQueued = this.#lanes.get(active.job.targetId)?.remove(active) === true;
    if (isQueued) this.#options.performer.end(active, { outcome: "cancelled" });
    else active.ask("cancel");
  }

  /** Interrupts all. Resolves when they have ended; those that do not stop in time are left behind. */
  async stop(): Promise<void> {
    const { performer } = this.#options;
    const running: ActiveRun[] = [];
    for (const active of this.items()) {
      const isQueued = this.#lanes.get(active.job.targetId)?.remove(active) === true;
      if (isQueued) performer.end(active, { outcome: "interrupted" });
      else running.push(active);
    }
    for (const active of running) active.ask("stop");
    await this.#inTime(Promise.all(running.map(({ over }) => over)));
    for (const active of running) performer.end(active, { outcome: "interrupted" });
  }

  /** A run that reads from another target and one that needs that target alone do not go on at the same time. */
  #mayStart({ job }: ActiveRun): boolean {
    const running = this.items().filter(({ recorder }) => recorder.run.state === "running");
    if (NEEDS_ALONE.includes(job.kind)) return running.every(({ reading }) => !reading.includes(job.targetId));
    const reads = job.reads?.() ?? [];
    return running.every((other) => !NEEDS_ALONE.includes(other.job.kind) || !reads.includes(other.job.targetId));
  }

  async #perform(active: ActiveRun): Promise<void> {
    active.reading = active.job.reads?.() ?? [];
    await this.#options.performer.perform(active);
    active.reading = [];
    for (const lane of this.#lanes.values()) lane.tryAgain();
  }

  /** What can be done on another target need not wait for one that is away. */
  #moveElsewhere(waiting: readonly ActiveRun[]): void {
    for (const active of waiting) {
      const from = active.job.targetId;
      const job = active.job.elsewhere?.();
      if (job === undefined || job.targetId === from || this.#lanes.get(from)?.remove(active) !== true) continue;
      active.moveTo(job, this.waitingAt(job.targetId));
      this.add(active);
    }
  }

  #newLane(targetId: TargetId): Lane<ActiveRun> {
    const { targets, clock } = this.#options;
    const lane = new Lane<ActiveRun>({
      clock,
      look: async () => targets.presence(targets.find(targetId)),
      run: (active) => this.#perform(active),
      mayStart: (active) => this.#mayStart(active),
      onAway: (waiting) => this.#moveElsewhere(waiting),
      onWaiting: (queued, reason) => {
        for (const active of queued) active.wait(reason);
      },
      onIdle: () => {
        // One that was emptied while it looked at its target says so late, when there may be another in its place.
        if (this.#lanes.get(targetId) === lane) this.#lanes.delete(targetId);
      },
    });
    return lane;
  }

  #inTime(work: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(STOP_WITHIN_MS, resolve);
      void work.then(() => {
        cancel();
        resolve();
      });
    });
  }
}
