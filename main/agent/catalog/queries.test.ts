import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { MOMENT, planId, targetId } from "./catalog.fixture.ts";
import type { Database } from "./database.ts";
import { CHANGED_AT, CHANGED_BELOW } from "./journal-store.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { openDatabase } from "./open-database.ts";
import { PROBLEMS, PROBLEMS_OF_CAUSE } from "./run-details.ts";
import { listSql, NEWEST_ENDED, UNENDED } from "./run-store.ts";
import { ALL, OF_PLAN } from "./snapshot-store.ts";

let database: Database;
beforeAll(() => {
  const file = join(tempFolder(), "catalog.sqlite");
  ({ database } = openDatabase({ file, now: () => MOMENT, steps: MIGRATIONS }));
});
afterAll(() => database.close());

const [plan, target, limit] = [planId(), targetId(), 50];
const lists = [{}, { planId: plan }, { targetId: target }, { kind: "backup" as const }].flatMap((some) =>
  [{}, { planId: plan }, { targetId: target }].flatMap((more) =>
    [{}, { before: MOMENT }].map((page) => listSql({ ...some, ...more, ...page, limit })),
  ),
);

// A hundred thousand runs: an answer must cost what is in it, not what is in the table.
it.each([
  ...new Set([...lists, UNENDED, NEWEST_ENDED, PROBLEMS, PROBLEMS_OF_CAUSE, ALL, OF_PLAN, CHANGED_AT, CHANGED_BELOW]),
])("walks an index in the order it needs: %s", (sql) => {
  const run = { planId: "", targetId: "", kind: "", before: 0, limit, runId: "", cause: "", offset: 0 };
  const parameters = { ...run, path: "", first: "", past: "", since: 0 };
  const steps = database.query<object, { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(parameters);
  const text = steps.map(({ detail }) => detail).join("\n");
  expect(text).toMatch(/USING (COVERING )?INDEX|USING PRIMARY KEY/);
  expect(text).not.toContain("TEMP B-TREE");
  expect(text).not.toMatch(/^SCAN runs$/m);
});
