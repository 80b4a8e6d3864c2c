import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { BackupMode, Plan, Run, Target } from "../../../shared/model/index.ts";
import { backup, backupTarget, NO_FILTER } from "../../engine/index.ts";
import { Changes } from "../changes/index.ts";
import { systemClock } from "../clock/index.ts";
import { Journal } from "../journal/index.ts";
import { silentLog } from "../log/index.ts";
import { WatchService } from "../watch/index.ts";
import { watchedRoots } from "../watched-roots.ts";
import { backupJob, type JobDeps } from "./index.ts";
import { type RealAgent, realAgent } from "./real-agent.fixture.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

let agent: RealAgent;
let target: Target;
let documents: string;
let plan: Plan;
let changes: Changes;
let now = 0;

beforeEach(async () => {
  agent = await realAgent();
  target = await agent.addTarget("Blue");
  documents = join(agent.folder, "Documents");
  for (const folder of ["letters", "notes"]) mkdirSync(join(documents, folder), { recursive: true });
  for (const name of ["letters/a", "letters/b", "notes/c"]) writeFileSync(join(documents, name), name);
  plan = agent.addPlan(target, documents);
  now = Date.now();
  const clock = { ...systemClock, now: () => now, after: systemClock.after };
  const watch: WatchService = new WatchService({
    ...{ clock: systemClock, log: silentLog, changed: () => {} },
    marked: (marks) => changes.mark(marks),
  });
  const journal = new Journal({ store: agent.catalog.journal, blind: (folders) => watch.blind(folders) });
  changes = new Changes({
    ...{ journal, watch, clock, log: silentLog, onMarks: () => {}, rootsOf: watchedRoots },
    ...{ plans: () => agent.plans, skipPaths: agent.jobs.skipPaths },
  });
  changes.follow();
  onTestFinished(() => watch.stop());
  await expect.poll(() => changes.of(plan).state, { timeout: 20_000 }).toBe("watching");
});

function backUp(mode?: BackupMode): Promise<Run> {
  const deps: JobDeps = { ...agent.jobs, changes, clock: { ...systemClock, now: () => now } };
  return agent.do(backupJob(plan, target, deps, mode));
}

const listed = () => agent.snapshots.list({ targetId: target.id });

describe("a backup of a plan whose folders are watched", () => {
  it("makes no snapshot when nothing has changed, and names the one that stands", async () => {
    const first = await backUp();
    expect(first.figures).toMatchObject({ foundBy: "walk", filesNew: 3 });
    const second = await backUp();
    expect(second).toMatchObject({ outcome: "completed", snapshotId: first.snapshotId });
    expect(second.figures).toMatchObject({ foundBy: "journal", isUnchanged: true, files: 3, filesUnchanged: 3 });
    expect(listed()).toHaveLength(1);
  });

  it("looks only at what has changed, and has all of it", async () => {
    await backUp();
    writeFileSync(join(documents, "letters/a"), "Dear Ada");
    rmSync(join(documents, "letters/b"));
    mkdirSync(join(documents, "new/deep"), { recursive: true });
    writeFileSync(join(documents, "new/deep/d"), "d");
    expect((await backUp()).figures).toMatchObject({
      ...{ foundBy: "journal", files: 3, filesNew: 1, filesChanged: 1, filesRemoved: 1 },
    });
    expect((await backUp()).figures).toMatchObject({ isUnchanged: true });
  });

  it("makes one anew when another program removed the newest, though nothing has changed", async () => {
    const first = await backUp();
    rmSync(join(target.location, "snapshots", first.snapshotId ?? ""), { force: true });
    const second = await backUp();
    expect(second.figures).toMatchObject({ foundBy: "walk" });
    expect(listed().map(({ id }) => id)).toEqual([second.snapshotId]);
  });

  it("does not take a folder that is away for one without changes", async () => {
    await backUp();
    renameSync(documents, `${documents}.away`);
    expect(await backUp()).toMatchObject({ outcome: "failed", error: { code: "backup/nothing" } });
    renameSync(`${documents}.away`, documents);
    expect((await backUp()).outcome).toBe("completed");
  });

  it("looks again at what could not be saved, until it can", async () => {
    const gone = join(agent.folder, "gone");
    plan = { ...plan, folders: [documents, gone] };
    agent.plans.splice(0, 1, plan);
    expect(await backUp()).toMatchObject({ outcome: "warnings", problems: 1 });
    expect(await backUp()).toMatchObject({ outcome: "warnings", problems: 1 });
    mkdirSync(gone);
    expect(await backUp()).toMatchObject({ outcome: "completed", problems: 0 });
  });

  it("walks once a day all the same, and finds nothing missed where all was told", async () => {
    await backUp();
    now += DAY_MS;
    writeFileSync(join(documents, "notes/c"), "told");
    expect((await backUp()).figures).toMatchObject({ foundBy: "walk", missed: 0, filesChanged: 1 });
    expect(changes.of(plan)).toMatchObject({ walkedAt: now, missed: 0 });
  });

  it("walks after a time in which nobody watched", async () => {
    await backUp();
    changes.distrustAll();
    // What comes and goes beside the plan's folders is nothing new.
    writeFileSync(join(documents, "../beside"), "");
    expect((await backUp()).figures).toMatchObject({ isUnchanged: true });
    expect(listed()).toHaveLength(1);
  });
});

describe("a full backup", () => {
  it("reads everything, is made though nothing has changed, and names no parent", async () => {
    await backUp();
    const full = await backUp("full");
    expect(full).toMatchObject({ outcome: "completed", mode: "full" });
    expect(listed()[0]).toMatchObject({ id: full.snapshotId, mode: "full" });
    expect(listed()[0]?.parent).toBeUndefined();
    expect((await backUp()).figures).toMatchObject({ isUnchanged: true });
  });
});

describe("a differential backup", () => {
  it("compares with the newest full one, whatever was made since", async () => {
    const full = await backUp("full");
    writeFileSync(join(documents, "letters/a"), "changed");
    await backUp();
    writeFileSync(join(documents, "letters/b"), "changed too");
    const differential = await backUp("differential");
    expect(differential.figures).toMatchObject({ mode: "differential", foundBy: "journal", filesChanged: 2 });
    expect(listed()[0]).toMatchObject({ parent: full.snapshotId, mode: "differential" });
  });

  it("is full where there is nothing to differ from", async () => {
    expect((await backUp("differential")).figures).toMatchObject({ mode: "full" });
  });

  it("is made when all is as in the full one again, but not as in the newest", async () => {
    await backUp("full");
    const extra = join(documents, "letters/extra");
    writeFileSync(extra, "for a while");
    const between = await backUp();
    rmSync(extra);
    const differential = await backUp("differential");
    expect(differential.snapshotId).not.toBe(between.snapshotId);
    expect(listed()).toHaveLength(3);
  });
});

it("gives a plan a snapshot of its own where the repository has the same from elsewhere", async () => {
  const repository = await agent.repositories.withRepository(target, "run", async (open) => {
    const options = { targets: [backupTarget(documents)], filter: NO_FILTER };
    return (await backup(open, options).result).snapshot;
  });
  const run = await backUp();
  expect(run.snapshotId).not.toBe(repository?.id);
  expect(agent.snapshots.list({ targetId: target.id, planId: plan.id })).toHaveLength(1);
});
