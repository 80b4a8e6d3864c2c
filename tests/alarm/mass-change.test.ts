import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { guardedBackup } from "../../main/agent/jobs/index.ts";
import { type RealAgent, realAgent } from "../../main/agent/jobs/real-agent.fixture.ts";
import { silentLog } from "../../main/agent/log/index.ts";
import type { BackupFigures, MassChange, Plan, Run, Target } from "../../shared/model/index.ts";
import { Random } from "../bench/random.ts";
import { tempFolder } from "../support/temp-folder.ts";
import {
  encrypt,
  filesIn,
  installPackages,
  makeTree,
  noise,
  put,
  removeSome,
  TREE_FILES,
  text,
} from "./simulated-tree.ts";

const PACKAGES = new URL("../../node_modules", import.meta.url).pathname;
/** Made once: each test works on a copy. */
let model: string;

beforeAll(() => {
  model = join(tempFolder(), "model");
  makeTree(model, new Random("a user's files"));
});

class World {
  readonly agent: RealAgent;
  readonly target: Target;
  readonly plan: Plan;
  readonly folder: string;

  private constructor(agent: RealAgent, target: Target, plan: Plan, folder: string) {
    [this.agent, this.target, this.plan, this.folder] = [agent, target, plan, folder];
  }

  /** A plan whose folder is backed up once. */
  static async make(fill: (folder: string) => void): Promise<World> {
    const agent = await realAgent();
    const target = await agent.addTarget("Blue");
    const folder = join(agent.folder, "Files");
    mkdirSync(folder);
    fill(folder);
    const world = new World(agent, target, agent.addPlan(target, folder), folder);
    await world.backUp("first");
    expect(world.warning).toBeUndefined();
    return world;
  }

  get warning(): MassChange | undefined {
    return this.agent.catalog.massChanges.get(this.plan.id, this.target.id);
  }

  async backUp(title: string): Promise<Run> {
    const { agent, target, plan } = this;
    const volumeSpace = async () => undefined;
    const deps = { ...agent.jobs, catalog: agent.catalog, volumeSpace, upkeep: () => undefined, log: silentLog };
    const run = await agent.do(guardedBackup(plan, target, deps));
    expect(run.outcome).toBe("completed");
    if (run.figures?.kind === "backup") tell(title, run.figures, this.warning);
    return run;
  }
}

/** With HOLDFAST_MEASURE a line of figures for each backup is added to that file. */
function tell(title: string, figures: BackupFigures, warning: MassChange | undefined): void {
  const file = process.env["HOLDFAST_MEASURE"];
  if (file === undefined) return;
  const { files, filesNew, filesChanged, filesRemoved = 0, bytesAdded, bytesStored } = figures;
  const ratio = bytesAdded === 0 ? "–" : (bytesStored / bytesAdded).toFixed(2);
  const row = [title, files, filesNew, filesChanged, filesRemoved, bytesAdded, ratio, warning?.kind ?? "–"];
  appendFileSync(file, `| ${row.join(" | ")} |\n`);
}

const userFiles = (): Promise<World> => World.make((folder) => cpSync(model, folder, { recursive: true }));

describe("an attack", () => {
  it("that encrypts files in place is warned of, and the last good snapshot is named", async () => {
    const world = await userFiles();
    const [good] = world.agent.catalog.snapshots.list(world.target.id);
    for (const file of filesIn(world.folder)) encrypt(file);
    const run = await world.backUp("encrypted in place");
    expect(world.warning).toMatchObject({
      ...{ kind: "rewritten", filesBefore: TREE_FILES, filesChanged: TREE_FILES, runId: run.id },
      ...{ lastGoodId: good?.id, lastGoodAt: good?.time, snapshotId: run.snapshotId },
    });
    const notes = world.agent.runs.log({ runId: run.id }).map(({ text: said }) => said);
    expect(notes.join("\n")).toContain("2,200 of 2,200 files were rewritten; the last good backup is of");
  });

  it("that encrypts only what people write, and leaves photos alone", async () => {
    const world = await userFiles();
    for (const file of filesIn(world.folder)) if (/\.(txt|ts)$/.test(file)) encrypt(file);
    await world.backUp("documents encrypted in place");
    expect(world.warning?.kind).toBe("rewritten");
  });

  it("that encrypts and renames is warned of", async () => {
    const world = await userFiles();
    for (const file of filesIn(world.folder)) encrypt(file, ".locked");
    await world.backUp("encrypted and renamed");
    expect(world.warning?.kind).toBe("rewritten");
  });

  it("that is seen in parts, by backups while it goes on, is warned of with the snapshot before its first", async () => {
    const world = await userFiles();
    const [good] = world.agent.catalog.snapshots.list(world.target.id);
    const files = filesIn(world.folder);
    for (let part = 0; part < 5; part++) {
      for (const file of files.filter((_, at) => at % 5 === part)) encrypt(file, part === 1 ? ".locked" : "");
      await world.backUp(`a fifth encrypted (${part + 1})`);
    }
    expect(world.warning).toMatchObject({ kind: "rewritten", lastGoodId: good?.id });
  });

  it("that is going on when its warning is open already changes nothing of it", async () => {
    const world = await userFiles();
    for (const file of filesIn(world.folder)) encrypt(file);
    await world.backUp("encrypted in place, again");
    const first = world.warning;
    for (const file of filesIn(world.folder)) encrypt(file, ".locked");
    await world.backUp("and renamed");
    expect(world.warning).toEqual(first);
  });
});

describe("a bad script", () => {
  it("that deletes six files of ten is warned of", async () => {
    const world = await userFiles();
    removeSome(filesIn(world.folder), 0.6);
    await world.backUp("60 % deleted");
    expect(world.warning).toMatchObject({ kind: "removed", filesRemoved: TREE_FILES * 0.6 });
  });

  it("is none when the plan leaves the files out from now on", async () => {
    const world = await userFiles();
    const { plans } = world.agent;
    plans.splice(0, 1, { ...world.plan, filter: { ...world.plan.filter, patterns: ["letters/", "work/"] } });
    await world.backUp("left out by the plan");
    expect(world.warning).toBeUndefined();
  });
});

describe("ordinary heavy work", () => {
  it("such as a checkout between far-apart states of a repository raises no warning", async () => {
    const world = await World.make((folder) => {
      const random = new Random("sources");
      const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { stdio: "pipe", env: GIT });
      git("init", "-q", "-b", "old");
      for (let at = 0; at < 1500; at++) put(folder, `lib/${at % 50}/${at}.ts`, text(random, 500, 20_000));
      git("add", ".");
      git("commit", "-qm", "old");
      git("checkout", "-qb", "new");
      // Far apart: two fifths of the files moved and grew, two fifths have other content, and half as many are new.
      for (const [at, file] of filesIn(join(folder, "lib")).entries()) {
        if (at % 5 < 2) rmSync(file);
        if (at % 5 === 2 || at % 5 === 3) appendFileSync(file, text(random, 500, 20_000));
      }
      for (let at = 0; at < 1300; at++) put(folder, `src/${at % 50}/${at}.ts`, text(random, 500, 20_000));
      git("add", "-A", ".");
      git("commit", "-qm", "new");
    });
    for (const state of ["old", "new", "old"]) {
      execFileSync("git", ["-C", world.folder, "checkout", "-q", state], { stdio: "pipe", env: GIT });
      await world.backUp(`git checkout ${state}`);
      expect(world.warning).toBeUndefined();
    }
  });

  it("such as the installation of packages, and their removal, raises no warning", async () => {
    const world = await userFiles();
    installPackages(PACKAGES, join(world.folder, "work", "node_modules"), 2000);
    await world.backUp("npm install");
    expect(world.warning).toBeUndefined();
    rmSync(join(world.folder, "work", "node_modules"), { recursive: true });
    await world.backUp("node_modules removed");
    expect(world.warning).toBeUndefined();
  });

  it("such as an import of photos, and putting them in order afterwards, raises no warning", async () => {
    const world = await userFiles();
    const random = new Random("photos");
    for (let at = 0; at < 600; at++) put(world.folder, `import/${at}.jpg`, noise(random, 60_000, 200_000));
    await world.backUp("photo import");
    expect(world.warning).toBeUndefined();
    renameSync(join(world.folder, "import"), join(world.folder, "photos", "summer"));
    renameSync(join(world.folder, "letters"), join(world.folder, "letters of old"));
    await world.backUp("folders renamed");
    expect(world.warning).toBeUndefined();
  });
});

const GIT = {
  ...process.env,
  ...{ GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@b", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@b" },
  ...{ GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
};
