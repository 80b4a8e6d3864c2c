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
  /** Problems that were told before a new start. */
  readonly #told = new Set<string>();

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
    if (!this.#told.has(keyOf(problem))) this.#events.notice({ type: "problem", problem });
  }

  /** The run looks at everything anew; what it finds again is not told again. */
  startAgain(): void {
    for (const problem of this.#first.splice(0)) this.#told.add(keyOf(problem));
    this.#count = 0;
  }
}

function keyOf({ path, cause }: SourceProblem): string {
  return `${cause}/${path}`;
}
