import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  DEFAULT_CHOICES,
  DEFAULT_TESTS,
  type PlanChoices,
  type Run,
  ScheduleId,
  type When,
} from "../../shared/model/index.ts";
import { tempFolder } from "../../tests/support/temp-folder.ts";
import { createRepository } from "../engine/index.ts";
import { type AppFolders, appFolders } from "../platform/index.ts";
import { type Agent, openAgent } from "./agent.ts";
import { type Clock, systemClock } from "./clock/index.ts";
import { type Log, openLog } from "./log/index.ts";
import { MemorySecrets } from "./targets/memory-secrets.fixture.ts";

const TIMES = 20;
const START = Date.now();
/** A minute takes three seconds. */
const FAST: Clock = {
  now: () => START + (Date.now() - START) * TIMES,
  after: (ms, call) => systemClock.after(ms / TIMES, call),
};

let root: string;
let folders: AppFolders;
let secrets: MemorySecrets;
let log: Log & { close(): Promise<void> };
let agent: Agent;

beforeEach(async () => {
  root = tempFolder();
  folders = appFolders({ platform: process.platform, env: { HOLDFAST_HOME: join(root, "app") }, home: root });
  secrets = new MemorySecrets();
  log = openLog({ folder: folders.logs });
  agent = await begun();
  mkdirSync(join(root, "Documents"));
  writeFileSync(join(root, "Documents", "letter.txt"), "Dear Ada");
});

afterEach(async () => {
  await agent.close();
  await log.close();
});

function begun(): Promise<Agent> {
  return openAgent({ folders, secrets, version: "0.0.1", log, clock: FAST, stay: "resident" });
}

async function planThatRuns(when: When, more: Partial<PlanChoices> = {}) {
  const location = join(root, "drive");
  const open = await createRepository(location, { password: "pw", threads: 1, scrypt: { N: 1024, r: 8, p: 1 } });
  await open.close();
  const { target } = await agent.targets.adopt({ location, passphrase: "pw" });
  const schedule = {
    id: ScheduleId.parse(randomUUID()),
    when,
    action: { type: "backup", mode: "incremental" } as const,
  };
  const { plan } = await agent.plans.create({
    ...{ name: "Documents", folders: [join(root, "Documents")], targetIds: [target.id], ...DEFAULT_CHOICES },
    // Test-restores that follow backups have a test of their own.
    tests: { ...DEFAULT_TESTS, afterRuns: false },
    ...{ schedules: [schedule], ...more },
  });
  return plan;
}

/** The newest run that has ended, once there are so many. */
async function endedRuns(count: number): Promise<readonly Run[]> {
  const stop = new AbortController();
  for await (const _ of agent.watch(stop.signal)) {
    const ended = agent.runs.list({ limit: 50 }).runs.filter(({ state }) => state === "ended");
    if (ended.length >= count) return ended;
  }
  throw new Error("the agent ended");
}

it("a plan with an interval backs up by itself, again and again", async () => {
  const plan = await planThatRuns({ type: "interval", minutes: 1 });
  const [second, first] = await endedRuns(2);
  expect([first, second]).toMatchObject([
    { planId: plan.id, trigger: "schedule", outcome: "completed", mode: "incremental" },
    { planId: plan.id, trigger: "schedule", outcome: "completed", figures: { isUnchanged: true } },
  ]);
  expect(agent.plans.get({ planId: plan.id })).toMatchObject({ targets: [{ snapshots: 1 }] });
}, 60_000);

it("a plan backs up what has changed, by itself, and says so before", async () => {
  const plan = await planThatRuns({ type: "changes", settleSeconds: 20, atMostEveryMinutes: 0 });
  await endedRuns(1);
  writeFileSync(join(root, "Documents", "answer.txt"), "Dear Bob");
  const saved = async (): Promise<Run | undefined> =>
    (await endedRuns(1)).find(
      ({ figures }) => figures?.kind === "backup" && figures.filesNew === 1 && figures.files === 2,
    );
  const stop = new AbortController();
  for await (const _ of agent.watch(stop.signal)) {
    const run = await saved();
    if (run === undefined) continue;
    expect(run).toMatchObject({ trigger: "changes", outcome: "completed" });
    break;
  }
  stop.abort();
  expect(agent.plans.get({ planId: plan.id })).toMatchObject({ targets: [{ snapshots: 2 }] });
}, 60_000);

it.runIf(process.platform !== "win32")(
  "a plan's commands run around its backups, and their words are in the run's log",
  async () => {
    const line = { command: "echo $HOLDFAST_PLAN $HOLDFAST_OUTCOME", timeoutSeconds: 600 };
    await planThatRuns({ type: "interval", minutes: 600 }, { commands: { before: line, after: line } });
    const [run] = await endedRuns(1);
    if (run === undefined) throw new Error("one has ended");
    const told = agent.runs.log({ runId: run.id }).map(({ text }) => text);
    expect(told).toEqual(expect.arrayContaining(["before: Documents", "after: Documents completed"]));
  },
  60_000,
);

it("a pause lets nothing begin, a run by hand goes on, and the forecast knows of both", async () => {
  const until = FAST.now() + 3_600_000;
  expect(await agent.preferences.pause({ until })).toMatchObject({ paused: { until } });
  const plan = await planThatRuns({ type: "interval", minutes: 1 });
  expect(agent.plans.get({ planId: plan.id }).activity).toEqual({ type: "paused", until });
  expect(agent.plans.forecast({ days: 1 })[0]).toMatchObject({ planId: plan.id, heldUntil: until });
  agent.plans.start({ planId: plan.id, mode: "full" });
  expect(await endedRuns(1)).toMatchObject([{ trigger: "user", mode: "full", outcome: "completed" }]);
  expect(await agent.preferences.resume()).not.toHaveProperty("paused");
  expect((await endedRuns(2))[0]).toMatchObject({ trigger: "schedule" });
}, 60_000);

it("a schedule that never comes is refused when the plan is saved", async () => {
  const never: When = { type: "cron", expression: "0 3 31 2 *" };
  await expect(planThatRuns(never)).rejects.toMatchObject({ code: "agent/cron-fault" });
});
