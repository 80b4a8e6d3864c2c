import type { Moment, ScheduleId } from "../../../shared/model/index.ts";
import type { Database, Query } from "./database.ts";

/** When a schedule was last due. */
export interface ScheduleMark {
  readonly due: Moment;
  /** The schedule's times then, as JSON: a mark does not count for others. */
  readonly times: string;
}

/** When schedules were last due, so that what was missed while the agent was away is seen. */
export class MarkTable {
  readonly #get: Query<{ id: string }, ScheduleMark>;
  readonly #set: Query<{ id: string; due: number; times: string }, never>;
  readonly #ids: Query<object, { id: ScheduleId }>;
  readonly #forget: Query<{ id: string }, never>;

  constructor(database: Database) {
    this.#get = database.query("SELECT due, times FROM schedule_marks WHERE schedule_id = :id");
    this.#set = database.query(
      "INSERT OR REPLACE INTO schedule_marks (schedule_id, due, times) VALUES (:id, :due, :times)",
    );
    this.#ids = database.query("SELECT schedule_id AS id FROM schedule_marks");
    this.#forget = database.query("DELETE FROM schedule_marks WHERE schedule_id = :id");
  }

  get(id: ScheduleId): ScheduleMark | undefined {
    return this.#get.get({ id });
  }

  set(id: ScheduleId, { due, times }: ScheduleMark): void {
    this.#set.run({ id, due, times });
  }

  /** Forgets all others. */
  keepOnly(ids: ReadonlySet<ScheduleId>): void {
    for (const { id } of this.#ids.all({})) if (!ids.has(id)) this.#forget.run({ id });
  }
}
