import { appendFileSync, mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  backup,
  backupTarget,
  createRepository,
  forget,
  fromText,
  NO_FILTER,
  type OpenRepository,
  openRepository,
  type ProveAmount,
  prove,
  prune,
} from "../../main/engine/index.ts";
import { Random } from "../bench/random.ts";
import { PASSWORD, resticDoes } from "../faults/surgery.ts";
import { newestRestic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";

const ROUNDS = 100;
const AMOUNTS: readonly ProveAmount[] = ["sample", "large", "all"];
const SEED = "clean rounds 1";

/** Changes a few files of a small tree: new ones, longer ones, gone ones, some of several chunks, some empty. */
function change(root: string, random: Random, round: number): void {
  for (let at = 0; at < 6; at++) {
    const folder = join(root, `folder ${random.below(8)}`);
    const file = join(folder, `file ${random.below(12)}`);
    mkdirSync(folder, { recursive: true });
    const what = random.below(5);
    if (what === 0) rmSync(file, { force: true });
    else if (what === 1) appendFileSync(file, `round ${round}`);
    else if (what === 2) writeFileSync(file, "");
    else writeFileSync(file, `${random.next()} `.repeat(random.below(what === 3 ? 200 : 60_000)));
    // As programs do that set a file's time back.
    if (what === 4) utimesSync(file, 1_700_000_000, 1_700_000_000);
  }
}

async function proves(
  open: OpenRepository,
  scratch: string,
  round: number,
  proven: Map<string, number>,
): Promise<void> {
  const amount = AMOUNTS[round % AMOUNTS.length] ?? "sample";
  const options = { snapshot: "latest", scratch: fromText(scratch), amount, seed: round, budgetBytes: 2_000_000 };
  const provenAt = (pack: string): number | undefined => proven.get(pack);
  const result = await prove(open, { ...options, provenAt, withSource: true }).result;
  expect({ round, amount, failures: result.failures }).toEqual({ round, amount, failures: [] });
  for (const { id, isProven } of result.packs) if (isProven) proven.set(id, round);
}

describe("test-restores of sound backups", () => {
  it(`give no false alarm in ${ROUNDS} rounds of changes, prunes, and backups that restic made`, async () => {
    const [root, scratch] = [join(tempFolder(), "home"), tempFolder()];
    const place = join(tempFolder(), "repository");
    const random = new Random(SEED);
    const restic = newestRestic();
    const proven = new Map<string, number>();
    mkdirSync(root);
    const scrypt = { N: 1024, r: 8, p: 1 };
    await (await createRepository(place, { password: PASSWORD, scrypt })).close();
    let open = await openRepository(place, { password: PASSWORD, threads: 2 });
    for (let round = 0; round < ROUNDS; round++) {
      change(root, random, round);
      if (restic !== undefined && round % 20 === 10) await resticDoes(restic.path, place, "backup", root);
      else await backup(open, { targets: [backupTarget(root)], filter: NO_FILTER }).result;
      await proves(open, scratch, round, proven);
      if (round % 15 === 14) {
        await forget(open, { policy: { last: 3 } }).result;
        await prune(open, {}).result;
        // As an agent that keeps a repository open for a while, and opens it again.
        await open.close();
        open = await openRepository(place, { password: PASSWORD, threads: 2 });
      }
    }
    await open.close();
    expect(proven.size).toBeGreaterThan(10);
  }, 900_000);
});
