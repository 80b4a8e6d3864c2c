import { expect, it } from "vitest";
import { NOT_WATCHED, type Plan, type Run } from "../../../shared/model/index.ts";
import { MOMENT, madeRun, madeSnapshot, planId, targetId, tempCatalog } from "../catalog/catalog.fixture.ts";
import { planState } from "./plan-state.ts";

const [plan, target] = [planId(), targetId()];
const ids = { planId: plan, targetId: target };
const figures = (isUnchanged: boolean): Partial<Run> => ({
  figures: {
    ...{ kind: "backup", seconds: 1, filesNew: 0, filesChanged: 0, filesUnchanged: 3, files: 3, folders: 1, bytes: 9 },
    ...{ bytesAdded: 0, bytesStored: 0, isUnchanged },
  },
});

function onTarget(...runs: readonly Run[]) {
  const { catalog } = tempCatalog();
  catalog.snapshots.add(target, madeSnapshot("a", { planId: plan }));
  for (const run of runs) catalog.runs.save(run);
  // No more is looked at.
  const asked = { id: plan, targetIds: [target] } as unknown as Plan;
  return planState(asked, catalog, { activity: { type: "idle" }, watch: NOT_WATCHED }).targets[0];
}

it("says for which moment the newest snapshot stands, too", () => {
  const unchanged = madeRun({ ...ids, queuedAt: MOMENT + 5000, ...figures(true) });
  const failed = madeRun({ ...ids, queuedAt: MOMENT + 9000, outcome: "failed" });
  expect(onTarget(unchanged, failed)).toMatchObject({ newestSnapshotAt: MOMENT, currentAt: MOMENT + 5000 });
  const saved = madeRun({ ...ids, queuedAt: MOMENT + 7000, ...figures(false) });
  expect(onTarget(unchanged, saved)?.currentAt).toBeUndefined();
});
