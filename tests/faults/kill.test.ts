import { spawn } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { run } from "../support/programs.ts";
import { restic, resticVersions } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { treeFacts } from "../support/tree-facts.ts";
import { change, expectSound, seeded } from "./killing.ts";

const BACKUP = fileURLToPath(new URL("./backup-process.ts", import.meta.url));
const KILLS = 50;
/** After this many kills a run is let through, and its snapshot has to outlive all later kills. */
const KILLS_PER_SNAPSHOT = 5;

const programs = resticVersions();
const newest = programs.at(-1);

describe.skipIf(newest === undefined)("a backup that is killed (needs restic)", () => {
  it("leaves a sound repository at any of 50 moments, and the next run goes on", { timeout: 600_000 }, async () => {
    const [source, work] = [tempFolder(), tempFolder()];
    const repository = join(work, "repository");
    const random = seeded(20_261_122);
    const kept = new Map<string, string[]>();
    let [adopted, killedInTheMiddle] = [0, 0];

    change(source, 400, random);
    const first = await completeRun(repository, source);
    kept.set(first.snapshot, treeFacts(source));

    for (let kill = 1; kill <= KILLS; kill++) {
      change(source, 120, random);
      const killed = await killedRun(repository, source, random);
      if (killed.inTheMiddle) killedInTheMiddle += 1;
      adopted += killed.adopted;
      await expectSound(newest?.path ?? "", repository, ["check", "--no-lock"]);
      if (kill % KILLS_PER_SNAPSHOT !== 0) continue;
      const next = await completeRun(repository, source);
      adopted += next.adopted;
      kept.set(next.snapshot, treeFacts(source));
      expect(readdirSync(join(repository, "locks"))).toEqual([]);
    }

    // The test would say nothing if the kills had come too late, or had left nothing to take over.
    expect(killedInTheMiddle).toBeGreaterThan(KILLS / 2);
    expect(adopted).toBeGreaterThan(0);
    for (const { path } of programs) await expectSound(path, repository, ["check", "--read-data"]);
    for (const [snapshot, facts] of kept) {
      const target = join(work, "restored");
      const { code, stderr } = await restic(newest?.path ?? "", repository, "pw", [
        "restore",
        snapshot,
        "--target",
        target,
      ]);
      expect(`${code} ${stderr}`).toMatch(/^0 /);
      expect(treeFacts(join(target, source))).toEqual(facts);
      rmSync(target, { recursive: true });
    }
  });
});

async function completeRun(repository: string, source: string): Promise<{ snapshot: string; adopted: number }> {
  const { code, stdout, stderr } = await run(process.execPath, [BACKUP, repository, source]);
  expect(`${code} ${stderr}`).toMatch(/^0 /);
  const snapshot = /^snapshot ([0-9a-f]{64}) problems 0$/m.exec(stdout)?.[1] ?? "";
  expect(snapshot).not.toBe("");
  return { snapshot, adopted: adoptedPacks(stdout) };
}

/** Kills a run when it has stored some number of files, from none (only its lock) to all, or a moment later. */
function killedRun(
  repository: string,
  source: string,
  random: () => number,
): Promise<{ inTheMiddle: boolean; adopted: number }> {
  const filesBefore = countFiles(repository);
  const [filesWanted, delayMs] = [Math.floor(random() * 22), random() * 15];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BACKUP, repository, source], { stdio: ["ignore", "pipe", "ignore"] });
    const watch = setInterval(() => {
      if (countFiles(repository) - filesBefore < filesWanted) return;
      clearInterval(watch);
      setTimeout(() => child.kill("SIGKILL"), delayMs);
    }, 2);
    let output = "";
    child.stdout.on("data", (bytes: Buffer) => {
      output += bytes.toString();
    });
    child.on("error", reject);
    child.on("close", (_code, signal) => {
      clearInterval(watch);
      resolve({ inTheMiddle: signal === "SIGKILL", adopted: adoptedPacks(output) });
    });
  });
}

function countFiles(repository: string): number {
  return readdirSync(repository, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
}

function adoptedPacks(output: string): number {
  return Number(/^adopted (\d+)$/m.exec(output)?.[1] ?? 0);
}
