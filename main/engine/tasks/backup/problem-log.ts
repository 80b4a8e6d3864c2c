import type { SourceProblem } from "../../source/index.ts";
import type { RunEvents } from "../run.ts";
import type { BackupNotice } from "./model.ts";

/** Problems that a result carries; the events have them all. */
const PROBLEMS_KEPT = 1000;

/** Takes note of what could not be saved. */
export class ProblemLog {
  readonly #events: RunEvents<BackupNotice>;
  readonly #first: SourceProblem[] = [];
  #count = 0;

  constructor(events: RunEvents<BackupNotice>) {
    this.#events = events;
  }

  get count(): number {
    return this.#count;
  }

  get first(): readonly SourceProblem[] {
    return this.#first;
  }

  report(problem: SourceProblem): void {
    this.#count += 1;
    if (this.#first.length < PROBLEMS_KEPT) this.#first.push(problem);
    this.#events.notice({ type: "problem", problem });
  }
}
