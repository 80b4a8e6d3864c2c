import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { runCommand } from "./run-command.ts";

const PATH = process.env["PATH"] ?? "";
const run = (command: string, more: { timeoutMs?: number; signal?: AbortSignal; env?: Record<string, string> } = {}) =>
  runCommand(command, { timeoutMs: 30_000, ...more, env: { PATH, ...more.env } });

/** Whether a process has ended; it may be a moment until the system has cleared it away. */
async function hasEnded(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      process.kill(pid, 0);
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "latin1"))) return true;
    } catch {
      return true;
    }
    await wait(50);
  }
  return false;
}

describe.runIf(process.platform === "linux")("a command", () => {
  it("is a line of the shell, and tells how it ended and what it said", async () => {
    const end = await run("echo one && echo two >&2; exit 3");
    expect(end).toEqual({ lines: ["one", "two"], how: { type: "exited", code: 3 } });
  });

  it("has the environment that it is given and no other", async () => {
    const { lines } = await run("env", { env: { HOLDFAST_PLAN: "Documents" } });
    const names = lines.map((line) => line.split("=")[0]);
    expect(names.filter((name) => name !== "PWD" && name !== "_" && name !== "SHLVL").sort()).toEqual([
      "HOLDFAST_PLAN",
      "PATH",
    ]);
  });

  it("keeps the last lines of very many, harmless for a terminal", async () => {
    const { lines } = await run("seq 1 200000; printf '\\033[31mred\\033[0m\\n'");
    expect(lines).toHaveLength(20);
    expect(lines.slice(-2)).toEqual(["200000", "red"]);
  });

  it("is ended with all that it started when its time is over", async () => {
    const file = join(tempFolder(), "pid");
    const end = await run(`sleep 1000 & echo $! > '${file}'; wait`, { timeoutMs: 500 });
    expect(end.how).toEqual({ type: "timed-out" });
    expect(await hasEnded(Number(readFileSync(file, "latin1")))).toBe(true);
  });

  it("is ended when it is to stop", async () => {
    const stop = new AbortController();
    const folder = tempFolder();
    const running = run(`touch '${folder}/begun'; sleep 1000`, { signal: stop.signal });
    for (let tries = 0; tries < 200 && !existsSync(join(folder, "begun")); tries++) await wait(20);
    stop.abort();
    expect((await running).how).toEqual({ type: "stopped" });
  });

  it("does not wait for what it left running with its output", async () => {
    const end = await run("sleep 5 & echo done");
    expect(end).toEqual({ lines: ["done"], how: { type: "exited", code: 0 } });
  });

  it("that is none is told by the shell", async () => {
    expect((await run("no-such-program-here")).how).toEqual({ type: "exited", code: 127 });
  });

  it("that cannot be started is no exception", async () => {
    const end = await run("true", { env: { HOME: join(tempFolder(), "none") } });
    expect(end.how.type).toBe("not-started");
  });
});
