import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import type { Plan, Run, Space, Target } from "../../../shared/model/index.ts";
import { silentLog } from "../log/index.ts";
import { type GuardDeps, guardedBackup } from "./index.ts";
import { type RealAgent, realAgent } from "./real-agent.fixture.ts";

const FILES = 60;
let agent: RealAgent;
let target: Target;
let documents: string;
let plan: Plan;
let looked: string[];

beforeEach(async () => {
  agent = await realAgent();
  target = await agent.addTarget("Blue");
  documents = join(agent.folder, "Documents");
  mkdirSync(documents);
  for (let at = 0; at < FILES; at++) writeFileSync(join(documents, `${at}.txt`), `file ${at}`);
  plan = agent.addPlan(target, documents);
  looked = [];
});

function backUp(space?: Space, of = plan): Promise<Run> {
  const deps: GuardDeps = {
    ...{ ...agent.jobs, catalog: agent.catalog, log: silentLog, volumeSpace: async () => space },
    upkeep: ({ name }, { name: place }) => void looked.push(`${name} to ${place}`),
  };
  return agent.do(guardedBackup(of, target, deps));
}

const warning = () => agent.catalog.massChanges.get(plan.id, target.id);

it("does not begin on a target that is nearly full, says so, and makes room", async () => {
  const run = await backUp({ freeBytes: 99_000_000, totalBytes: 10_000_000_000 });
  expect(run).toMatchObject({ outcome: "failed", error: { code: "agent/target-nearly-full", retry: "later" } });
  expect(run.error?.message).toBe("“Blue” is nearly full: 99.0 MB of 10.0 GB are free.");
  expect(looked).toEqual(["Documents to Blue"]);
});

it("is followed by the upkeep that is due", async () => {
  await backUp({ freeBytes: 9e9, totalBytes: 10e9 });
  expect(looked).toEqual(["Documents to Blue"]);
});

it("warns when the files of a plan are gone", async () => {
  const first = await backUp();
  for (let at = 0; at < 40; at++) rmSync(join(documents, `${at}.txt`));
  const run = await backUp();
  expect(warning()).toMatchObject({ kind: "removed", filesBefore: 60, filesRemoved: 40, lastGoodId: first.snapshotId });
  const notes = agent.runs.log({ runId: run.id });
  expect(notes.find(({ level }) => level === "warning")?.text).toMatch(
    /^This backup saw an unusual change: 40 of 60 files were removed; the last good backup is of \w+ \d\d:\d\d\. No snapshot/,
  );
});

it("does not take a drive that is away, or a folder less in the plan, for a loss", async () => {
  const other = join(agent.folder, "Other");
  mkdirSync(other);
  writeFileSync(join(other, "a.txt"), "a");
  plan = { ...plan, folders: [documents, other] };
  agent.plans.splice(0, 1, plan);
  await backUp();
  rmSync(documents, { recursive: true });
  expect((await backUp()).outcome).toBe("warnings");
  expect(warning()).toBeUndefined();
});
