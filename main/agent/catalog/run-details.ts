import { type RunId, RunNote, RunProblem } from "../../../shared/model/index.ts";
import type { Database, Query } from "./database.ts";
import type { Records } from "./records.ts";

/** Of a run's problems the first are kept; the counts are right however many there are. */
const PROBLEMS_KEPT = 10_000;

/** Of a run's notes the newest are kept: how it ended matters most. */
const NOTES_KEPT = 5_000;

export interface CauseCount {
  readonly cause: string;
  readonly count: number;
}

export interface ProblemPage {
  /** All causes of the run, the most frequent first. */
  readonly causes: CauseCount[];
  readonly problems: RunProblem[];
}

export interface ProblemQuery {
  readonly cause?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

interface Row {
  readonly runId: string;
  readonly number: number;
  readonly record: string;
}

type PageOf = { runId: string; cause: string | null; offset: number; limit: number };

export const PROBLEMS = `
SELECT record FROM run_problems WHERE run_id = :runId ORDER BY number LIMIT :limit OFFSET :offset`;
export const PROBLEMS_OF_CAUSE = `
SELECT record FROM run_problems WHERE run_id = :runId AND cause = :cause ORDER BY number LIMIT :limit OFFSET :offset`;

/** What a run could not do. */
export class ProblemTable {
  readonly #database: Database;
  readonly #records: Records;
  readonly #kept: Query<{ runId: string }, { kept: number }>;
  readonly #add: Query<Row & { cause: string }, never>;
  readonly #count: Query<CauseCount & { runId: string }, never>;
  readonly #counts: Query<{ runId: string }, CauseCount>;
  readonly #page: Query<PageOf, { record: string }>;
  readonly #pageOfCause: Query<PageOf, { record: string }>;

  constructor(database: Database, records: Records) {
    this.#database = database;
    this.#records = records;
    this.#kept = database.query("SELECT coalesce(max(number) + 1, 0) AS kept FROM run_problems WHERE run_id = :runId");
    this.#add = database.query(
      "INSERT INTO run_problems (run_id, number, cause, record) VALUES (:runId, :number, :cause, :record)",
    );
    this.#count = database.query(
      "INSERT INTO run_problem_counts (run_id, cause, count) VALUES (:runId, :cause, :count) " +
        "ON CONFLICT (run_id, cause) DO UPDATE SET count = count + :count",
    );
    this.#counts = database.query(
      "SELECT cause, count FROM run_problem_counts WHERE run_id = :runId ORDER BY count DESC, cause",
    );
    this.#page = database.query(PROBLEMS);
    this.#pageOfCause = database.query(PROBLEMS_OF_CAUSE);
  }

  add(runId: RunId, problems: readonly RunProblem[]): void {
    if (problems.length === 0) return;
    this.#database.inOneGo(() => {
      const { kept = 0 } = this.#kept.get({ runId }) ?? {};
      for (const [index, problem] of problems.slice(0, Math.max(0, PROBLEMS_KEPT - kept)).entries())
        this.#add.run({ runId, number: kept + index, cause: problem.cause, record: this.#records.write(problem) });
      for (const [cause, count] of countCauses(problems)) this.#count.run({ runId, cause, count });
    });
  }

  page(runId: RunId, { cause = undefined, offset, limit }: ProblemQuery): ProblemPage {
    const query = cause === undefined ? this.#page : this.#pageOfCause;
    const rows = query.all({ runId, cause: cause ?? null, offset, limit });
    return { causes: [...this.#counts.all({ runId })], problems: this.#records.readAll(RunProblem, rows) };
  }
}

function countCauses(problems: readonly RunProblem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { cause } of problems) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  return counts;
}

/** What a run told. */
export class NoteTable {
  readonly #database: Database;
  readonly #records: Records;
  readonly #next: Query<{ runId: string }, { next: number }>;
  readonly #add: Query<Row, never>;
  readonly #drop: Query<{ runId: string; below: number }, never>;
  readonly #all: Query<{ runId: string }, { record: string }>;

  constructor(database: Database, records: Records) {
    this.#database = database;
    this.#records = records;
    this.#next = database.query("SELECT coalesce(max(number) + 1, 0) AS next FROM run_notes WHERE run_id = :runId");
    this.#add = database.query("INSERT INTO run_notes (run_id, number, record) VALUES (:runId, :number, :record)");
    this.#drop = database.query("DELETE FROM run_notes WHERE run_id = :runId AND number < :below");
    this.#all = database.query("SELECT record FROM run_notes WHERE run_id = :runId ORDER BY number");
  }

  add(runId: RunId, note: RunNote): void {
    this.#database.inOneGo(() => {
      const { next: number = 0 } = this.#next.get({ runId }) ?? {};
      this.#add.run({ runId, number, record: this.#records.write(note) });
      this.#drop.run({ runId, below: number - NOTES_KEPT + 1 });
    });
  }

  all(runId: RunId): RunNote[] {
    return this.#records.readAll(RunNote, this.#all.all({ runId }));
  }
}
