import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";
import { type CpuProfile, profileFolder, profileReport, profilerFlags, timesOf } from "./profiles.ts";

function node(id: number, functionName: string, url = "file:///a/b.mjs", lineNumber = 4) {
  return { id, callFrame: { functionName, url, lineNumber } };
}

const PROFILE: CpuProfile = {
  nodes: [
    node(1, "hash"),
    node(2, "walk"),
    node(3, "hash"),
    node(4, "(idle)", "", -1),
    node(5, "", "file:///a/c.mjs", 0),
  ],
  samples: [1, 2, 3, 4, 1, 5],
  timeDeltas: [1000, 500, 2000, 4000, 1000, 250],
};

it("sums the time that each function took itself, also when it was called from several places", () => {
  expect(timesOf(PROFILE)).toEqual({
    total: 8.75,
    functions: [
      ...[
        { name: "hash b.mjs:5", time: 4 },
        { name: "(idle)", time: 4 },
      ],
      ...[
        { name: "walk b.mjs:5", time: 0.5 },
        { name: "(anonymous) c.mjs:1", time: 0.25 },
      ],
    ],
  });
});

it("shows the ten dearest functions of each thread", () => {
  const folder = tempFolder();
  const nodes = Array.from({ length: 12 }, (_, at) => node(at, `f${at}`));
  const many = { nodes, samples: nodes.map(({ id }) => id), timeDeltas: nodes.map((_, at) => 12_000 - at * 1000) };
  writeFileSync(join(folder, "CPU.20261122.171500.4711.0.001.cpuprofile"), JSON.stringify(PROFILE));
  writeFileSync(join(folder, "CPU.20261122.171500.4711.2.002.cpuprofile"), JSON.stringify(many));
  const report = profileReport("check", folder).replaceAll(/ +/g, " ");
  expect(report).toContain(`\`check\`\n\n${folder}\n\nThread 2, 78 ms`);
  expect(report).toContain("| f0 b.mjs:5 | 12 ms | 15.4 % |");
  expect(report).toContain("| f9 b.mjs:5 |");
  expect(report).not.toContain("| f10 b.mjs:5 |");
  expect(report.indexOf("Thread 2")).toBeLessThan(report.indexOf("Main thread, 9 ms"));
});

it("has a folder of its own for each run of the bench", () => {
  const folder = profileFolder("/data", new Date(Date.UTC(2026, 10, 22, 17, 15, 0, 3)));
  expect(folder).toBe(join("/data", "profiles", "2026-11-22T17-15-00Z"));
});

it("gets a profile of each thread from Node", () => {
  const folder = join(tempFolder(), "deep", "profiles");
  const program = `
    const { Worker, isMainThread } = require("node:worker_threads");
    const work = () => { for (const end = Date.now() + 50; Date.now() < end;) Math.sqrt(end); };
    work();
    if (isMainThread) new Worker(__filename);`;
  const file = join(tempFolder(), "program.cjs");
  writeFileSync(file, program);
  const { status } = spawnSync(process.execPath, [...profilerFlags(folder), file]);
  expect(status).toBe(0);
  const report = profileReport("a program", folder);
  expect(report).toContain("Main thread, ");
  expect(report).toContain("Thread 1, ");
  expect(report).toContain("work program.cjs:3");
});
