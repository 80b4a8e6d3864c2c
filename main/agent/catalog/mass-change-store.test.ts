import { expect, it } from "vitest";
import type { MassChange } from "../../../shared/model/index.ts";
import { madeSnapshot, planId, runId, targetId, tempCatalog } from "./catalog.fixture.ts";

const [plan, target] = [planId(), targetId()];
const warning = (lastGood: string): MassChange => ({
  ...{ targetId: target, runId: runId(), at: 5, kind: "rewritten", filesBefore: 9, filesRemoved: 1, filesChanged: 8 },
  ...{ filesNew: 1, lastGoodId: madeSnapshot(lastGood).id, lastGoodAt: 4 },
});

it("keeps the first warning of a plan on a target until somebody has looked at it", () => {
  const { massChanges } = tempCatalog().catalog;
  const [first, second] = [warning("a"), warning("b")];
  expect(massChanges.isOpen(plan, target)).toBe(false);
  expect(massChanges.open(plan, first)).toBe(true);
  expect(massChanges.open(plan, second)).toBe(false);
  expect(massChanges.get(plan, target)).toEqual(first);
  expect(massChanges.isOpen(planId(), target)).toBe(false);
  expect(massChanges.close(plan, target)).toBe(true);
  expect(massChanges.close(plan, target)).toBe(false);
  expect(massChanges.open(plan, second)).toBe(true);
});

it("is open also when nobody can read what it warned of", () => {
  const { massChanges } = tempCatalog().catalog;
  // As a later version might have written it.
  massChanges.open(plan, { ...warning("a"), kind: "melted" } as unknown as MassChange);
  expect(massChanges.get(plan, target)).toBeUndefined();
  expect(massChanges.isOpen(plan, target)).toBe(true);
});
