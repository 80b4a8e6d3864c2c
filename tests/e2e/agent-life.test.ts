import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  DEFAULT_FILTER,
  DEFAULT_TESTS,
  type PlanState,
  type Run,
  type RunId,
  type TargetState,
} from "../../shared/model/index.ts";
import { type RunningAgent, startAgent } from "../support/agent.ts";
import { holdfast } from "../support/holdfast.ts";
import { describeWithEachRestic, restic } from "../support/restic.ts";
import { writeTree } from "../support/source-tree.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { treeFacts } from "../support/tree-facts.ts";

const PASSPHRASE = "correct horse battery staple";
/** Enough that a run is in its middle for seconds, on any machine. */
const LARGE = { folders: 40, filesInEach: 100, bytesInEach: 128 * 1024 };
const SMALL = { folders: 3, filesInEach: 5, bytesInEach: 2000 };

interface Surroundings {
  readonly home: string;
  readonly source: string;
  readonly repository: string;
}

let agent: RunningAgent | undefined;

afterEach(async () => {
  await agent?.kill();
  agent = undefined;
});

function surroundings(size = SMALL): Surroundings {
  const folder = tempFolder();
  const source = join(folder, "Documents");
  writeTree(source, size);
  return { home: join(folder, "home"), source, repository: join(folder, "drive", "Holdfast") };
}

/** An agent with a plan that was never run. */
async function agentWithPlan({ home, source, repository }: Surroundings) {
  agent = await startAgent({ home });
  const { client } = agent;
  const target = await client.targets.create({
    name: "Blue",
    location: repository,
    passphrase: PASSPHRASE,
    keepInFile: true,
  });
  const targetIds = [target.target.id];
  // What follows a backup has tests of its own, and locks the repository for a moment.
  const tests = { ...DEFAULT_TESTS, afterRuns: false };
  const choices = { name: "Documents", folders: [source], filter: DEFAULT_FILTER, targetIds, tests };
  const plan = await client.plans.create(choices);
  return { agent, client, target, plan };
}

async function start({ client }: RunningAgent, { plan }: PlanState): Promise<RunId> {
  const { runIds } = await client.plans.start({ planId: plan.id });
  return runIds[0] as RunId; // a plan with a target starts a run
}

/** Waits, through the stream of events, for a run to be as wanted. */
async function until({ client }: RunningAgent, runId: RunId, isWanted: (run: Run) => boolean): Promise<Run> {
  const stop = new AbortController();
  for await (const event of await client.agent.watch(undefined, { signal: stop.signal })) {
    const runs = event.type === "hello" ? event.runs : event.type === "run" ? [event.run] : [];
    const found = runs.find((run) => run.id === runId) ?? (await client.runs.get({ runId }));
    if (isWanted(found)) {
      stop.abort();
      return found;
    }
  }
  throw new Error("the stream of events ended");
}

const isEnded = (run: Run): boolean => run.state === "ended";
const isInTheMiddle = (run: Run): boolean => (run.progress?.bytesStored ?? 0) > 40_000_000;

function restored(target: TargetState, plan: PlanState, snapshotId: Run["snapshotId"], folder: string) {
  const source = plan.plan.folders[0] as string;
  const cut = source.lastIndexOf("/");
  return {
    targetId: target.target.id,
    snapshotId: snapshotId as NonNullable<typeof snapshotId>,
    selections: [{ folder: source.slice(0, cut), names: [source.slice(cut + 1)] }],
    destination: { type: "folder" as const, folder },
    existingFiles: "replace-different" as const,
  };
}

describe("the agent", () => {
  it("backs up, tells of it, and restores what it saved", async () => {
    const around = surroundings();
    const { agent, client, plan, target } = await agentWithPlan(around);
    const run = await until(agent, await start(agent, plan), isEnded);
    expect(run).toMatchObject({ outcome: "completed", problems: 0, figures: { files: 15, filesNew: 15 } });
    const into = join(around.home, "restored");
    const { runId } = await client.restores.start(restored(target, plan, run.snapshotId, into));
    expect(await until(agent, runId, isEnded)).toMatchObject({ outcome: "completed", figures: { files: 15 } });
    expect(treeFacts(join(into, "Documents"))).toEqual(treeFacts(around.source));
  });

  it("ends safely on SIGTERM in mid-run; the run is told as interrupted and the next one goes on", async () => {
    const around = surroundings(LARGE);
    const first = await agentWithPlan(around);
    const runId = await start(first.agent, first.plan);
    await until(first.agent, runId, isInTheMiddle);
    expect(await first.agent.stop()).toBe(0);
    expect(locksIn(around.repository)).toEqual([]);
    const second = await startAgent({ home: around.home });
    agent = second;
    expect(await second.client.runs.get({ runId })).toMatchObject({ state: "ended", outcome: "interrupted" });
    const run = await until(second, await start(second, first.plan), isEnded);
    expect(run.outcome).toBe("completed");
    expect(storedBy(run)).toBeLessThan(LARGE.folders * LARGE.filesInEach * LARGE.bytesInEach - 30_000_000);
  });

  it("killed in mid-test claims nothing and leaves nothing behind, and the next test proves the backup", async () => {
    const around = surroundings(LARGE);
    const scratch = join(around.home, "data", "scratch");
    const first = await agentWithPlan(around);
    await until(first.agent, await start(first.agent, first.plan), isEnded);
    const asked = { planId: first.plan.plan.id, amount: "all" as const };
    const [runId = expect.fail()] = (await first.client.proof.start(asked)).runIds;
    await until(first.agent, runId, ({ progress }) => (progress?.bytesDone ?? 0) > 40_000_000);
    await first.agent.kill();
    expect(filesBelow(scratch).length).toBeGreaterThan(0);

    const second = await startAgent({ home: around.home });
    agent = second;
    expect(await second.client.runs.get({ runId })).toMatchObject({ state: "ended", outcome: "interrupted" });
    await eventually(
      async () => existsSync(scratch) && readdirSync(scratch).length > 0,
      (isLeft) => !isLeft,
    );
    const standing = async () => (await second.client.plans.list())[0]?.targets[0];
    expect(await standing()).not.toHaveProperty("provenAt");
    expect(await standing()).not.toHaveProperty("testFailure");
    const [again = expect.fail()] = (await second.client.proof.start(asked)).runIds;
    const files = LARGE.folders * LARGE.filesInEach;
    expect(await until(second, again, isEnded)).toMatchObject({
      outcome: "completed",
      figures: { files, failures: 0 },
    });
    expect(await standing()).toHaveProperty("provenAt");
  });

  it("is one for each profile: a second start hands over to the first", async () => {
    const around = surroundings();
    agent = await startAgent({ home: around.home });
    const env = { HOLDFAST_HOME: around.home, HOLDFAST_KEYCHAIN: "off" };
    const second = await holdfast(["serve", "--no-open", "--json"], { env });
    expect(second.code).toBe(0);
    const told = JSON.parse(second.stdout);
    expect(told.new).toBe(false);
    expect(new URL(told.url).origin).toBe(agent.origin);
  });

  it("makes a damaged catalog anew, keeps the old file, says so, and knows plans, targets and snapshots as before", async () => {
    const around = surroundings();
    const first = await agentWithPlan(around);
    const before = await until(first.agent, await start(first.agent, first.plan), isEnded);
    await first.agent.stop();
    const data = join(around.home, "data");
    for (const name of readdirSync(data).filter((each) => each.startsWith("catalog.sqlite"))) rmSync(join(data, name));
    writeFileSync(join(data, "catalog.sqlite"), "this is no database");
    agent = await startAgent({ home: around.home });
    const { client } = agent;
    const { notices } = await client.agent.status();
    expect(notices.map(({ level }) => level)).toContain("warning");
    expect(readdirSync(data).some((name) => name.startsWith("catalog.damaged"))).toBe(true);
    expect((await client.plans.list())[0]?.plan).toEqual(first.plan.plan);
    const rebuilt = await eventually(
      async () => (await client.runs.list({})).runs,
      (runs) => runs.length > 0,
    );
    expect(rebuilt[0]).toMatchObject({ trigger: "rebuilt", outcome: "completed", snapshotId: before.snapshotId });
  });

  it("keeps no secret anywhere but where secrets are kept", async () => {
    const around = surroundings();
    const { agent, client, plan, target } = await agentWithPlan(around);
    await until(agent, await start(agent, plan), isEnded);
    const kits = join(around.home, "kits");
    await client.disk.create({ parent: around.home, name: "kits" });
    await client.targets.saveRecoveryKit({ targetId: target.target.id, folder: kits });
    await agent.stop();
    const holders = filesBelow(around.home).filter((path) => readFileSync(path).includes(PASSPHRASE));
    expect(holders.map((path) => path.slice(around.home.length + 1))).toEqual([
      expect.stringMatching(/^config\/secrets\/[0-9a-f]{32}\.json$/),
      expect.stringMatching(/^kits\/.*\.html$/),
    ]);
  });
});

describeWithEachRestic("after the agent was killed in mid-run", (program) => {
  it("the run is interrupted with what it kept, the repository is sound, and the next run goes on", async () => {
    const around = surroundings(LARGE);
    const first = await agentWithPlan(around);
    const runId = await start(first.agent, first.plan);
    const middle = await until(first.agent, runId, isInTheMiddle);
    await first.agent.kill();

    const second = await startAgent({ home: around.home });
    agent = second;
    const told = await second.client.runs.get({ runId });
    expect(told).toMatchObject({ state: "ended", outcome: "interrupted" });
    expect(told.progress?.bytesStored ?? 0).toBeGreaterThanOrEqual(middle.progress?.bytesStored ?? 0);
    expect(existsSync(join(around.home, "data", "agent.json"))).toBe(true);

    const run = await until(second, await start(second, first.plan), isEnded);
    expect(run.outcome).toBe("completed");
    expect(storedBy(run)).toBeLessThan(LARGE.folders * LARGE.filesInEach * LARGE.bytesInEach - 20_000_000);
    const notes = (await second.client.runs.log({ runId: run.id })).map(({ text }) => text).join("\n");
    expect(notes).toMatch(/lock/i);
    expect(locksIn(around.repository)).toEqual([]);
    const args = ["check", "--read-data"];
    const { code, stderr } = await restic(program.path, around.repository, PASSPHRASE, args);
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });
});

function storedBy(run: Run): number {
  return run.figures?.kind === "backup" ? run.figures.bytesStored : Number.NaN;
}

function locksIn(repository: string): string[] {
  return readdirSync(join(repository, "locks"));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Asks again until the answer is as wanted, within the test's own time. */
async function eventually<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
