import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { backupJob, checkJob } from "./index.ts";
import { realAgent } from "./real-agent.fixture.ts";

async function backedUp() {
  const agent = await realAgent();
  const target = await agent.addTarget("Blue");
  const documents = join(agent.folder, "Documents");
  mkdirSync(documents);
  writeFileSync(join(documents, "a.txt"), "Dear Ada");
  const plan = agent.addPlan(target, documents);
  await agent.do(backupJob(plan, target, agent.jobs));
  return { agent, target };
}

it("tells how much it has looked at", async () => {
  const { agent, target } = await backedUp();
  const run = await agent.do(checkJob(target, true, agent.jobs));
  expect(run).toMatchObject({
    ...{ title: "Check all data of Blue", outcome: "completed", problems: 0 },
    figures: { kind: "check", snapshots: 1, packs: 2, packsRead: 2, errors: 0 },
  });
});

it("tells damage as problems, with what it touches", async () => {
  const { agent, target } = await backedUp();
  const data = join(target.location, "data");
  for (const folder of readdirSync(data)) {
    for (const pack of readdirSync(join(data, folder))) rmSync(join(data, folder, pack), { force: true });
  }
  const run = await agent.do(checkJob(target, false, agent.jobs));
  expect(run).toMatchObject({ title: "Check Blue", outcome: "warnings", figures: { kind: "check" } });
  expect(run.problems).toBeGreaterThan(0);
  const { causes, problems } = agent.runs.problems({ runId: run.id, offset: 0, limit: 100 });
  expect(causes.map(({ cause }) => cause)).toContain("pack-missing");
  expect(problems.some(({ message }) => message.includes("It touches"))).toBe(true);
  expect(agent.runs.log({ runId: run.id }).at(-1)).toMatchObject({ level: "error" });
});
