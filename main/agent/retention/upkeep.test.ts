import { expect, it } from "vitest";
import type { Plan, Run } from "../../../shared/model/index.ts";
import { isTidyDue } from "./upkeep.ts";

const DAY = 86_400_000;
const NOW = 100 * DAY;
// No more is looked at.
const plan = { keep: { daily: 7 }, schedules: [], createdAt: 0 } as unknown as Plan;
const tidied = (daysAgo: number, bytesLeft: number | undefined = 0) => {
  const figures = bytesLeft === undefined ? {} : { figures: { kind: "tidy", bytesLeft } };
  return [{ endedAt: NOW - daysAgo * DAY, ...figures } as unknown as Run];
};
const asked = { plan, tidies: tidied(8), removed: 3, space: "fine", now: NOW } as const;

it.each([
  ["a week after the last time", {}, true],
  ["not before", { tidies: tidied(6) }, false],
  ["daily where room is short", { tidies: tidied(1), space: "low" }, true],
  ["not twice a day", { tidies: tidied(0.5), space: "stopped" }, false],
  ["the next day when there was more to gain", { tidies: tidied(1, 500) }, true],
  ["not when nothing would go", { removed: 0 }, false],
  ["but where backups wait for room", { removed: 0, tidies: tidied(1), space: "stopped" }, true],
  ["but to finish what was begun", { removed: 0, tidies: tidied(1, 500) }, true],
  ["a week after the plan was made", { tidies: [] }, true],
  ["not in its first week", { tidies: [], plan: { ...plan, createdAt: NOW - DAY } }, false],
  ["not without rules", { plan: { ...plan, keep: {} } }, false],
  ["not when its schedules say when", { plan: { ...plan, schedules: [{ action: { type: "tidy" } }] } }, false],
])("a plan is tidied by itself %s", (_title, given, expected) => {
  expect(isTidyDue({ ...asked, ...given } as Parameters<typeof isTidyDue>[0])).toBe(expected);
});

it("goes on the next day after a run that came to no end", () => {
  const tidies = [{ endedAt: NOW - DAY } as unknown as Run];
  expect(isTidyDue({ ...asked, tidies })).toBe(true);
});
