import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { type Database, openDatabase } from "../catalog/index.ts";
import { PATHS_OF_NAME, STEP } from "./finder.ts";
import { OPEN_IN_FOLDER } from "./folder-writer.ts";
import { ALL, GRAMS, START, WHOLE } from "./name-source.ts";
import { NAME, PATH } from "./path-table.ts";
import { SCHEMA } from "./schema.ts";
import { LAST, OPEN, SPANS } from "./standing.ts";
import { DEAD_SPANS, UNUSED_PATHS } from "./sweeper.ts";

let database: Database;
beforeAll(() => {
  ({ database } = openDatabase({ file: join(tempFolder(), "search.sqlite"), now: () => 1, steps: SCHEMA }));
});
afterAll(() => database.close());

// Ten million spans: nothing may go through all of them, nor put what it finds in order by itself.
it.each([
  ...[OPEN_IN_FOLDER, NAME, PATH, PATHS_OF_NAME, STEP, WHOLE, START, GRAMS, SPANS, OPEN, LAST],
  ...[DEAD_SPANS, UNUSED_PATHS, ALL],
])("walks an index in the order it needs: %s", (sql) => {
  const names = { folder: 0, line: 0, folded: "", name: "", parent: 0, limit: 0, id: 0, text: "", end: "", after: "" };
  const parameters = { ...names, below: 0, match: "", path: 0, low: 0, high: 0 };
  const steps = database.query<object, { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(parameters);
  const text = steps.map(({ detail }) => detail).join("\n");
  expect(text).toMatch(/USING .*(INDEX|PRIMARY KEY)|VIRTUAL TABLE INDEX/);
  expect(text).not.toContain("TEMP B-TREE");
  expect(text).not.toMatch(/^SCAN (?!g VIRTUAL)/m);
});
