import Sqlite from "better-sqlite3";
import { type DatabaseObstacle, DatabaseUnusable } from "./errors.ts";

/** A prepared statement. Parameters are named `:name` in the SQL and are texts, numbers or null. */
export interface Query<P extends object, R = never> {
  /** @returns the number of rows changed */
  run(parameters: P): number;
  get(parameters: P): R | undefined;
  all(parameters: P): readonly R[];
}

interface OpenOptions {
  /** How long a call waits for another process that writes. */
  readonly timeoutMs: number;
  /** Nothing is written, not even at the end what is still in the log only. */
  readonly readOnly?: boolean;
}

/**
 * An SQLite database, with what the world refuses as typed errors: every call may throw {@link DatabaseUnusable}. A wrong
 * statement is a bug and keeps SQLite's own error.
 */
export class Database {
  readonly file: string;
  readonly #sqlite: Sqlite.Database;

  private constructor(file: string, sqlite: Sqlite.Database) {
    this.file = file;
    this.#sqlite = sqlite;
  }

  /** Opens a file that is there; an empty one is an empty database. */
  static open(file: string, { timeoutMs, readOnly = false }: OpenOptions): Database {
    const options = { fileMustExist: true, timeout: timeoutMs, readonly: readOnly };
    return new Database(
      file,
      translated(file, () => new Sqlite(file, options)),
    );
  }

  query<P extends object, R = never>(sql: string): Query<P, R> {
    const statement = this.#do(() => this.#sqlite.prepare<[P], R>(sql));
    return {
      run: (parameters) => this.#do(() => statement.run(parameters).changes),
      get: (parameters) => this.#do(() => statement.get(parameters)),
      all: (parameters) => this.#do(() => statement.all(parameters)),
    };
  }

  /** Runs statements that take no parameters. */
  execute(sql: string): void {
    this.#do(() => this.#sqlite.exec(sql));
  }

  /** The value of a pragma, such as `user_version`; sets it first if it is written `name = value`. */
  pragma(text: string): unknown {
    return this.#do(() => this.#sqlite.pragma(text, { simple: true }));
  }

  /** Does all or nothing: a throw in it undoes what it did. */
  inOneGo<T>(work: () => T): T {
    return this.#do(() => this.#sqlite.transaction(work).immediate());
  }

  close(): void {
    this.#sqlite.close();
  }

  #do<T>(work: () => T): T {
    return translated(this.file, work);
  }
}

const OBSTACLES: Readonly<Record<string, DatabaseObstacle>> = {
  SQLITE_PERM: "not-allowed",
  SQLITE_READONLY: "not-allowed",
  SQLITE_CANTOPEN: "not-allowed",
  SQLITE_AUTH: "not-allowed",
  SQLITE_FULL: "full",
  SQLITE_BUSY: "in-use",
  SQLITE_LOCKED: "in-use",
  SQLITE_PROTOCOL: "in-use",
  SQLITE_CORRUPT: "damaged",
  SQLITE_NOTADB: "damaged",
  SQLITE_IOERR: "unreachable",
};

/** What an SQLite error says stands in the way; undefined for what is a bug. Extended codes count as their first part. */
function obstacleOf(error: unknown): DatabaseObstacle | undefined {
  if (!(error instanceof Sqlite.SqliteError)) return undefined;
  const [primary = ""] = /^SQLITE_[A-Z]+/.exec(error.code) ?? [];
  return OBSTACLES[primary];
}

function translated<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const obstacle = obstacleOf(error);
    throw obstacle === undefined ? error : new DatabaseUnusable(file, obstacle, error);
  }
}

/** Whether a failure says that the file itself is damaged, or no database at all. */
export function isDamage(error: unknown): error is DatabaseUnusable {
  return error instanceof DatabaseUnusable && error.facts["obstacle"] === "damaged";
}
