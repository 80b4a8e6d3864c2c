import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { backupJob, checkJob, repairJob } from "./index.ts";
import { realAgent } from "./real-agent.fixture.ts";

async function backedUp() {
  const agent = await realAgent();
  const target = await agent.addTarget("Blue");
  const documents = join(agent.folder, "Documents");
  mkdirSync(documents);
  writeFileSync(join(documents, "a.txt"), randomBytes(50_000));
  const plan = agent.addPlan(target, documents);
  await agent.do(backupJob(plan, target, agent.jobs));
  const check = () => agent.do(checkJob(target, true, { ...agent.jobs, facts: agent.catalog.targetFacts }));
  const aside = new Map<string, Uint8Array>();
  const setAside = async (pack: string, bytes: Uint8Array) => void aside.set(pack, Buffer.from(bytes));
  const repair = () => agent.do(repairJob(target, { ...agent.jobs, catalog: agent.catalog, setAside }));
  return { agent, target, check, repair, aside };
}

/** The larger of the two packs: the other one holds the folders. */
function dataPack(location: string): string {
  const data = join(location, "data");
  const packs = readdirSync(data, { recursive: true, encoding: "utf8" }).map((name) => join(data, name));
  const files = packs.filter((path) => statSync(path).isFile());
  return files.toSorted((a, b) => statSync(b).size - statSync(a).size)[0] ?? "";
}

it("has nothing to do in a sound repository", async () => {
  const { repair, aside } = await backedUp();
  const run = await repair();
  expect(run).toMatchObject({ title: "Repair Blue", outcome: "completed", problems: 0 });
  expect(run.figures).toMatchObject({ kind: "repair", snapshotsRewritten: 0 });
  expect(aside.size).toBe(0);
});

it("sets aside the packs that the last check found damaged, and says what is lost of which snapshot", async () => {
  const { agent, target, check, repair, aside } = await backedUp();
  const pack = dataPack(target.location);
  const sound = readFileSync(pack);
  const damaged = Buffer.from(sound);
  damaged[5] = (damaged[5] ?? 0) ^ 1;
  writeFileSync(pack, damaged);
  expect((await check()).outcome).toBe("warnings");
  expect(agent.catalog.targetFacts.get(target.id).damagedPacks).toHaveLength(1);
  const run = await repair();
  expect(run.outcome, JSON.stringify(run.error)).toBe("warnings");
  expect(run.figures).toMatchObject({ packsRead: 1, snapshotsRewritten: 1 });
  expect([...aside.values()][0]).toEqual(damaged);
  expect(agent.catalog.targetFacts.get(target.id).damagedPacks).toBeUndefined();
  // The damaged one stays, and what was saved of it is beside it.
  expect(agent.snapshots.list({ targetId: target.id })).toHaveLength(2);
  expect(agent.runs.problems({ runId: run.id, offset: 0, limit: 10 }).problems[0]?.message).toMatch(/lost|could|empty/);
});
