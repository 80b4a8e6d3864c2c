import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  DEFAULT_CHOICES,
  DEFAULT_PREFERENCES,
  type PlanChoices,
  type PlanId,
  type Run,
  type RunId,
  type TargetId,
} from "../../shared/model/index.ts";
import { tempFolder } from "../../tests/support/temp-folder.ts";
import { createRepository, openRepository, snapshots } from "../engine/index.ts";
import { type AppFolders, appFolders } from "../platform/index.ts";
import { type Agent, type AgentOptions, openAgent } from "./agent.ts";
import { type Clock, systemClock } from "./clock/index.ts";
import { type Log, openLog } from "./log/index.ts";
import { MemorySecrets } from "./targets/memory-secrets.fixture.ts";

const PASSPHRASE = "correct horse battery staple";

/** Goes ten times as fast, for a test that would otherwise wait for the next look at a target. */
const FAST: Clock = { now: () => Date.now(), after: (ms, call) => systemClock.after(ms / 10, call) };

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

function begun(options: Partial<AgentOptions> = {}): Promise<Agent> {
  return openAgent({ folders, secrets, version: "0.0.1", log, ...options });
}

/** Ends the agent, and begins its next life. */
async function again(between: () => void = () => {}, options: Partial<AgentOptions> = {}): Promise<Agent> {
  await agent.close();
  between();
  agent = await begun(options);
  return agent;
}

function choices(targetId: TargetId, more: Partial<PlanChoices> = {}): PlanChoices {
  return {
    ...{ name: "Documents", folders: [join(root, "Documents")], targetIds: [targetId] },
    ...{ ...DEFAULT_CHOICES, ...more },
  };
}

/** Waits, by what the agent tells and not by the clock, until what is asked for is so. */
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

function ended(runId: RunId): Promise<Run> {
  return until(() => {
    const run = agent.runs.get({ runId });
    return run.state === "ended" ? run : undefined;
  });
}

/** A target with a new repository, whose key is cheap to open. */
async function targetMade(name = "drive"): Promise<TargetId> {
  const location = join(root, name);
  await cheapRepository(location);
  return (await agent.targets.adopt({ location, passphrase: PASSPHRASE })).target.id;
}

async function cheapRepository(location: string): Promise<string> {
  const open = await createRepository(location, { password: PASSPHRASE, scrypt: { N: 1024, r: 8, p: 1 } });
  const { id } = open.repository.config;
  await open.close();
  return id;
}

async function backedUp(planId: PlanId): Promise<Run> {
  const [runId] = agent.plans.start({ planId }).runIds;
  if (runId === undefined) throw new Error("nothing was started");
  return ended(runId);
}

function idOf<T extends { readonly id: string }>(entries: readonly T[]): T["id"] {
  const [first] = entries;
  if (first === undefined) throw new Error("there is none");
  return first.id;
}

describe("an agent", () => {
  it("says once that there is no keychain, where passphrases are kept instead, and not again", async () => {
    const fallback = { where: "the folder /home/ada/secrets", keychainProblem: new Error("no session bus") };
    const other = { ...folders, data: join(root, "other"), config: join(root, "other") };
    const withFile = { secrets: Object.assign(new MemorySecrets(), fallback), folders: other };
    const [notice] = (await again(() => {}, withFile)).status().notices;
    expect(notice).toMatchObject({ id: "no-keychain", message: expect.stringContaining(fallback.where) });
    agent.dismissNotice({ id: "no-keychain" });
    expect((await again(() => {}, withFile)).status().notices).toEqual([]);
  });

  it("makes a target and a plan, backs up, and tells how it ended", async () => {
    const made = await agent.targets.create({ location: join(root, "drive") });
    const targetId = made.target.id;
    const { plan, targets } = await agent.plans.create(choices(targetId));
    expect(targets).toEqual([{ targetId, snapshots: 0 }]);
    const run = await backedUp(plan.id);
    expect(run).toMatchObject({ outcome: "completed", title: "Back up Documents", planName: "Documents" });
    const state = agent.plans.get({ planId: plan.id });
    expect(state.targets).toMatchObject([
      {
        ...{ targetId, snapshots: 1, newestSnapshotFiles: 1, newestSnapshotBytes: 8 },
        lastRun: { runId: run.id, outcome: "completed", problems: 0 },
      },
    ]);
    expect(agent.targets.get({ targetId })).toMatchObject({ snapshots: 1, presence: "present" });
    expect(agent.status()).toMatchObject({ runsRunning: 0, runsQueued: 0, notices: [], pid: process.pid });
  });

  it("runs at the pace that the user has chosen, also in its next life", async () => {
    const { plan } = await agent.plans.create(choices(await targetMade()));
    expect(agent.preferences.get()).toEqual(DEFAULT_PREFERENCES);
    await agent.preferences.update({ ...DEFAULT_PREFERENCES, pace: "gentle" });
    expect((await again()).preferences.get()).toEqual({ ...DEFAULT_PREFERENCES, pace: "gentle" });
    const run = await backedUp(plan.id);
    expect(run).toMatchObject({ outcome: "completed", pace: { pace: "gentle", because: "setting" } });
  });

  it("does not double a run that is waiting, and starts it when the target comes back", async () => {
    await again(() => {}, { clock: FAST });
    const targetId = await targetMade();
    const { plan } = await agent.plans.create(choices(targetId));
    renameSync(join(root, "drive"), join(root, "elsewhere"));
    const first = agent.plans.start({ planId: plan.id });
    expect(agent.plans.start({ planId: plan.id, trigger: "command-line" })).toEqual(first);
    const runId = first.runIds[0] as RunId; // one target, one run
    await until(() => (agent.runs.get({ runId }).waitingFor === "target" ? true : undefined));
    await until(() => (agent.targets.get({ targetId }).presence === "away" ? true : undefined));
    expect(agent.status()).toMatchObject({ runsQueued: 1, runsRunning: 0 });
    renameSync(join(root, "elsewhere"), join(root, "drive"));
    expect(await ended(runId)).toMatchObject({ outcome: "completed" });
  });

  it("stops a plan's runs when the plan is removed, and keeps its snapshots", async () => {
    const targetId = await targetMade();
    const { plan } = await agent.plans.create(choices(targetId));
    await backedUp(plan.id);
    renameSync(join(root, "drive"), join(root, "elsewhere"));
    const [runId] = agent.plans.start({ planId: plan.id }).runIds;
    await agent.plans.remove({ planId: plan.id });
    expect(runId && agent.runs.get({ runId })).toMatchObject({ outcome: "cancelled" });
    expect(agent.plans.list()).toEqual([]);
    expect(agent.snapshots.list({ targetId })).toHaveLength(1);
  });

  it("refuses a plan of folders that are all missing, and takes one of which some are there", async () => {
    const targetId = await targetMade();
    const gone = join(root, "gone");
    await expect(agent.plans.create(choices(targetId, { folders: [gone] }))).rejects.toMatchObject({
      code: "agent/folders-missing",
    });
    const both = choices(targetId, { folders: [gone, join(root, "Documents")] });
    const { plan } = await agent.plans.create(both);
    expect(plan.folders).toEqual(both.folders);
    rmSync(join(root, "Documents"), { recursive: true });
    const renamed = await agent.plans.update({ planId: plan.id, choices: { ...both, name: "Letters" } });
    expect(renamed.plan).toMatchObject({ id: plan.id, name: "Letters", createdAt: plan.createdAt });
    await expect(agent.plans.update({ planId: plan.id, choices: { ...both, folders: [gone] } })).rejects.toMatchObject({
      code: "agent/folders-missing",
    });
  });

  it("refuses a second plan of the same name, also at the same moment, and a plan to a target that is not there", async () => {
    const targetId = await targetMade();
    const both = await Promise.allSettled([
      agent.plans.create(choices(targetId)),
      agent.plans.create(choices(targetId)),
    ]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(agent.plans.list()).toHaveLength(1);
    const unknown = "00000000-0000-4000-8000-000000000000" as TargetId; // of the right form, and nobody's
    await expect(agent.plans.create(choices(unknown, { name: "Other" }))).rejects.toMatchObject({
      code: "agent/target-unknown",
    });
  });

  it("lists what a repository holds that it takes on", async () => {
    const { plan } = await agent.plans.create(choices(await targetMade()));
    await backedUp(plan.id);
    await again(() => rmSync(folders.config, { recursive: true }));
    expect(agent.targets.list()).toEqual([]);
    const { target } = await agent.targets.adopt({ location: join(root, "drive"), passphrase: PASSPHRASE });
    const known = await until(() => agent.snapshots.list({ targetId: target.id })[0]);
    expect(known).toMatchObject({ files: 1, paths: [join(root, "Documents")] });
  });

  it("keeps on with targets, plans and history in its next life", async () => {
    const { plan } = await agent.plans.create(choices(await targetMade()));
    const run = await backedUp(plan.id);
    await again();
    expect(agent.plans.list().map((state) => state.plan)).toEqual([plan]);
    expect(agent.plans.get({ planId: plan.id }).targets).toMatchObject([{ snapshots: 1, lastRun: { runId: run.id } }]);
    expect(agent.status().notices).toEqual([]);
    expect(await backedUp(plan.id)).toMatchObject({ outcome: "completed", figures: { filesUnchanged: 1 } });
  });

  it("says that a passphrase is missing when the one that is kept opens no more, and takes the new one", async () => {
    const targetId = await targetMade();
    const { repositoryId } = agent.targets.find(targetId);
    await again(() => secrets.kept.set(`repository ${repositoryId}`, "the old one"));
    const isMissing = () => (agent.targets.get({ targetId }).passphrase === "missing" ? true : undefined);
    await until(isMissing);
    expect((await agent.targets.unlock({ targetId, passphrase: PASSPHRASE })).passphrase).toBe("kept");
    const { plan } = await agent.plans.create(choices(targetId));
    expect(await backedUp(plan.id)).toMatchObject({ outcome: "completed" });
  });

  it("makes a target of a repository that was there before it, unless the user has removed that", async () => {
    const location = join(root, "own");
    const id = await cheapRepository(location);
    await secrets.set(`repository ${id}`, PASSPHRASE);
    const knownRepositories = [{ location, id, name: "This computer" }];
    await again(() => {}, { knownRepositories });
    const [state] = agent.targets.list();
    expect(state?.target).toMatchObject({ name: "This computer", location, repositoryId: id });
    await again(() => {}, { knownRepositories });
    expect(agent.targets.list()).toHaveLength(1);
    await agent.targets.remove({ targetId: idOf(agent.targets.list().map(({ target }) => target)) });
    await again(() => {}, { knownRepositories });
    expect(agent.targets.list()).toEqual([]);
  });
});

describe("an agent whose history is lost", () => {
  let planId: PlanId;
  let targetId: TargetId;
  let runs: readonly Run[];

  beforeEach(async () => {
    targetId = await targetMade();
    planId = (await agent.plans.create(choices(targetId))).plan.id;
    await backedUp(planId);
    writeFileSync(join(root, "Documents", "second.txt"), "Dear Ben");
    await backedUp(planId);
    runs = agent.runs.list({ limit: 10 }).runs;
  });

  function catalogFiles(): string[] {
    return readdirSync(folders.data)
      .filter((name) => name.startsWith("catalog."))
      .map((name) => join(folders.data, name));
  }

  async function rebuilt(): Promise<readonly Run[]> {
    await until(() => agent.status().notices.find(({ id }) => id.startsWith("history-rebuilt")));
    return agent.runs.list({ limit: 10 }).runs;
  }

  it("reads it again from the snapshots, and says what is lost, when the catalog was deleted", async () => {
    await again(() => {
      for (const file of catalogFiles()) rmSync(file);
    });
    expect(agent.targets.list()).toHaveLength(1);
    const found = await rebuilt();
    expect(found).toHaveLength(2);
    for (const [at, run] of found.entries()) {
      const { figures, snapshotId, title, planName } = runs[at] as Run; // there are two
      // A snapshot does not tell how its run found what had changed.
      const untold = { foundBy: undefined, foldersLooked: undefined, filesRemoved: undefined };
      expect(run).toMatchObject({ trigger: "rebuilt", outcome: "completed", snapshotId, title, planName, planId });
      expect({ ...run.figures, seconds: 0 }).toEqual({ ...figures, ...untold, seconds: 0 });
    }
    expect(agent.plans.get({ planId }).targets).toMatchObject([{ snapshots: 2, lastRun: { outcome: "completed" } }]);
    const said = agent.status().notices.map(({ message }) => message);
    expect(said).toContain("The history of your backups was gone. A new one was begun.");
    expect(said).toContain("The history of “drive” was read again from its snapshots: 2 backups.");
    expect(await backedUp(planId)).toMatchObject({ outcome: "completed", figures: { filesUnchanged: 2 } });
  });

  it("sets a damaged catalog aside and says where it is", async () => {
    await again(() => writeFileSync(join(folders.data, "catalog.sqlite"), "this is no database".repeat(1000)));
    expect(await rebuilt()).toHaveLength(2);
    const lost = agent.status().notices.find(({ id }) => id === "catalog-lost");
    expect(lost?.message).toBe("The history of your backups could not be read and was set aside. A new one was begun.");
    const kept = catalogFiles().filter((file) => lost?.hint.includes(`“${file}”`));
    expect(kept.map((file) => readFileSync(file, "utf8").slice(0, 19))).toEqual(["this is no database"]);
  });

  it("reads it when the target comes back, and only once", async () => {
    await again(() => {
      for (const file of catalogFiles()) rmSync(file);
      renameSync(join(root, "drive"), join(root, "elsewhere"));
    });
    await until(() => (agent.targets.get({ targetId }).presence === "away" ? true : undefined));
    expect(agent.runs.list({ limit: 10 }).runs).toEqual([]);
    await again(() => renameSync(join(root, "elsewhere"), join(root, "drive")));
    expect(await rebuilt()).toHaveLength(2);
    for (const { id } of agent.status().notices) agent.dismissNotice({ id });
    await again();
    await until(() => (agent.targets.get({ targetId }).presence === "present" ? true : undefined));
    expect(agent.status().notices).toEqual([]);
    expect(agent.runs.list({ limit: 10 }).runs).toHaveLength(2);
  });

  it("goes on with the version before the last change when the settings are damaged, and says so", async () => {
    await agent.targets.rename({ targetId, name: "Renamed" });
    await again(() => writeFileSync(join(folders.config, "settings.json"), "{"));
    expect(agent.targets.list()).toMatchObject([{ target: { name: "drive" } }]);
    const [notice] = agent.status().notices;
    expect(notice).toMatchObject({ id: "settings-lost", level: "warning" });
    expect(notice?.hint).toContain("settings.damaged-");
  });
});

describe("an agent and its secrets", () => {
  it("writes no passphrase into settings, catalog, log or repository, and what it writes is private", async () => {
    const location = join(root, "drive");
    const { target } = await agent.targets.create({ location });
    const generated = secrets.kept.get(`repository ${target.repositoryId}`) ?? "";
    expect(generated).not.toBe("");
    const own = await targetMade("second");
    const { plan } = await agent.plans.create(choices(target.id, { targetIds: [target.id, own] }));
    await backedUp(plan.id);
    await agent.targets.unlock({ targetId: own, passphrase: "not the right one" }).catch(() => {});
    await until(() => (agent.runs.active().length === 0 ? true : undefined));
    await agent.close();
    await log.close();
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(["settings.json", "catalog.sqlite"]));
    for (const { parentPath, name } of files) {
      const path = join(parentPath, name);
      const text = readFileSync(path).toString("latin1");
      for (const secret of [generated, PASSPHRASE, "not the right one"]) expect(text, path).not.toContain(secret);
      if (process.platform !== "win32" && path.startsWith(join(root, "app")))
        expect(statSync(path).mode & 0o077, path).toBe(0);
    }
  });
});

describe("the end of an agent", () => {
  it("interrupts what runs, keeps what is stored, and is told once", async () => {
    const { plan } = await agent.plans.create(choices(await targetMade()));
    renameSync(join(root, "drive"), join(root, "elsewhere"));
    const [runId] = agent.plans.start({ planId: plan.id }).runIds;
    let released = 0;
    const ending = agent;
    ending.stop();
    await ending.stopped;
    await ending.close();
    await again(() => {}, { instance: { release: async () => void released++ } });
    expect(runId && agent.runs.get({ runId })).toMatchObject({ state: "ended", outcome: "interrupted" });
    agent.stop();
    await agent.stopped;
    expect(released).toBe(1);
  });

  it("ends the streams of those who listen", async () => {
    const types: string[] = [];
    const listening = (async () => {
      for await (const event of agent.watch()) types.push(event.type);
    })();
    await until(() => (types.includes("hello") ? true : undefined));
    await agent.close();
    await listening;
    expect(types[0]).toBe("hello");
  });
});

it("a plan's snapshots open with the passphrase that was given, without an agent", async () => {
  const { plan } = await agent.plans.create(choices(await targetMade()));
  await backedUp(plan.id);
  const open = await openRepository(join(root, "drive"), { password: PASSPHRASE });
  expect(await snapshots(open)).toHaveLength(1);
  await open.close();
});
