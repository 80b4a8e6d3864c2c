import type { Run, RunNote, RunProblem, RunProgress } from "../../../shared/model/index.ts";
import type { RunStore } from "../catalog/index.ts";
import type { Events } from "../events/index.ts";
import type { Log } from "../log/index.ts";

const TOLD_EVERY_MS = 200;
const PROBLEMS_SAVED_EVERY_MS = 500;
/** Problems held before they are saved in any case. */
const PROBLEMS_HELD = 10_000;

export interface RecorderOptions {
  readonly store: RunStore;
  readonly events: Events;
  readonly log: Log;
  readonly now: () => number;
}

/**
 * The state of a run that has not ended: keeps it in the history and tells it. What changes seldom is kept and told at
 * once, progress and problems a few times a second, however many there are. A history that cannot be written does not
 * stop a run: that is said in the log once.
 */
export class RunRecorder {
  readonly #options: RecorderOptions;
  #run: Run;
  #toldAt = 0;
  #problemsSavedAt = 0;
  #problems: RunProblem[] = [];
  #hasFailedToSave = false;

  constructor(options: RecorderOptions, run: Run) {
    this.#options = options;
    this.#run = run;
    this.#publish();
  }

  get run(): Run {
    return this.#run;
  }

  /** The run as it is from now on. */
  change(next: (run: Run) => Run): void {
    this.#run = next(this.#run);
    this.#publish();
  }

  progress(progress: RunProgress): void {
    this.#run = { ...this.#run, progress, problems: progress.problems };
    const now = this.#options.now();
    if (isDue(this.#toldAt, now, TOLD_EVERY_MS)) this.#publish();
    this.#saveProblemsIfDue(now);
  }

  problem(problem: RunProblem): void {
    this.#problems.push(problem);
    this.#saveProblemsIfDue(this.#options.now());
  }

  note(level: RunNote["level"], text: string): void {
    this.#keep((store) => store.addNote(this.#run.id, { at: this.#options.now(), level, text }));
  }

  /** Brings the problems that were told so far into the history. */
  flush(): void {
    this.#problemsSavedAt = this.#options.now();
    if (this.#problems.length === 0) return;
    const problems = this.#problems;
    this.#problems = [];
    this.#keep((store) => store.addProblems(this.#run.id, problems));
  }

  #saveProblemsIfDue(now: number): void {
    if (this.#problems.length >= PROBLEMS_HELD || isDue(this.#problemsSavedAt, now, PROBLEMS_SAVED_EVERY_MS)) {
      this.flush();
    }
  }

  /** What is told is kept first: after a crash nobody is shown less than they had seen. */
  #publish(): void {
    this.#toldAt = this.#options.now();
    this.#keep((store) => store.save(this.#run));
    this.#options.events.runChanged(this.#run);
  }

  #keep(write: (store: RunStore) => void): void {
    try {
      write(this.#options.store);
    } catch (error) {
      if (!this.#hasFailedToSave) {
        this.#options.log.error({ err: error, runId: this.#run.id }, "the history of a run cannot be written");
      }
      this.#hasFailedToSave = true;
    }
  }
}

/**
 * Whether another span has begun since. Spans stand still, so that something sampled as often as it may be told is not
 * held back every other time. A clock that was set back counts as well.
 */
function isDue(last: number, now: number, everyMs: number): boolean {
  return Math.floor(now / everyMs) !== Math.floor(last / everyMs);
}
