import { readdirSync } from "node:fs";
import { getPriority } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { createRepository } from "./open.ts";
import type { EngineOptions } from "./open-repository.ts";

const OWN = getPriority();
const NICE = Math.min(OWN + 5, 19);

/** How nice the threads of this process are, when those of a repository have begun to work. */
async function nicenessOfThreads(options: EngineOptions): Promise<number[]> {
  const made = { password: "pw", scrypt: { N: 1024, r: 8, p: 1 }, ...options };
  const open = await createRepository(join(tempFolder(), "repository"), made);
  onTestFinished(() => open.close());
  await open.pool.runOnEach("sortByPack", undefined);
  return readdirSync("/proc/self/task").map((thread) => getPriority(Number(thread)));
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
});
