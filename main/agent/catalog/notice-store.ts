import { Notice } from "../../../shared/model/index.ts";
import type { Database, Query } from "./database.ts";
import type { Records } from "./records.ts";

/** What the user should know of the agent itself, until it is dismissed. */
export class NoticeTable {
  readonly #records: Records;
  readonly #add: Query<{ id: string; at: number; record: string }, never>;
  readonly #list: Query<object, { record: string }>;
  readonly #dismiss: Query<{ id: string }, never>;

  constructor(database: Database, records: Records) {
    this.#records = records;
    this.#add = database.query("INSERT OR REPLACE INTO notices (id, at, record) VALUES (:id, :at, :record)");
    this.#list = database.query("SELECT record FROM notices ORDER BY at DESC, id");
    this.#dismiss = database.query("DELETE FROM notices WHERE id = :id");
  }

  /** A notice of the same id is replaced. */
  add(notice: Notice): void {
    this.#add.run({ id: notice.id, at: notice.at, record: this.#records.write(notice) });
  }

  /** The newest first. */
  list(): Notice[] {
    return this.#records.readAll(Notice, this.#list.all({}));
  }

  /** One that is not there is success. */
  dismiss(id: string): void {
    this.#dismiss.run({ id });
  }
}
