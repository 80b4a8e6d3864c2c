import { mkdirSync, readdirSync, renameSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  backup,
  backupTarget,
  createRepository,
  fromText,
  NO_FILTER,
  openRepository,
  type ProveAmount,
  type ProveOptions,
  type ProveResult,
  prove,
} from "../../main/engine/index.ts";
import { copyOf, flipBit, lieInIndex, PASSWORD, packPath } from "../faults/surgery.ts";
import { writeTree } from "../support/source-tree.ts";
import { tempFolder } from "../support/temp-folder.ts";

const root = tempFolder();
const source = join(root, "home");
const sound = join(root, "repository");

async function proveIn(place: string, amount: ProveAmount, asked: Partial<ProveOptions> = {}): Promise<ProveResult> {
  const open = await openRepository(place, { password: PASSWORD, threads: 2 });
  try {
    const options = {
      snapshot: "latest",
      scratch: fromText(tempFolder()),
      amount,
      seed: 1,
      budgetBytes: 1e9,
      ...asked,
    };
    return await prove(open, options).result;
  } finally {
    await open.close();
  }
}

/** By size; the smallest hold folders' lists. */
function packs(place: string): string[] {
  const all = readdirSync(join(place, "data"), { recursive: true, encoding: "utf8" })
    .map((name) => basename(name))
    .filter((name) => name.length === 64);
  return all.sort((a, b) => sizeOf(place, b) - sizeOf(place, a));
}

const sizeOf = (place: string, pack: string): number => statSync(join(place, packPath(pack))).size;

beforeAll(async () => {
  mkdirSync(source);
  writeTree(source, { folders: 10, filesInEach: 10, bytesInEach: 25_000 });
  const options = {
    password: PASSWORD,
    threads: 2,
    scrypt: { N: 1024, r: 8, p: 1 },
    saving: { packBytes: 128 * 1024 },
  };
  const open = await createRepository(sound, options);
  await backup(open, { targets: [backupTarget(source)], filter: NO_FILTER }).result;
  await open.close();
});

describe("what failed", () => {
  it("puts the pack in doubt, though only files showed it; the pack is found again at any seed, without any budget", async () => {
    const place = copyOf(sound);
    const [pack = ""] = packs(place);
    flipBit(place, packPath(pack), 3000);
    const all = await proveIn(place, "all");
    expect(all.failures.length).toBeGreaterThan(0);
    const inDoubt = all.packs.filter(({ isInDoubt }) => isInDoubt).map(({ id }) => id);
    expect(inDoubt).toContain(pack);
    for (const seed of [1, 2, 3]) {
      const again = await proveIn(place, "sample", { seed, budgetBytes: 0, retestPacks: inDoubt });
      expect(again.failures).toMatchObject([{ pack, cause: "damaged" }]);
      expect(again.packsRead).toBe(inDoubt.length);
    }
  });

  it("is told again where it was a folder's list, and passes once that is back", async () => {
    const place = copyOf(sound);
    const pack = packs(place).at(-1) ?? "";
    const file = join(place, packPath(pack));
    renameSync(file, join(root, "kept"));
    const { failures, packs: tested } = await proveIn(place, "all");
    const retest = failures.flatMap(({ path }) => path ?? []);
    expect(retest.length).toBeGreaterThan(0);
    expect(tested.find(({ id }) => id === pack)).toMatchObject({ isProven: false, isInDoubt: true });
    const options = { budgetBytes: 0, retest, retestPacks: [pack] };
    expect((await proveIn(place, "sample", options)).failures).toContainEqual(
      expect.objectContaining({ pack, cause: "missing" }),
    );
    expect((await proveIn(place, "sample", { budgetBytes: 0, retest })).failureCount).toBeGreaterThan(0);
    renameSync(join(root, "kept"), file);
    const healed = await proveIn(place, "sample", options);
    expect(healed.failures).toEqual([]);
    expect(healed.packs.find(({ id }) => id === pack)).toMatchObject({ isProven: true, isInDoubt: false });
  });

  it("is found where an index says another pack", async () => {
    const place = copyOf(sound);
    const [one = "", other = ""] = packs(place);
    await lieInIndex(place, (pack) => {
      const swapped = pack.id === one ? other : pack.id === other ? one : pack.id;
      return { ...pack, id: swapped as typeof pack.id };
    });
    for (const amount of ["all", "large"] as const) {
      const { failures } = await proveIn(place, amount);
      expect(failures.some(({ cause }) => cause === "damaged")).toBe(true);
    }
  });

  it("is found where an index keeps quiet of a pack: its files are missing", async () => {
    const place = copyOf(sound);
    const [gone] = packs(place);
    await lieInIndex(place, (pack) => (pack.id === gone ? { ...pack, blobs: [] } : pack));
    const { failures } = await proveIn(place, "all");
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.every(({ path }) => path !== undefined)).toBe(true);
  });
});

describe("a budget", () => {
  it("that has no room for one pack does not hold up the others", async () => {
    const all = packs(sound);
    const [largest = ""] = all;
    const smaller = all.filter((pack) => sizeOf(sound, pack) < sizeOf(sound, largest));
    // Half of it goes to packs.
    const budgetBytes = 2 * (sizeOf(sound, largest) - 1);
    const proven = new Map<string, number>();
    for (let day = 1; day <= 3 * all.length; day++) {
      const provenAt = (id: string): number | undefined => proven.get(id);
      const result = await proveIn(sound, "large", { seed: day, budgetBytes, provenAt });
      expect(result.failureCount).toBe(0);
      for (const { id, isProven } of result.packs) if (isProven) proven.set(id, day);
      if (smaller.every((pack) => proven.has(pack))) break;
    }
    expect(smaller.filter((pack) => !proven.has(pack))).toEqual([]);
  });
});
