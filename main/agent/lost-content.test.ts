import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { DEFAULT_CHOICES, type Run, type RunId } from "../../shared/model/index.ts";
import { tempFolder } from "../../tests/support/temp-folder.ts";
import { createRepository } from "../engine/index.ts";
import { appFolders } from "../platform/index.ts";
import { type Agent, openAgent } from "./agent.ts";
import { leavesDoubt } from "./leaves-doubt.ts";
import { silentLog } from "./log/index.ts";
import { MemorySecrets } from "./targets/memory-secrets.fixture.ts";

const BYTES = 200_000;

async function residentAgent(root: string): Promise<Agent> {
  const folders = appFolders({ platform: process.platform, env: { HOLDFAST_HOME: join(root, "app") }, home: root });
  const agent = await openAgent({
    ...{ folders, secrets: new MemorySecrets(), version: "0.0.1", log: silentLog, stay: "resident" },
  });
  onTestFinished(() => agent.close());
  return agent;
}

/** A plan whose folder is watched, on a target with a repository. */
async function watchedPlan(agent: Agent, root: string) {
  const [location, folder] = [join(root, "drive"), join(root, "Documents")];
  mkdirSync(folder);
  writeFileSync(join(folder, "photo.jpg"), randomBytes(BYTES));
  const open = await createRepository(location, { password: "pw", threads: 1, scrypt: { N: 1024, r: 8, p: 1 } });
  await open.close();
  const { target } = await agent.targets.adopt({ location, passphrase: "pw" });
  const choices = { name: "Documents", folders: [folder], targetIds: [target.id], ...DEFAULT_CHOICES };
  const { plan } = await agent.plans.create(choices);
  await expect.poll(() => agent.plans.get({ planId: plan.id }).watch.state, { timeout: 20_000 }).toBe("watching");
  return { planId: plan.id, targetId: target.id, location };
}

async function ended(agent: Agent, runId: RunId): Promise<Run> {
  const stop = new AbortController();
  for await (const _ of agent.watch(stop.signal)) {
    const run = agent.runs.get({ runId });
    if (run.state === "ended") return run;
  }
  throw new Error("the agent ended");
}

it("after a repair, a backup saves lost content anew though the watcher knows of no change", async () => {
  const root = tempFolder();
  const agent = await residentAgent(root);
  const { planId, targetId, location } = await watchedPlan(agent, root);
  const backUp = () => ended(agent, agent.plans.start({ planId }).runIds[0] as RunId); // one target, one run
  await backUp();
  expect((await backUp()).figures).toMatchObject({ isUnchanged: true });
  loseContent(location);
  const repair = await ended(agent, agent.targets.repair({ targetId }).runId);
  expect(repair.state).toBe("ended");
  expect((await backUp()).figures).toMatchObject({ foundBy: "walk" });
  const { runId } = await agent.restores.start({
    ...{ targetId, snapshotId: newest(agent, targetId), existingFiles: "keep" },
    ...{ selections: [{ folder: join(root, "Documents"), names: [] }] },
    destination: { type: "folder", folder: join(root, "back") },
  });
  expect(await ended(agent, runId)).toMatchObject({ outcome: "completed", figures: { files: 1, bytes: BYTES } });
});

it("is only a repair, or a check that found something, that leaves doubt", () => {
  const check = { kind: "check", seconds: 1, snapshots: 1, packs: 1, packsRead: 0, bytesRead: 0 } as const;
  expect(leavesDoubt({ kind: "check", figures: { ...check, errors: 0 } })).toBe(false);
  expect(leavesDoubt({ kind: "check", figures: { ...check, errors: 1 } })).toBe(true);
  expect(leavesDoubt({ kind: "repair" })).toBe(true);
  expect(leavesDoubt({ kind: "tidy" })).toBe(false);
});

function newest(agent: Agent, targetId: Parameters<Agent["snapshots"]["list"]>[0]["targetId"]) {
  const [snapshot] = agent.snapshots.list({ targetId });
  if (snapshot === undefined) throw new Error("there is no snapshot");
  return snapshot.id;
}

/** The largest pack is that of the content; the small ones have the lists of folders. */
function loseContent(location: string): void {
  const packs = readdirSync(join(location, "data"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted((a, b) => statSync(b).size - statSync(a).size);
  rmSync(packs[0] ?? "");
}
