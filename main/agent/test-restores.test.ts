import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  DEFAULT_CHOICES,
  type Plan,
  type PlanChoices,
  type PlanId,
  type Run,
  type RunId,
  type TargetId,
} from "../../shared/model/index.ts";
import { tempFolder } from "../../tests/support/temp-folder.ts";
import { type AppFolders, appFolders } from "../platform/index.ts";
import { type Agent, openAgent } from "./agent.ts";
import { silentLog } from "./log/index.ts";
import { SCRATCH_FOLDER } from "./scratch/index.ts";
import { MemorySecrets } from "./targets/memory-secrets.fixture.ts";

let root: string;
let folders: AppFolders;
let agent: Agent;
let targetId: TargetId;
let plan: Plan;

async function begin(): Promise<void> {
  agent = await openAgent({
    folders,
    secrets: new MemorySecrets(),
    version: "0.0.1",
    log: silentLog,
    stay: "resident",
  });
}

beforeEach(async () => {
  root = tempFolder();
  folders = appFolders({ platform: process.platform, env: { HOLDFAST_HOME: join(root, "app") }, home: root });
  await begin();
  mkdirSync(join(root, "Documents"));
  for (let file = 0; file < 30; file++)
    writeFileSync(join(root, "Documents", `letter ${file}`), `${file} `.repeat(999));
  const location = join(root, "drive");
  const { target } = await agent.targets.create({ location, passphrase: "correct horse", keepInFile: true });
  targetId = target.id;
  plan = (await agent.plans.create(choices())).plan;
});
afterEach(() => agent.close());

function choices(more: Partial<PlanChoices> = {}): PlanChoices {
  const tests = { afterRuns: false, bytesPerDay: 1_000_000_000 };
  return {
    ...{ name: "Documents", folders: [join(root, "Documents")], targetIds: [targetId] },
    ...{ ...DEFAULT_CHOICES, tests, ...more },
  };
}

async function ended(runId: RunId | undefined): Promise<Run> {
  const stop = new AbortController();
  try {
    for await (const _ of agent.watch(stop.signal)) {
      const run = runId && agent.runs.get({ runId });
      if (run?.state === "ended") return run;
    }
  } finally {
    stop.abort();
  }
  throw new Error("the agent ended");
}

const backUp = (planId: PlanId = plan.id): Promise<Run> => ended(agent.plans.start({ planId }).runIds[0]);
const test = (amount: "sample" | "large" | "all", seed = 1): Promise<Run> =>
  ended(agent.proof.start({ planId: plan.id, amount, seed }).runIds[0]);

/** Flips a bit in the middle of the largest pack, which is one of file content. */
function damage(): void {
  const data = join(root, "drive", "data");
  const packs = readdirSync(data, { recursive: true, encoding: "utf8" }).filter((name) => name.length > 60);
  const sizeOf = (name: string): number => statSync(join(data, name)).size;
  const [largest = ""] = packs.sort((a, b) => sizeOf(b) - sizeOf(a));
  const bytes = readFileSync(join(data, largest));
  bytes.writeUInt8(bytes.readUInt8(50) ^ 1, 50);
  writeFileSync(join(data, largest), bytes);
}

describe("test-restores of a plan", () => {
  it("prove what they brought back, and the packs they read", async () => {
    await backUp();
    const run = await test("all");
    expect(run).toMatchObject({ outcome: "completed", kind: "test-restore", title: "Test-restore of Documents" });
    expect(run.figures).toMatchObject({ files: 30, snapshotFiles: 30, comparedWithSource: 30, failures: 0, seed: 1 });
    const [proof] = agent.proof.list();
    expect(proof).toMatchObject({ provenSnapshotId: run.snapshotId, isTesting: false });
    expect(proof?.coverage).toMatchObject({ packs: 2, packsProven: 2 });
    expect(agent.plans.get({ planId: plan.id }).targets[0]?.provenAt).toBe(proof?.provenAt);
    expect(agent.snapshots.list({ targetId }).map(({ provenAt }) => provenAt)).toEqual([run.endedAt]);
    expect(existsSync(join(folders.data, SCRATCH_FOLDER, run.id))).toBe(false);
  });

  it("tell at once what does not come back, and of a later one that it does again", async () => {
    await backUp();
    await test("sample");
    damage();
    const failed = await test("all");
    expect(failed.outcome).toBe("warnings");
    expect(failed.figures).toMatchObject({ kind: "test-restore" });
    expect(agent.runs.problems({ runId: failed.id, offset: 0, limit: 10 }).causes[0]?.cause).toBe("damaged");
    expect(agent.plans.get({ planId: plan.id }).targets[0]?.testFailure).toMatchObject({ runId: failed.id });
    expect(agent.snapshots.list({ targetId })[0]).not.toHaveProperty("provenAt");
    await test("sample", 77);
    expect(agent.proof.list()[0]?.failure).toBeDefined();
    damage(); // the same bit again: it is right
    await test("all");
    expect(agent.proof.list()[0]).not.toHaveProperty("failure");
    const [today] = agent.proof.days({ days: 7 });
    expect([today?.passed, today?.failed, today?.partly]).toEqual([2, 2, 0]);
  });

  it("are not doubled, and need something to test", async () => {
    expect(() => agent.proof.start({ planId: plan.id, amount: "sample" })).toThrow("nothing to test");
    await backUp();
    const first = agent.proof.start({ planId: plan.id, amount: "sample" });
    expect(agent.proof.start({ planId: plan.id, amount: "all" })).toEqual(first);
    await ended(first.runIds[0]);
  });

  it("follow a backup that made a snapshot, once in an hour", async () => {
    await agent.plans.update({ planId: plan.id, choices: choices({ tests: { afterRuns: true, bytesPerDay: 1e9 } }) });
    await backUp();
    const isTest = (run: Run): boolean => run.kind === "test-restore";
    const started = (): Run | undefined => agent.runs.list({ limit: 50 }).runs.find(isTest);
    const run = await ended(started()?.id);
    expect(run).toMatchObject({ trigger: "after-run", outcome: "completed" });
    await backUp();
    writeFileSync(join(root, "Documents", "one more"), "more");
    await backUp();
    expect(agent.runs.list({ limit: 50 }).runs.filter(isTest)).toHaveLength(1);
  });

  it("leave nothing behind that an agent which was killed had left", async () => {
    const left = join(folders.data, SCRATCH_FOLDER, "old");
    mkdirSync(left, { recursive: true });
    writeFileSync(join(left, "secret"), "x");
    await agent.close();
    await begin();
    expect(existsSync(left)).toBe(false);
  });

  it("say nothing of the backups when they are stopped", async () => {
    await backUp();
    await test("sample");
    const before = agent.proof.list()[0];
    const { runIds } = agent.proof.start({ planId: plan.id, amount: "all" });
    agent.runs.cancel({ runId: runIds[0] as RunId });
    const stopped = await ended(runIds[0]);
    expect(stopped.outcome).toBe("cancelled");
    expect(agent.proof.list()[0]).toMatchObject({ provenAt: before?.provenAt });
    expect(agent.proof.list()[0]).not.toHaveProperty("failure");
  });
});
