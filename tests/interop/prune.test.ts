import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  backup,
  backupTarget,
  createRepository,
  type MaxUnused,
  NO_FILTER,
  openRepository,
  type PruneOptions,
  type PruneResult,
  prune,
} from "../../main/engine/index.ts";
import { restic, resticVersions } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { treeFacts } from "../support/tree-facts.ts";

const MIB = 1 << 20;
/** As small as restic makes them, so that a few megabytes are many packs. */
const ENGINE = { password: "pw", threads: 2, saving: { packBytes: 4 * MIB } };
const programs = resticVersions();
const newest = programs.at(-1)?.path ?? "";

interface Round {
  /** Files that are written, of 40 there can be. */
  readonly files: readonly number[];
  readonly kilobytes: number;
  readonly by: "holdfast" | "restic";
}

const anyRound: fc.Arbitrary<Round> = fc.record({
  files: fc.uniqueArray(fc.nat(39), { minLength: 4, maxLength: 16 }),
  kilobytes: fc.constantFrom(2, 60, 700, 1500),
  by: fc.constantFrom("holdfast", "holdfast", "restic"),
});
const anyLimit: fc.Arbitrary<MaxUnused> = fc.oneof(
  fc.constantFrom({ percent: 0 }, { percent: 5 }, { percent: 30 }, { bytes: 3 * MIB }, "unlimited" as const),
);

describe.skipIf(newest === "")("a prune (needs restic)", () => {
  it("decides as restic does, keeps every snapshot whole and leaves no more unused than it may", {
    timeout: 600_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRound, { minLength: 3, maxLength: 5 }),
        fc.nat(),
        anyLimit,
        fc.constantFrom(1 as const, 2 as const, 2 as const),
        tryOut,
      ),
      { numRuns: 5, endOnFailure: true },
    );
  });
});

async function tryOut(rounds: readonly Round[], removed: number, maxUnused: MaxUnused, version: 1 | 2): Promise<void> {
  const [source, work] = [tempFolder(), tempFolder()];
  const place = join(work, "repository");
  const kept = new Map<string, string[]>();
  await (await createRepository(place, { ...ENGINE, version, scrypt: { N: 1024, r: 8, p: 1 } })).close();
  for (const [n, round] of rounds.entries()) {
    const id = await save(place, source, round);
    if (n < rounds.length - 1 && ((removed >> n) & 1) === 0) rmSync(join(place, "snapshots", id));
    else kept.set(id, treeFacts(source));
  }
  for (const program of programs) await expectAgreement(program, place, maxUnused);

  const result = await pruned(place, { maxUnused });
  expect(result.unusedAfter.bytes).toBeLessThanOrEqual(tolerated(maxUnused, result.used.bytes));
  expect(result).toMatchObject({ notRemoved: 0, isDryRun: false });
  for (const { path } of programs) {
    const { code, stdout, stderr } = await restic(path, place, "pw", ["check", "--read-data"]);
    expect(`${code} ${stdout}${stderr}`).toMatch(/^0 .*no errors were found/s);
  }
  const again = await pruned(place, { maxUnused, dryRun: true });
  expect(again).toMatchObject({
    used: result.used,
    unused: { bytes: result.unusedAfter.bytes },
    removed: { packs: 0 },
  });
  expect(again.before).toEqual(result.after);
  for (const [id, facts] of kept) {
    const target = join(work, "restored");
    const { code, stderr } = await restic(newest, place, "pw", ["restore", id, "--target", target]);
    expect(`${code} ${stderr}`).toMatch(/^0 /);
    expect(treeFacts(join(target, source))).toEqual(facts);
    rmSync(target, { recursive: true });
  }
  for (const folder of [source, work]) rmSync(folder, { recursive: true });
}

/** Changes some files and saves all. @returns the snapshot's id */
async function save(place: string, source: string, { files, kilobytes, by }: Round): Promise<string> {
  for (const file of files) {
    const folder = join(source, `folder ${file % 3}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `file ${file}`), randomBytes(kilobytes * 1024));
  }
  if (by === "restic") {
    const { stdout, stderr } = await restic(newest, place, "pw", ["backup", "--json", "--pack-size", "4", source]);
    const id = /"snapshot_id":"([0-9a-f]{64})"/.exec(stdout)?.[1] ?? "";
    expect(id, stderr).not.toBe("");
    return id;
  }
  const open = await openRepository(place, ENGINE);
  const { snapshot } = await backup(open, { targets: [backupTarget(source)], filter: NO_FILTER }).result;
  await open.close();
  return snapshot?.id ?? "";
}

async function pruned(place: string, options: PruneOptions): Promise<PruneResult> {
  const open = await openRepository(place, ENGINE);
  try {
    return await prune(open, options).result;
  } finally {
    await open.close();
  }
}

/** The same packs, for the same reasons. */
async function expectAgreement({ name, path }: (typeof programs)[number], place: string, maxUnused: MaxUnused) {
  // The older one calls a pack small below a 25th of the usual size.
  const isOld = / 0\.1[0-6]\./.test(name);
  const rules = isOld ? { repackSmallerThan: Math.floor((4 * MIB) / 25) } : {};
  const { planned, used, unused } = await pruned(place, { maxUnused, dryRun: true, ...rules });
  const limit =
    maxUnused === "unlimited" ? maxUnused : "bytes" in maxUnused ? `${maxUnused.bytes}` : `${maxUnused.percent}%`;
  const args = ["prune", "--dry-run", "-v", "-v", "--pack-size", "4", "--max-unused", limit];
  const { stdout } = await restic(path, place, "pw", args);
  const told = (title: string): string[] => {
    const list = new RegExp(`${title} packs:\\n\\{([^}]*)\\}`).exec(stdout)?.[1] ?? "not told";
    return list.split(" ").filter(Boolean).sort();
  };
  const short = (ids: readonly string[] = []): string[] => ids.map((id) => id.slice(0, 8)).sort();
  expect(told("repacked and removed the following"), `${name}\n${stdout}`).toEqual(short(planned?.repack));
  expect(told("removed the following no longer used"), `${name}\n${stdout}`).toEqual(short(planned?.remove));
  expect(stdout).toMatch(new RegExp(`used: +${used.blobs} blobs .*unused: +${unused.blobs} blobs `, "s"));
}

function tolerated(maxUnused: MaxUnused, used: number): number {
  if (maxUnused === "unlimited") return Number.POSITIVE_INFINITY;
  return "bytes" in maxUnused ? maxUnused.bytes : (maxUnused.percent / (100 - maxUnused.percent)) * used;
}
