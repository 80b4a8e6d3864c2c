import type { Database } from "./database.ts";

/** Which of the steps a database has had. */
export function versionOf(database: Database): number {
  return Number(database.pragma("user_version"));
}

/** Takes the steps that a database has not had yet, each wholly or not at all. */
export function migrate(database: Database, steps: readonly string[]): void {
  for (const [index, sql] of steps.entries()) {
    if (index < versionOf(database)) continue;
    database.inOneGo(() => {
      database.execute(sql);
      database.pragma(`user_version = ${index + 1}`);
    });
  }
}
