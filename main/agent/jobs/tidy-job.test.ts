import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import type { KeepRules, MassChange, Plan, Run, RunId, SnapshotId, Target } from "../../../shared/model/index.ts";
import { StorageNotAllowed } from "../../engine/storage/index.ts";
import { previewOn } from "../retention/index.ts";
import { backupJob, tidyJob } from "./index.ts";
import { type RealAgent, realAgent } from "./real-agent.fixture.ts";

let agent: RealAgent;
let target: Target;
let documents: string;
let plan: Plan;

beforeEach(async () => {
  agent = await realAgent();
  target = await agent.addTarget("Blue");
  documents = join(agent.folder, "Documents");
  mkdirSync(documents);
  plan = agent.addPlan(target, documents);
});

/** Snapshots with content of their own, which nothing else needs. */
async function backUp(times: number, of = plan): Promise<SnapshotId[]> {
  const ids: SnapshotId[] = [];
  for (let at = 0; at < times; at++) {
    writeFileSync(join(documents, "a.txt"), `${randomUUID()} `.repeat(2000));
    const { snapshotId } = await agent.do(backupJob(of, target, agent.jobs));
    if (snapshotId !== undefined) ids.push(snapshotId);
  }
  return ids;
}

function keep(rules: KeepRules): void {
  plan = { ...plan, keep: rules };
  agent.plans.splice(0, 1, plan);
}

const volumeSpace = async () => undefined;
const tidy = (of: Plan | undefined = plan): Promise<Run> =>
  agent.do(tidyJob(target, of, { ...agent.jobs, catalog: agent.catalog, volumeSpace }));
const stored = (): string[] => readdirSync(join(target.location, "snapshots")).sort();
const notes = (run: Run): string =>
  agent.runs
    .log({ runId: run.id })
    .map(({ text }) => text)
    .join("\n");

it("removes what the rules do not keep, exactly what the preview said, and gives the room back", async () => {
  const made = await backUp(3);
  keep({ last: 1 });
  const preview = previewOn(plan, target.id, { catalog: agent.catalog, now: Date.now });
  expect(preview).toMatchObject({ kept: 1, removed: 2, isHeld: false });
  const run = await tidy();
  expect(run).toMatchObject({ title: "Tidy up Documents", outcome: "completed", problems: 0 });
  expect(run.figures).toMatchObject({ kind: "tidy", snapshotsKept: 1, snapshotsRemoved: 2, bytesLeft: 0 });
  if (run.figures?.kind === "tidy") expect(run.figures.bytesAfter).toBeLessThan(run.figures.bytesBefore);
  expect(stored()).toEqual([made[2]]);
  const staying = preview.verdicts.filter((verdict) => verdict.keep).map(({ snapshotId }) => snapshotId);
  expect(agent.snapshots.list({ targetId: target.id }).map(({ id }) => id)).toEqual(staying);
  expect(notes(run)).toContain(`Removing snapshot ${made[0]?.slice(0, 8)}.`);
});

it("takes the rules as they are when its turn comes, and looks at what is there then", async () => {
  const made = await backUp(3);
  keep({ last: 1 });
  const job = tidyJob(target, plan, { ...agent.jobs, catalog: agent.catalog, volumeSpace });
  keep({ last: 2 });
  // The catalog still lists it.
  rmSync(join(target.location, "snapshots", made[2] ?? ""), { force: true });
  expect((await agent.do(job)).figures).toMatchObject({ snapshotsKept: 2, snapshotsRemoved: 0 });
  expect(stored()).toEqual(made.slice(0, 2).sort());
});

it("leaves the snapshots of other plans alone", async () => {
  const others = await backUp(2, agent.addPlan(target, documents));
  await backUp(2);
  keep({ last: 1 });
  expect((await tidy()).figures).toMatchObject({ snapshotsRemoved: 1 });
  for (const id of others) expect(stored()).toContain(id);
});

it("removes nothing while a warning is open, nor of a plan that is gone or has no rules", async () => {
  const [lastGoodId] = await backUp(2);
  expect((await tidy()).figures).toMatchObject({ snapshotsKept: 2, snapshotsRemoved: 0 });
  keep({ last: 1 });
  if (lastGoodId === undefined) throw new Error("no snapshot was made");
  const warning: MassChange = {
    ...{ targetId: target.id, runId: randomUUID() as RunId, at: 1, kind: "removed", filesBefore: 9, filesRemoved: 9 },
    ...{ filesChanged: 0, filesNew: 0, lastGoodId, lastGoodAt: 0 },
  };
  agent.catalog.massChanges.open(plan.id, warning);
  const held = await tidy();
  expect(held.figures).toMatchObject({ snapshotsRemoved: 0 });
  expect(notes(held)).toContain("No snapshot is removed: a warning about an unusual change is open.");
  agent.catalog.massChanges.close(plan.id, target.id);
  agent.plans.splice(0, 1);
  await tidy();
  expect(stored()).toHaveLength(2);
});

it("of a target removes no snapshot, and gives back what none needs", async () => {
  const [first] = await backUp(2);
  rmSync(join(target.location, "snapshots", first ?? ""), { force: true });
  const run = await agent.do(tidyJob(target, undefined, { ...agent.jobs, catalog: agent.catalog, volumeSpace }));
  expect(run).toMatchObject({ title: "Tidy up Blue", outcome: "completed", figures: { snapshotsRemoved: 0 } });
  expect(stored()).toHaveLength(1);
  if (run.figures?.kind === "tidy") expect(run.figures.bytesAfter).toBeLessThan(run.figures.bytesBefore);
});

it("leaves removing to others where a storage only takes new files, without a failure, and remembers that", async () => {
  await backUp(2);
  keep({ last: 1 });
  const job = tidyJob(target, plan, { ...agent.jobs, catalog: agent.catalog, volumeSpace });
  const run = await agent.do({
    ...job,
    perform: (context) => {
      const { storage } = context.open.repository;
      const remove = storage.remove.bind(storage);
      const { location } = storage;
      storage.remove = async (file, signal) => {
        if (file.kind !== "locks") throw new StorageNotAllowed({ doing: "remove", location, file }, "append-only");
        return remove(file, signal);
      };
      return job.perform(context).finally(() => {
        storage.remove = remove;
      });
    },
  });
  expect(run).toMatchObject({ outcome: "completed", problems: 0, figures: { snapshotsKept: 2, snapshotsRemoved: 0 } });
  expect(notes(run)).toContain("left to whoever may delete there");
  expect(stored()).toHaveLength(2);
  expect(agent.catalog.targetFacts.get(target.id).removal).toBe("append-only");
  expect(await tidy()).toMatchObject({ outcome: "completed", figures: { snapshotsRemoved: 0 } });
  expect(stored()).toHaveLength(2);
});
