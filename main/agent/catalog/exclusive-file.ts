import { Database } from "./database.ts";
import { DatabaseUnusable } from "./errors.ts";
import { makePrivateFile } from "./files.ts";

/** A file held for this process alone. */
export interface ExclusiveFile {
  release(): void;
}

/** Two that come at the same moment get in each other's way for an instant; one of them is to win. */
const PATIENCE_MS = 250;

/**
 * Holds a file for this process alone, by an exclusive transaction of SQLite: the system lets go of it when the process
 * ends, however it ends, so nothing stale is ever left.
 *
 * The file must not be opened in any other way while it is held: closing it would drop the lock (POSIX).
 *
 * @returns undefined when another process, or another holder in this one, has it
 * @throws {DatabaseUnusable}
 */
export function holdExclusively(file: string): ExclusiveFile | undefined {
  makePrivateFile(file);
  const database = Database.open(file, { timeoutMs: PATIENCE_MS });
  try {
    database.execute("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (error instanceof DatabaseUnusable && error.facts["obstacle"] === "in-use") return undefined;
    throw error;
  }
  return { release: () => database.close() };
}
