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
const PRUNE = fileURLToPath(new URL("./prune-process.ts", import.meta.url));
/** Fifty in the usual order; the other manner has the same moments, but for its first ones. */
const KILLS = { usual: 50, "delete-first": 15 } as const;
/** After this many kills a prune is let through. */
const KILLS_PER_PRUNE = 5;
/** A prune of this test has about so many moments at which something was or is to be written or removed. */
const MOMENTS = 50;
const SNAPSHOTS_KEPT = 4;
/** As the prune is told in its process. */
const MAX_UNUSED = 0.02 / 0.98;

const programs = resticVersions();
const newest = programs.at(-1)?.path ?? "";

describe.skipIf(newest === "")("a prune that is killed (needs restic)", () => {
  it.each(["usual", "delete-first"] as const)(
    "(%s) leaves a sound repository at any of many moments, and the next goes on",
    {
      timeout: 900_000,
    },
    async (manner) => {
      const [source, work] = [tempFolder(), tempFolder()];
      const repository = join(work, "repository");
      const random = seeded(manner.length * 1000);
      const kept = new Map<string, string[]>();
      let killedInTheMiddle = 0;

      for (let n = 0; n < SNAPSHOTS_KEPT; n++) await backUp(repository, source, random, kept);
      for (let kill = 1; kill <= KILLS[manner]; kill++) {
        if (kill % 3 !== 0) await backUp(repository, source, random, kept);
        const { isKilled } = await prune(repository, manner, 1 + Math.floor(random() * MOMENTS), random());
        if (isKilled) killedInTheMiddle += 1;
        await expectSound(newest, repository, ["check", "--no-lock"]);
        expect(readdirSync(join(repository, "snapshots")).sort()).toEqual([...kept.keys()].sort());
        if (kill % KILLS_PER_PRUNE !== 0) continue;
        const whole = await prune(repository, manner, 0, 0);
        expect(whole.unusedAfter).toBeLessThanOrEqual(whole.used * MAX_UNUSED);
        expect(readdirSync(join(repository, "locks"))).toEqual([]);
        await expectSound(newest, repository, ["check", "--read-data"]);
      }

      // The test would say nothing if the kills had come too late.
      expect(killedInTheMiddle).toBeGreaterThan(KILLS[manner] / 2);
      for (const { path } of programs) await expectSound(path, repository, ["check", "--read-data"]);
      for (const [snapshot, facts] of kept) {
        const target = join(work, "restored");
        const { code, stderr } = await restic(newest, repository, "pw", ["restore", snapshot, "--target", target]);
        expect(`${code} ${stderr}`).toMatch(/^0 /);
        expect(treeFacts(join(target, source))).toEqual(facts);
        rmSync(target, { recursive: true });
      }
    },
  );
});

/** Saves a changed source, and takes the oldest snapshot away. */
async function backUp(repository: string, source: string, random: () => number, kept: Map<string, string[]>) {
  change(source, 60, random);
  const { code, stdout, stderr } = await run(process.execPath, [BACKUP, repository, source]);
  expect(`${code} ${stderr}`).toMatch(/^0 /);
  kept.set(/^snapshot ([0-9a-f]{64}) problems 0$/m.exec(stdout)?.[1] ?? "", treeFacts(source));
  for (const oldest of [...kept.keys()].slice(0, -SNAPSHOTS_KEPT)) {
    rmSync(join(repository, "snapshots", oldest));
    kept.delete(oldest);
  }
}

/** @param chance 0 to 1: every other kill comes a little after the moment, in the middle of something */
async function prune(repository: string, manner: string, moment: number, chance: number) {
  const delayMs = chance < 0.5 ? 0 : 1 + Math.floor(chance * 5);
  const { code, stdout, stderr } = await run(process.execPath, [PRUNE, repository, `${moment}`, `${delayMs}`, manner]);
  if (stdout === "") {
    expect([moment > 0, stderr]).toEqual([true, ""]);
    return { isKilled: true, used: 0, unusedAfter: 0 };
  }
  // A kill that comes a little later may come when all is told.
  if (moment === 0) expect(`${code} ${stderr}`).toMatch(/^0 /);
  return { isKilled: false, ...(JSON.parse(stdout) as { used: number; unusedAfter: number }) };
}
