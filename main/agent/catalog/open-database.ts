import { renameSync, rmSync } from "node:fs";
import { Database, isDamage } from "./database.ts";
import { CatalogTooNew } from "./errors.ts";
import { exists, hasLog, makePrivateFile, onDisk, setAside, sizeOf } from "./files.ts";
import { migrate, versionOf } from "./migrate.ts";

/** A catalog that could not be read any more: what was in it is history that is not in the new one. */
export interface CatalogLoss {
  /** Where the damaged file is now; its companions `-wal` and `-shm`, if there were any, are beside it. */
  readonly setAside: string;
  /** What was wrong with it, as the end of a sentence that begins with “it”. */
  readonly reason: string;
}

export interface OpenedDatabase {
  readonly database: Database;
  /** It was made just now. */
  readonly isNew: boolean;
  readonly loss?: CatalogLoss;
}

export interface DatabaseOptions {
  readonly file: string;
  readonly now: () => number;
  /** SQL that leads from version n to n + 1. */
  readonly steps: readonly string[];
}

/** “Hold” in ASCII, in the header of each catalog: tells ours from any other database. */
const APPLICATION_ID = 0x486f6c64;

/** A database of one page of the smallest size there is. */
const SMALLEST_BYTES = 512;

/** How long a write waits for another program that reads the catalog, such as a backup of it. */
const PATIENCE_MS = 5_000;

/**
 * Opens the catalog's database, making it if there is none.
 *
 * A file that is damaged or no catalog at all is set aside, and a new one is made. Whatever else stands in the way is an
 * error and leaves the file alone.
 *
 * @throws {CatalogTooNew} @throws {DatabaseUnusable}
 */
export function openDatabase(options: DatabaseOptions): OpenedDatabase {
  const { file, now } = options;
  const damage = findDamage(options);
  if (damage === undefined) return { database: ready(options), isNew: false };
  if (damage === "nothing there") return { database: create(options), isNew: true };
  const loss: CatalogLoss = { setAside: setAside(file, now()), reason: damage };
  return { database: create(options), isNew: true, loss };
}

/** What is wrong with the file, in words; `nothing there`, or undefined when all is well. */
function findDamage({ file, steps }: DatabaseOptions): string | undefined {
  if (!exists(file)) return hasLog(file) ? "is gone, and only its log was left" : "nothing there";
  // Made under another name and then renamed, it was never that short. SQLite would take it for new and drop its log.
  if (sizeOf(file) < SMALLEST_BYTES) return "is cut off";
  const database = Database.open(file, { timeoutMs: PATIENCE_MS, readOnly: true });
  try {
    if (database.pragma("application_id") !== APPLICATION_ID) return "is not a history of Holdfast";
    const version = versionOf(database);
    if (version > steps.length) throw new CatalogTooNew(file, version, steps.length);
    if (version < 1) return "has no version";
    const finding = String(database.pragma("quick_check(1)"));
    return finding === "ok" ? undefined : `is damaged (${finding})`;
  } catch (error) {
    if (isDamage(error))
      return `cannot be read (${error.cause instanceof Error ? error.cause.message : error.message})`;
    throw error;
  } finally {
    database.close();
  }
}

/** Makes a catalog under another name and renames it: a kill in between leaves nothing that looks like a damaged one. */
function create(options: DatabaseOptions): Database {
  const draft = `${options.file}.new`;
  onDisk(draft, () => {
    for (const companion of ["", "-wal", "-shm"]) rmSync(draft + companion, { force: true });
  });
  makePrivateFile(draft);
  const database = Database.open(draft, { timeoutMs: PATIENCE_MS });
  try {
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.pragma("journal_mode = WAL");
    migrate(database, options.steps);
  } finally {
    database.close();
  }
  onDisk(options.file, () => renameSync(draft, options.file));
  return ready(options);
}

/** Opens a sound catalog for use. */
function ready({ file, steps }: DatabaseOptions): Database {
  makePrivateFile(file);
  const database = Database.open(file, { timeoutMs: PATIENCE_MS });
  try {
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = NORMAL"); // with WAL: a power cut may cost the last writes, never the file
    database.pragma("wal_autocheckpoint = 4000"); // pages, 16 MB: it waits for the disk, so seldom in the middle of a run
    database.pragma("foreign_keys = ON");
    database.pragma("journal_size_limit = 16777216"); // a long transaction makes the log grow; it need not stay so
    // A file that may only be read opens without a word: better to learn it now than at the first run.
    database.inOneGo(() => undefined);
    migrate(database, steps);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
