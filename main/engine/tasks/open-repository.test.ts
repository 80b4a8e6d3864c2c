import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { getPriority } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { createRepository } from "./open.ts";
import type { EngineOptions } from "./open-repository.ts";

const OWN = getPriority();
const NICE = Math.min(OWN + 5, 19);

/** The numbers of this process's threads, when those of a repository have begun to work. */
async function threadsWith(options: EngineOptions): Promise<number[]> {
  const made = { password: "pw", scrypt: { N: 1024, r: 8, p: 1 }, ...options };
  const open = await createRepository(join(tempFolder(), "repository"), made);
  onTestFinished(() => open.close());
  await open.pool.runOnEach("sortByPack", undefined);
  return readdirSync("/proc/self/task").map(Number);
}

async function nicenessOfThreads(options: EngineOptions): Promise<number[]> {
  return (await threadsWith(options)).map((thread) => getPriority(thread));
}

const hasIonice = spawnSync("ionice", ["-p", String(process.pid)]).status === 0;

/** As the system's own program says it: “idle”, “none: prio 0”. */
function diskPriority(thread: number): string {
  return spawnSync("ionice", ["-p", String(thread)], { encoding: "utf8" }).stdout.trim();
}

describe.runIf(process.platform === "linux")("the threads of a repository", () => {
  it("let others go first if they are told so, their caller among them", async () => {
    const found = await nicenessOfThreads({ threads: 2, niceness: NICE });
    expect(found.filter((niceness) => niceness === NICE)).toHaveLength(OWN === NICE ? found.length : 2);
    expect(getPriority()).toBe(OWN);
  });

  it("are as nice as all others if nothing is said", async () => {
    expect(new Set(await nicenessOfThreads({ threads: 2 }))).toEqual(new Set([OWN]));
  });

  it("is one when the pace is gentle, whatever is said of threads, and lets everybody else go first", async () => {
    const threads = await threadsWith({ threads: 4, niceness: 1, pace: "gentle" });
    const gentle = threads.filter((thread) => getPriority(thread) === 19);
    expect(gentle).toHaveLength(OWN === 19 ? threads.length : 1);
    expect(getPriority()).toBe(OWN);
  });

  it.runIf(hasIonice)("waits with a gentle pace for disks that nobody else wants", async () => {
    const threads = await threadsWith({ pace: "gentle" });
    const idle = threads.filter((thread) => diskPriority(thread) === "idle");
    expect(idle.map((thread) => getPriority(thread))).toEqual([19]);
    expect(diskPriority(process.pid)).not.toBe("idle");
  });

  it.runIf(hasIonice)("use disks like all others with a fast pace", async () => {
    const threads = await threadsWith({ threads: 2, pace: "fast" });
    expect(threads.map(diskPriority)).not.toContain("idle");
  });
});
