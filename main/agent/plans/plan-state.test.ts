import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { NOT_WATCHED, type Plan, PlanId, Run, Snapshot, TargetId } from "../../../shared/model/index.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { openCatalog } from "../catalog/index.ts";
import { planState } from "./plan-state.ts";

const MOMENT = 1_800_000_000_000;
const [plan, target] = [PlanId.parse(randomUUID()), TargetId.parse(randomUUID())];
const made = (seconds: number, more: object): Run => {
  const queuedAt = MOMENT + seconds * 1000;
  return Run.parse({
    ...{ id: randomUUID(), kind: "backup", title: "Back up", targetName: "Blue", trigger: "user", state: "ended" },
    ...{ planId: plan, targetId: target, isStopping: false, problems: 0, outcome: "completed" },
    ...{ queuedAt, startedAt: queuedAt, endedAt: queuedAt + 500, ...more },
  });
};
const SNAPSHOT = Snapshot.parse({
  ...{ id: "a".repeat(64), time: MOMENT, hostname: "here", username: "ada", paths: ["/home"], tags: [], planId: plan },
});
const figures = (isUnchanged: boolean) => ({
  figures: {
    ...{ kind: "backup", seconds: 1, filesNew: 0, filesChanged: 0, filesUnchanged: 3, files: 3, folders: 1, bytes: 9 },
    ...{ bytesAdded: 0, bytesStored: 0, isUnchanged },
  },
});

function onTarget(...runs: readonly Run[]) {
  const { catalog } = openCatalog({ file: join(tempFolder(), "catalog.sqlite"), now: () => MOMENT });
  onTestFinished(() => catalog.close());
  catalog.snapshots.add(target, SNAPSHOT);
  for (const run of runs) catalog.runs.save(run);
  // No more is looked at.
  const asked = { id: plan, targetIds: [target] } as unknown as Plan;
  return planState(asked, { catalog, missing: () => 0 }, { activity: { type: "idle" }, watch: NOT_WATCHED }).targets[0];
}

it("says for which moment the newest snapshot stands, too", () => {
  const unchanged = made(5, figures(true));
  const failed = made(9, { outcome: "failed" });
  expect(onTarget(unchanged, failed)).toMatchObject({ newestSnapshotAt: MOMENT, currentAt: MOMENT + 5000 });
  const saved = made(7, figures(false));
  expect(onTarget(unchanged, saved)?.currentAt).toBeUndefined();
});
