import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { DEFAULT_FILTER } from "../../shared/model/index.ts";
import { type RunningAgent, startAgent } from "../support/agent.ts";
import { writeTree } from "../support/source-tree.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** Half a gigabyte that does not compress: seconds of work for all cores. */
const LARGE = { folders: 40, filesInEach: 100, bytesInEach: 128 * 1024 };
const PROMISED_MS = 50;

let agent: RunningAgent | undefined;

afterEach(async () => {
  await agent?.kill();
});

describe("the agent at full speed", () => {
  it(`answers a status call within ${PROMISED_MS} ms while a backup runs`, async () => {
    const folder = tempFolder();
    const source = join(folder, "Documents");
    writeTree(source, LARGE);
    agent = await startAgent({ home: join(folder, "home") });
    const { client } = agent;
    const { target } = await client.targets.create({
      location: join(folder, "drive"),
      passphrase: "long enough",
      keepInFile: true,
    });
    const choices = { name: "Documents", folders: [source], filter: DEFAULT_FILTER, targetIds: [target.id] };
    const { plan } = await client.plans.create(choices);
    await client.agent.status(); // the first call loads what calls need
    await client.plans.start({ planId: plan.id });

    const times: number[] = [];
    let isRunning = true;
    while (isRunning) {
      const before = performance.now();
      const { runsRunning, runsQueued } = await client.agent.status();
      times.push(performance.now() - before);
      isRunning = runsRunning + runsQueued > 0;
    }
    const late = times.filter((time) => time > PROMISED_MS);
    const told = `${times.length} calls, ${late.length} late, the longest ${Math.max(...times).toFixed(0)} ms`;
    // One in a hundred may have waited for the machine, and not for the agent.
    expect(late.length / times.length, told).toBeLessThanOrEqual(0.01);
    expect(times.length, told).toBeGreaterThan(100);
  });
});
