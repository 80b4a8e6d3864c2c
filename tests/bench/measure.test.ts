import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { measure } from "./measure.ts";
import { parseChildrenCpu, processTree } from "./process-tree.ts";

const { signal } = new AbortController();
const MIB = 1024 * 1024;

function node(script: string) {
  return { program: process.execPath, args: ["-e", script], env: process.env };
}

describe.runIf(process.platform === "linux")("measuring a program", () => {
  it("counts the memory of what the program starts", async () => {
    const hold = "const held = Buffer.alloc(150 * 1024 * 1024, 1); setTimeout(() => held, 1000);";
    const start = `require("child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(hold)}])`;
    const { sample } = await measure(node(start), signal);
    expect(sample.memory).toBeGreaterThan(170 * MIB);
    expect(sample.memory).toBeLessThan(500 * MIB);
  });

  it("counts the processor time of what the program starts", async () => {
    const work = "const end = process.cpuUsage().user + 300_000; while (process.cpuUsage().user < end);";
    const start = `require("child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(work)}])`;
    const { sample } = await measure(node(start), signal);
    expect(sample.cpu).toBeGreaterThanOrEqual(290);
    expect(sample.wall).toBeGreaterThan(0);
  });

  it("gives what the program wrote, and fails with what it said", async () => {
    expect((await measure(node("console.log(42)"), signal)).stdout).toBe("42\n");
    await expect(measure(node("console.error('no disk'); process.exit(3)"), signal)).rejects.toThrow(
      /code 3:\nno disk/,
    );
    const accepted = { ...node("process.exit(3)"), accepted: [0, 3] };
    await expect(measure(accepted, signal)).resolves.toBeDefined();
  });

  it("ends a program that takes too long, and one that is no longer wanted", async () => {
    const forever = node("setInterval(() => undefined, 1000)");
    await expect(measure(forever, signal, 300)).rejects.toThrow(/was ended after/);
    await expect(measure(forever, AbortSignal.timeout(300))).rejects.toThrow(/timeout/);
  });

  it("sees children and their children", async () => {
    const child = spawn("sh", ["-c", "sh -c 'echo; read x; true'; true"], { stdio: ["pipe", "pipe", "inherit"] });
    await once(child.stdout, "data");
    expect(processTree(child.pid ?? 0)).toHaveLength(2);
    child.stdin.end();
    await once(child, "close");
  });
});

it("finds the times of children behind a program name with spaces and brackets", () => {
  const numbers = Array.from({ length: 30 }, (_, place) => place + 4).join(" ");
  expect(parseChildrenCpu(`123 (a) b) c) S ${numbers}`)).toBe((16 + 17) * 10);
});
