import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type BackupFigures,
  DEFAULT_CHOICES,
  type Plan,
  type PlanChoices,
  type Run,
  type RunKind,
  type Snapshot,
  type Target,
} from "../../shared/model/index.ts";
import { newestRestic, restic } from "../../tests/support/restic.ts";
import { tempFolder } from "../../tests/support/temp-folder.ts";
import { createRepository, openRepository } from "../engine/index.ts";
import { type AppFolders, appFolders } from "../platform/index.ts";
import { type Agent, openAgent } from "./agent.ts";
import { type Clock, systemClock } from "./clock/index.ts";
import { type Log, openLog } from "./log/index.ts";
import { MemorySecrets } from "./targets/memory-secrets.fixture.ts";

/** Goes ten times as fast: targets are looked at every second. */
const FAST: Clock = { now: () => Date.now(), after: (ms, call) => systemClock.after(ms / 10, call) };
const PASSPHRASE = "correct horse battery staple";
const RESTIC = newestRestic();

let root: string;
let folders: AppFolders;
let secrets: MemorySecrets;
let log: Log & { close(): Promise<void> };
let agent: Agent;
let blue: Target;
let green: Target;
let plan: Plan;

beforeEach(async () => {
  root = tempFolder();
  folders = appFolders({ platform: process.platform, env: { HOLDFAST_HOME: join(root, "app") }, home: root });
  secrets = new MemorySecrets();
  log = openLog({ folder: folders.logs });
  agent = await begun();
  mkdirSync(join(root, "Documents", "letters"), { recursive: true });
  write("letters/first.txt");
  blue = await targetAt("blue");
  green = await targetAt("green");
  plan = await planTo([blue, green]);
});

afterEach(async () => {
  await agent.close();
  await log.close();
});

function begun(): Promise<Agent> {
  return openAgent({ folders, secrets, version: "0.0.1", log, clock: FAST, stay: "resident" });
}

async function again(): Promise<void> {
  await agent.close();
  agent = await begun();
}

async function targetAt(name: string): Promise<Target> {
  const location = join(root, name);
  const open = await createRepository(location, { password: PASSPHRASE, scrypt: { N: 1024, r: 8, p: 1 } });
  await open.close();
  return (await agent.targets.adopt({ location, passphrase: PASSPHRASE })).target;
}

async function planTo(targets: readonly Target[], more: Partial<PlanChoices> = {}): Promise<Plan> {
  const base = { name: "Documents", folders: [join(root, "Documents")], ...DEFAULT_CHOICES };
  return (await agent.plans.create({ ...base, targetIds: targets.map(({ id }) => id), ...more })).plan;
}

function write(name: string, content = name): void {
  writeFileSync(join(root, "Documents", name), content);
}

async function until<T>(look: () => T | undefined): Promise<T> {
  const stop = new AbortController();
  try {
    for await (const _ of agent.watch(stop.signal)) {
      const found = look();
      if (found !== undefined) return found;
    }
  } finally {
    stop.abort();
  }
  throw new Error("the agent ended");
}

const runsOf = (kind: RunKind): readonly Run[] =>
  agent.runs.list({ kind, limit: 50 }).runs.filter(({ state }) => state === "ended");
const on = ({ id }: Target) => agent.plans.get({ planId: plan.id }).targets.find(({ targetId }) => targetId === id);
const listed = ({ id }: Target): readonly Snapshot[] => agent.snapshots.list({ targetId: id });

/** Backs up, and waits until nothing of the plan goes on. */
async function backedUp(): Promise<Run> {
  const [runId = "" as never] = agent.plans.start({ planId: plan.id }).runIds;
  await until(() => (agent.runs.get({ runId }).state === "ended" ? true : undefined));
  await quiet();
  return agent.runs.get({ runId });
}

function figuresOf({ figures }: Run): BackupFigures {
  if (figures?.kind !== "backup") throw new Error("the backup did not come to its end");
  return figures;
}

const quiet = () => until(() => (agent.runs.active().length === 0 ? true : undefined));
const present = (target: Target, presence: string) =>
  until(() => (agent.targets.get({ targetId: target.id }).presence === presence ? true : undefined));

async function unplug(target: Target): Promise<void> {
  renameSync(target.location, `${target.location}.away`);
  await present(target, "away");
}

function plug(target: Target): void {
  renameSync(`${target.location}.away`, target.location);
}

/** What restic says of a repository's snapshots, the oldest first. */
async function judged({ location }: Target): Promise<readonly { readonly tree: string; readonly time: string }[]> {
  const ask = (...args: string[]) => restic(RESTIC?.path ?? "", location, PASSPHRASE, args);
  expect((await ask("check", "--read-data")).code).toBe(0);
  const all = JSON.parse((await ask("snapshots", "--json")).stdout) as { tree: string; time: string }[];
  return all.map(({ tree, time }) => ({ tree, time }));
}

describe("a plan with two targets", () => {
  it("reads its folders once, and brings what was saved to the other by a copy", async () => {
    const run = await backedUp();
    expect(run).toMatchObject({ kind: "backup", targetId: blue.id, outcome: "completed" });
    expect(runsOf("backup")).toHaveLength(1);
    expect(runsOf("copy")).toMatchObject([
      {
        ...{ title: "Copy Documents", targetId: green.id, trigger: "user", outcome: "completed" },
        figures: { kind: "copy", snapshots: 1, snapshotsThere: 0 },
      },
    ]);
    const [first, copy] = [listed(blue)[0], listed(green)[0]];
    expect(copy).toMatchObject({ original: first?.id, time: first?.time, planId: plan.id, files: 1 });
    expect(on(green)).toMatchObject({ snapshots: 1, newestSnapshotAt: first?.time, lastRun: { outcome: "completed" } });
    expect(on(green)?.missing).toBeUndefined();
  });

  it.runIf(RESTIC)("keeps repositories in which restic finds the same trees", async () => {
    await backedUp();
    write("second.txt");
    await backedUp();
    const there = await judged(blue);
    expect(there).toHaveLength(2);
    expect(await judged(green)).toEqual(there);
  });

  it("lets the other stand for the same moment when nothing has changed, without a run for it", async () => {
    await backedUp();
    const run = await backedUp();
    expect(run.figures).toMatchObject({ isUnchanged: true });
    expect(runsOf("copy")).toHaveLength(1);
    expect([on(blue)?.currentAt, on(green)?.currentAt]).toEqual([run.startedAt, run.startedAt]);
  });

  it("says what is not there yet of one that is away, and brings all of it, the oldest first, when it is back", async () => {
    await unplug(green);
    for (const name of ["a.txt", "b.txt", "c.txt"]) {
      write(name);
      await backedUp();
    }
    expect(on(green)).toMatchObject({ snapshots: 0, missing: 3 });
    expect(runsOf("copy")).toEqual([]);
    plug(green);
    await until(() => runsOf("copy")[0]);
    await quiet();
    expect(runsOf("copy")).toMatchObject([{ figures: { snapshots: 3 }, trigger: "schedule", outcome: "completed" }]);
    expect(listed(green).map(({ original }) => original)).toEqual(listed(blue).map(({ id }) => id));
    expect(on(green)?.missing).toBeUndefined();
  });

  it("brings only what its rules would keep there", async () => {
    await agent.plans.update({ planId: plan.id, choices: { ...plan, keep: { last: 2 } } });
    await unplug(green);
    for (const name of ["a.txt", "b.txt", "c.txt"]) {
      write(name);
      await backedUp();
    }
    expect(on(green)?.missing).toBe(2);
    plug(green);
    await until(() => runsOf("copy")[0]);
    await quiet();
    const [newest, second] = listed(blue);
    expect(listed(green).map(({ original }) => original)).toEqual([newest?.id, second?.id]);
  });

  it("backs up to the other, without a walk, when the one that leads is away", async () => {
    for (let at = 0; at < 20; at++) mkdirSync(join(root, "Documents", `${at}`));
    await backedUp();
    write("letters/second.txt");
    const { foldersLooked } = figuresOf(await backedUp());
    expect(foldersLooked).toBeLessThan(10);
    await unplug(blue);
    write("letters/third.txt");
    const run = await backedUp();
    expect(run).toMatchObject({ targetId: green.id, outcome: "completed" });
    expect(run.figures).toMatchObject({ foundBy: "journal", foldersLooked, filesNew: 1, filesUnchanged: 2 });
    plug(blue);
    await until(() => runsOf("copy").find(({ targetId }) => targetId === blue.id));
    await quiet();
    expect(listed(blue)).toHaveLength(3);
    write("letters/fourth.txt");
    const back = await backedUp();
    expect(back).toMatchObject({ targetId: blue.id, figures: { foundBy: "journal", foldersLooked } });
    expect(listed(green)).toHaveLength(4);
  });

  it("begins on whichever comes back first when all are away", async () => {
    await unplug(blue);
    await unplug(green);
    const [runId = "" as never] = agent.plans.start({ planId: plan.id }).runIds;
    await until(() => (agent.runs.get({ runId }).waitingFor === "target" ? true : undefined));
    plug(green);
    await until(() => (agent.runs.get({ runId }).state === "ended" ? true : undefined));
    expect(agent.runs.get({ runId })).toMatchObject({ targetId: green.id, targetName: "green", outcome: "completed" });
    plug(blue);
    await until(() => runsOf("copy")[0]);
    await quiet();
    expect(listed(blue)).toMatchObject([{ original: listed(green)[0]?.id }]);
  });

  it("goes on with a copy that the agent's end interrupted", async () => {
    await unplug(green);
    await backedUp();
    await again();
    plug(green);
    await until(() => runsOf("copy")[0]);
    await quiet();
    await again();
    expect(listed(green)).toHaveLength(1);
    expect(runsOf("backup")).toHaveLength(1);
  });

  it("brings all there is to a target that comes to the plan later", async () => {
    await backedUp();
    write("second.txt");
    await backedUp();
    const red = await targetAt("red");
    await agent.plans.update({ planId: plan.id, choices: { ...plan, targetIds: [blue.id, green.id, red.id] } });
    await until(() => runsOf("copy").find(({ targetId }) => targetId === red.id));
    await quiet();
    expect(listed(red).map(({ time }) => time)).toEqual(listed(blue).map(({ time }) => time));
  });
});

it("a new repository cuts files as the others do, so that copies and backups share what they store", async () => {
  await backedUp();
  const { target: red } = await agent.targets.create({ location: join(root, "red"), passphrase: PASSPHRASE });
  const open = await Promise.all([blue, red].map(({ location }) => openRepository(location, { password: PASSPHRASE })));
  const [one, other] = open.map(({ repository }) => repository.config.chunkerPolynomial);
  for (const each of open) await each.close();
  expect(other).toBe(one);
});
