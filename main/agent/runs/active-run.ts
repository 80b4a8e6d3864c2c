import type { Refusal, RunFigures, RunOutcome, SnapshotId, TargetId } from "../../../shared/model/index.ts";
import { RunStopped, type StopWish } from "./ending.ts";
import type { RunJob } from "./job.ts";
import type { RunRecorder } from "./recorder.ts";

/** What is known of a run once it is over. */
export interface EndedWith {
  readonly outcome: RunOutcome;
  readonly error?: Refusal;
  readonly figures?: RunFigures;
  readonly snapshotId?: SnapshotId;
  readonly problems?: number;
}

/** A run that has not ended: queued, going on, or about to stop. */
export class ActiveRun {
  /** Other targets that it reads from, once it goes on. */
  reading: readonly TargetId[] = [];
  readonly recorder: RunRecorder;
  readonly #controller = new AbortController();
  #job: RunJob;
  readonly #over = Promise.withResolvers<void>();
  #wish: StopWish | undefined;

  constructor(job: RunJob, recorder: RunRecorder) {
    this.#job = job;
    this.recorder = recorder;
  }

  get job(): RunJob {
    return this.#job;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Who wants it to stop, if somebody does. */
  get wish(): StopWish | undefined {
    return this.#wish;
  }

  get hasEnded(): boolean {
    return this.recorder.run.state === "ended";
  }

  /** Resolves when it has ended, however. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  wait(waitingFor: "turn" | "target"): void {
    this.recorder.change((run) => ({ ...run, waitingFor }));
  }

  /** Before it has begun: it goes to another target. */
  moveTo(job: RunJob, waitingFor: "turn" | "target"): void {
    this.#job = job;
    const { targetId, targetName } = job;
    this.recorder.change((run) => ({ ...run, targetId, targetName, waitingFor }));
  }

  begin(now: number): void {
    this.recorder.change(({ waitingFor: _, ...run }) => {
      return { ...run, state: "running", startedAt: now, progress: atFirst() };
    });
  }

  /** Asks the work to stop. The first wish is the one that counts. */
  ask(wish: StopWish): void {
    if (this.#wish !== undefined || this.hasEnded) return;
    this.#wish = wish;
    this.recorder.change((run) => ({ ...run, isStopping: true }));
    this.#controller.abort(new RunStopped(wish));
  }

  /** What comes after the end changes nothing: work that did not stop in time was left behind. */
  end(now: number, ended: EndedWith): void {
    if (this.hasEnded) return;
    this.recorder.flush();
    this.recorder.change(({ waitingFor: _, ...run }) => {
      return { ...run, ...ended, state: "ended", isStopping: false, endedAt: now };
    });
    this.#over.resolve();
  }
}

function atFirst() {
  const nothing = { filesDone: 0, bytesDone: 0, currentFiles: [], problems: 0, bytesStored: 0 };
  return { phase: "opening", seconds: 0, ...nothing } as const;
}
