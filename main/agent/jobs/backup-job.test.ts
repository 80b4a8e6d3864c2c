import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Plan, Run, Target } from "../../../shared/model/index.ts";
import { NO_FILTER } from "../../engine/index.ts";
import { filterSpec } from "./backup-filter.ts";
import { backupJob } from "./index.ts";
import { type RealAgent, realAgent } from "./real-agent.fixture.ts";

/** Two tests need so much data that a run is still going on when something is done to it. */
const MUCH_DATA_MS = 120_000;
const PAGE = { offset: 0, limit: 100 };

let agent: RealAgent;
let target: Target;
let documents: string;
let plan: Plan;

beforeEach(async () => {
  agent = await realAgent();
  target = await agent.addTarget("Blue");
  documents = join(agent.folder, "Documents");
  mkdirSync(join(documents, "letters"), { recursive: true });
  writeFileSync(join(documents, "letters", "a.txt"), "Dear Ada");
  writeFileSync(join(documents, "b.txt"), "notes");
  plan = agent.addPlan(target, documents);
});

const backUp = (): Promise<Run> => agent.do(backupJob(plan, target, agent.jobs));
const notes = (run: Run): string[] => agent.runs.log({ runId: run.id }).map(({ text }) => text);

/** Lets a backup of much data begin to read, does something to it, and waits for its end. */
async function inMidRun(act: (run: Run) => void): Promise<Run> {
  for (let at = 0; at < 8; at++) writeFileSync(join(documents, `${at}.bin`), randomBytes(25_000_000));
  const run = agent.runs.start(backupJob(plan, target, agent.jobs));
  for await (const event of agent.events.watch(() => ({ type: "alive" }))) {
    if (event.type === "run" && event.run.progress?.phase === "reading") break;
  }
  act(run);
  return agent.ended(run);
}

describe("a backup", () => {
  it("makes a snapshot that is listed, with the plan that made it", async () => {
    const run = await backUp();
    expect(run).toMatchObject({
      ...{ outcome: "completed", title: "Back up Documents", planName: "Documents", problems: 0 },
      figures: { kind: "backup", files: 2, filesNew: 2, bytes: 13 },
    });
    const [snapshot, ...others] = agent.snapshots.list({ targetId: target.id, planId: plan.id });
    expect(others).toEqual([]);
    expect(snapshot).toMatchObject({ id: run.snapshotId, planId: plan.id, paths: [documents], files: 2, bytes: 13 });
    expect(snapshot?.tags).toEqual([`plan:${plan.id.slice(0, 8)}`, "type:incremental"]);
    expect(agent.catalog.targetFacts.get(target.id).space).toEqual({ freeBytes: 1000, totalBytes: 2000 });
  });

  it("compares with the plan's newest snapshot, also when the plan has other folders by now", async () => {
    const first = await backUp();
    const more = join(agent.folder, "More");
    mkdirSync(more);
    plan = { ...plan, folders: [documents, more] };
    agent.plans.splice(0, 1, plan);
    const second = await backUp();
    expect(second.figures).toMatchObject({ filesUnchanged: 2 });
    expect(notes(second)).toContain(`Compared with snapshot ${first.snapshotId?.slice(0, 8)}.`);
    expect(notes(second).at(-1)).toMatch(/^Saved 2 files \(13 bytes\); .* new in the repository\.$/);
  });

  it("does without a snapshot that another program removed, and puts the list right", async () => {
    const first = await backUp();
    rmSync(join(target.location, "snapshots", first.snapshotId ?? ""), { force: true });
    const second = await backUp();
    expect(second.outcome).toBe("completed");
    expect(agent.snapshots.list({ targetId: target.id }).map(({ id }) => id)).toEqual([second.snapshotId]);
  });

  it("takes the plan as it is when its turn comes", async () => {
    const job = backupJob(plan, target, agent.jobs);
    writeFileSync(join(documents, "c.log"), "x");
    agent.plans.splice(0, 1, { ...plan, filter: { ...plan.filter, patterns: ["*.log"] } });
    expect((await agent.do(job)).figures).toMatchObject({ files: 2 });
  });

  it("leaves out the repositories of all targets, so that they do not feed each other", async () => {
    const green = await agent.addTarget("Green", join(documents, "green"));
    plan = agent.addPlan(green, documents);
    const run = await backUp();
    expect(run.figures).toMatchObject({ files: 2 });
    expect((await agent.do(backupJob(plan, green, agent.jobs))).figures).toMatchObject({ files: 2 });
  });

  it("completes with warnings when something could not be read, and lists it by its cause", async () => {
    const [gone, closed] = [join(agent.folder, "gone"), join(documents, "closed.txt")];
    writeFileSync(closed, "secret");
    chmodSync(closed, 0);
    const isRoot = process.getuid?.() === 0;
    plan = agent.addPlan(target, documents, gone);
    const run = await backUp();
    const expected = isRoot ? ["vanished"] : ["not-allowed", "vanished"];
    expect(run).toMatchObject({ outcome: "warnings", problems: expected.length });
    const { causes, problems } = agent.runs.problems({ runId: run.id, ...PAGE });
    expect(causes.map(({ cause }) => cause).sort()).toEqual(expected);
    expect(problems).toContainEqual({ cause: "vanished", path: gone, message: `“${gone}” is no longer there.` });
    expect(run.snapshotId).toBeDefined();
  });

  it("fails in plain words when there is nothing to save", async () => {
    plan = agent.addPlan(target, join(agent.folder, "gone"));
    expect(await backUp()).toMatchObject({ outcome: "failed", error: { code: "backup/nothing" } });
  });

  it(
    "keeps what it has stored when it is cancelled, and goes on from there",
    async () => {
      const run = await inMidRun(({ id }) => agent.runs.cancel({ runId: id }));
      expect(run).toMatchObject({ outcome: "cancelled" });
      expect(notes(run).at(-1)).toMatch(/^Stopped; (nothing new|\d+ packs? \(.*\) (is|are) kept)/);
      expect(agent.snapshots.list({ targetId: target.id })).toEqual([]);
      expect(readdirSync(join(target.location, "locks"))).toEqual([]);
      for (let at = 1; at < 8; at++) rmSync(join(documents, `${at}.bin`));
      expect(await backUp()).toMatchObject({ outcome: "completed", figures: { files: 3 } });
    },
    MUCH_DATA_MS,
  );

  it(
    "fails with what the engine says when its target vanishes in the middle",
    async () => {
      const run = await inMidRun(() => renameSync(target.location, `${target.location}.away`));
      expect(run).toMatchObject({ outcome: "failed", error: { code: "storage/unreachable" } });
    },
    MUCH_DATA_MS,
  );
});

describe("what a backup leaves out", () => {
  const plain = { useDefaultExcludes: false, patterns: [], oneFileSystem: false };

  it("is nothing that nobody asked for", () => {
    expect(filterSpec(plain, [])).toEqual({ ...NO_FILTER, ignoreFileNames: [".holdfastignore"] });
  });

  it("is what the plan says, after the list that comes with the program", () => {
    const spec = filterSpec({ ...plain, useDefaultExcludes: true, patterns: ["!*.tmp"], largerThanBytes: 9 }, ["/r"]);
    expect(spec.patterns.length).toBeGreaterThan(10);
    expect(spec.patterns.at(-1)).toBe("!*.tmp");
    expect(spec).toMatchObject({ skipTaggedCaches: true, largerThanBytes: 9, skipPaths: ["/r"] });
  });
});
