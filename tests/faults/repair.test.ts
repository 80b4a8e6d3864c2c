import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import {
  check,
  type OpenRepository,
  openRepository,
  type RepairSnapshotsResult,
  repairIndex,
  repairPacks,
  repairSnapshots,
  toText,
} from "../../main/engine/index.ts";
import { describeWithEachRestic, restic } from "../support/restic.ts";
import { writeTree } from "../support/source-tree.ts";
import { tempFolder } from "../support/temp-folder.ts";
import {
  checkWithHoldfast,
  copyOf,
  filesOf,
  flipBit,
  initWithRestic,
  isSoundToRestic,
  PASSWORD,
  packPath,
  placeOfContent,
  placeOfFolder,
  remove,
  resticDoes,
} from "./surgery.ts";

const source = join(tempFolder(), "home");
const NOTE = "a note, alone in its pack but for some others\n";
const RANDOM_ROUNDS = 5;

beforeAll(() => {
  writeTree(source, { folders: 3, filesInEach: 4, bytesInEach: 1_300_000 });
  mkdirSync(join(source, "letters", "old"), { recursive: true });
  writeFileSync(join(source, "letters", "note.txt"), NOTE);
  for (let i = 0; i < 30; i++) writeFileSync(join(source, "letters", "old", `letter ${i}`), `letter ${i}\n`.repeat(i));
});

async function withOpen<T>(place: string, work: (open: OpenRepository) => Promise<T>): Promise<T> {
  const open = await openRepository(place, { password: PASSWORD, threads: 2 });
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}

/** All that a user does after damage: the index, then the packs that a check names, then the snapshots. */
async function repairAll(place: string): Promise<RepairSnapshotsResult> {
  return await withOpen(place, async (open) => {
    await repairIndex(open).result;
    const { findings } = await check(open, { readData: true }).result;
    const packs = findings.flatMap(({ kind, facts }) => (kind === "pack-damaged" ? [String(facts["pack"])] : []));
    const kept = new Map<string, string>();
    if (packs.length > 0) {
      const setAside = async (pack: string, bytes: Uint8Array): Promise<void> => void kept.set(pack, hashOf(bytes));
      const before = new Map(packs.map((pack) => [pack, hashOf(readFileSync(join(place, packPath(pack))))]));
      await repairPacks(open, { packs, setAside }).result;
      expect(kept).toEqual(before);
      for (const pack of packs) expect(existsSync(join(place, packPath(pack)))).toBe(false);
    }
    return await repairSnapshots(open, { forget: true }).result;
  });
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Every file below a folder with the hash of its content. */
function contents(root: string): Map<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => [join(parentPath, name), hashOf(readFileSync(join(parentPath, name)))]),
  );
}

function packsOf(place: string): string[] {
  const files = readdirSync(join(place, "data"), { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}

function truncate(place: string, pack: string, bytes: number): void {
  chmodSync(join(place, packPath(pack)), 0o600);
  truncateSync(join(place, packPath(pack)), bytes);
}

describeWithEachRestic("a damaged repository", ({ path: binary, name }) => {
  const hasRepair = !name.includes("0.14");
  let sound = "";

  beforeAll(async () => {
    sound = join(tempFolder(), "repository");
    await initWithRestic(binary, sound);
    const flags = ["--pack-size", "4"];
    await resticDoes(binary, sound, "backup", ...flags, source);
    writeFileSync(join(source, "letters", "later.txt"), "written for the second backup\n".repeat(3000));
    await resticDoes(binary, sound, "backup", ...flags, "--tag", "second", source);
  });

  /** What restic restores of the newest snapshot is what was saved, but for what the repair told of. */
  async function expectRestored(place: string, lost: readonly string[]): Promise<void> {
    const target = tempFolder();
    await resticDoes(binary, place, "restore", "latest", "--target", target);
    const restored = existsSync(join(target, source)) ? contents(join(target, source)) : new Map<string, string>();
    for (const [path, hash] of contents(source)) {
      if (lost.some((each) => path === each || path.startsWith(`${each}/`))) continue;
      expect([path, restored.get(join(target, path))]).toEqual([path, hash]);
    }
  }

  async function treesOf(place: string): Promise<unknown[]> {
    const snapshots = JSON.parse(await resticDoes(binary, place, "snapshots", "--json")) as Record<string, unknown>[];
    return snapshots.map(({ tree, tags, time, original }) => ({ tree, tags, time, original })).sort(byTime);
  }

  function byTime(a: { time: unknown }, b: { time: unknown }): number {
    return String(a.time).localeCompare(String(b.time));
  }

  const damages: readonly [title: string, damage: (place: string) => Promise<string | undefined>, isLossless?: true][] =
    [
      [
        "a pack truncated in the middle",
        async (place) => {
          const pack = packsOf(place).find((id) => statSync(join(place, packPath(id))).size > 4_000_000) ?? "";
          truncate(place, pack, 2_500_000);
          return pack;
        },
      ],
      [
        "a bit flipped in a blob of a file",
        async (place) => {
          const { pack, offset } = await placeOfContent(place, NOTE);
          flipBit(place, packPath(pack), offset + 20);
          return pack;
        },
      ],
      [
        "a bit flipped in the list of a folder",
        async (place) => {
          const { pack, offset } = await placeOfFolder(place, `${source}/letters/old`);
          flipBit(place, packPath(pack), offset + 20);
          return pack;
        },
      ],
      [
        "a pack with data removed",
        async (place) => {
          remove(place, packPath((await placeOfContent(place, NOTE)).pack));
          return undefined;
        },
      ],
      [
        "the pack with the folders of the first snapshot removed",
        async (place) => {
          remove(place, packPath((await placeOfFolder(place, `${source}/letters/old`)).pack));
          return undefined;
        },
      ],
      [
        "an index file removed",
        async (place) => {
          remove(place, `index/${filesOf(place, "index")[0]}`);
          return undefined;
        },
        true,
      ],
      [
        "all index files removed",
        async (place) => {
          for (const file of filesOf(place, "index")) remove(place, `index/${file}`);
          return undefined;
        },
        true,
      ],
      [
        "an index file damaged",
        async (place) => {
          flipBit(place, `index/${filesOf(place, "index")[0]}`, 60);
          return undefined;
        },
        true,
      ],
    ];

  it.each(damages)("%s: is sound again, and all that is intact comes back", async (_title, damage, isLossless) => {
    const place = copyOf(sound);
    const before = await treesOf(sound);
    const pack = await damage(place);
    const forRestic = copyOf(place);
    // Older restics look for a lost pack again and again, for minutes.
    expect((await checkWithHoldfast(place, { readData: true })).isSound).toBe(false);

    const { changes, repaired } = await repairAll(place);
    expect(await isSoundToRestic(binary, place, "--read-data")).toBe(true);
    await expectRestored(
      place,
      changes.map(({ path }) => toText(path)),
    );
    if (isLossless) expect([repaired, await treesOf(place)]).toEqual([[], before]);
    else expect(repaired.length).toBeGreaterThan(0);

    if (!hasRepair) return;
    // It leaves a copy of the pack where it is run.
    const options = { cwd: tempFolder() };
    const commands = [["packs", pack ?? ""], ["index"], ["snapshots", "--forget"]].slice(pack === undefined ? 1 : 0);
    for (const command of commands) {
      const { code, stderr } = await restic(binary, forRestic, PASSWORD, ["repair", ...command], options);
      expect(`${code} ${stderr}`).toMatch(/^0 /);
    }
    expect(await treesOf(place)).toEqual(await treesOf(forRestic));
  });

  it("nothing is done to a repository that is in order", async () => {
    const place = copyOf(sound);
    const files = contents(place);
    await withOpen(place, async (open) => {
      expect(await repairIndex(open).result).toMatchObject({ isChanged: false, missing: [], added: [], reread: [] });
      expect(await repairSnapshots(open, { forget: true }).result).toMatchObject({ repaired: [], unchanged: 2 });
    });
    expect(contents(place)).toEqual(files);
  });

  it("the index is made anew from the packs alone, if that is wanted", async () => {
    const place = copyOf(sound);
    const old = filesOf(place, "index");
    await withOpen(place, async (open) => {
      const result = await repairIndex(open, { readAllPacks: true }).result;
      expect(result).toMatchObject({ isChanged: true, removedIndexes: old.length });
      expect(result.reread.toSorted()).toEqual(packsOf(place));
    });
    expect(filesOf(place, "index").some((file) => old.includes(file))).toBe(false);
    expect(await isSoundToRestic(binary, place, "--read-data")).toBe(true);
  });

  it("loses nothing with a pack that does not tell what is in it, as long as an index does", async () => {
    const place = copyOf(sound);
    const [before, packs] = [await treesOf(place), packsOf(place)];
    const [short = "", flipped = ""] = packs;
    const size = (pack: string): number => statSync(join(place, packPath(pack))).size;
    truncate(place, short, size(short) - 1);
    flipBit(place, packPath(flipped), size(flipped) - 10);
    await withOpen(place, async (open) => {
      const result = await repairIndex(open, { readAllPacks: true }).result;
      expect(result.unreadable.toSorted()).toEqual([short, flipped]);
      expect([result.salvaged.blobs > 1, result.salvaged.lost]).toEqual([true, []]);
      expect((await repairSnapshots(open).result).repaired).toEqual([]);
    });
    expect(await isSoundToRestic(binary, place, "--read-data")).toBe(true);
    expect(await treesOf(place)).toEqual(before);
    await expectRestored(place, []);
  });

  it("a dry run changes nothing, and tells the same", async () => {
    const place = copyOf(sound);
    remove(place, packPath((await placeOfContent(place, NOTE)).pack));
    const index = filesOf(place, "index");
    const [planned, done] = await withOpen(place, async (open) => {
      const dry = await repairIndex(open, { dryRun: true }).result;
      expect(filesOf(place, "index")).toEqual(index);
      return [dry, await repairIndex(open).result];
    });
    expect({ ...planned, removedIndexes: done.removedIndexes }).toEqual(done);
    const files = contents(place);
    await withOpen(place, async (open) => {
      const dry = await repairSnapshots(open, { forget: true, dryRun: true }).result;
      expect(contents(place)).toEqual(files);
      const real = await repairSnapshots(open, { forget: true }).result;
      expect(dry.changes).toEqual(real.changes);
    });
  });

  it("repaired snapshots stand beside the old ones, tagged, and a second run makes no third", async () => {
    const place = copyOf(sound);
    remove(place, packPath((await placeOfContent(place, NOTE)).pack));
    await withOpen(place, async (open) => {
      await repairIndex(open).result;
      const { repaired } = await repairSnapshots(open).result;
      for (const { old, snapshot } of repaired) {
        expect(snapshot).toMatchObject({ original: old.id, tags: [...(old.tags ?? []), "repaired"], time: old.time });
      }
      const snapshots = filesOf(place, "snapshots");
      expect(snapshots).toHaveLength(2 + repaired.length);
      await repairSnapshots(open).result;
      expect(filesOf(place, "snapshots")).toEqual(snapshots);
      await repairSnapshots(open, { forget: true }).result;
      expect(filesOf(place, "snapshots")).toHaveLength(2);
    });
    expect(await isSoundToRestic(binary, place, "--read-data")).toBe(true);
  });

  it("a snapshot whose root is lost stays until it is to be forgotten", async () => {
    const place = copyOf(sound);
    const { pack } = await placeOfFolder(place, "/");
    remove(place, packPath(pack));
    await withOpen(place, async (open) => {
      await repairIndex(open).result;
      const before = filesOf(place, "snapshots");
      const kept = await repairSnapshots(open).result;
      expect(kept.repaired.some(({ isEmpty }) => isEmpty)).toBe(true);
      for (const file of before) expect(filesOf(place, "snapshots")).toContain(file);
      await repairSnapshots(open, { forget: true }).result;
    });
    expect(await isSoundToRestic(binary, place, "--read-data")).toBe(true);
  });

  it("a place where no pack is to be seen is left alone", async () => {
    const place = copyOf(sound);
    for (const pack of packsOf(place)) remove(place, packPath(pack));
    const index = filesOf(place, "index");
    await withOpen(place, async (open) => {
      await expect(repairIndex(open).result).rejects.toMatchObject({ code: "repair/no-pack-there" });
      await expect(repairSnapshots(open, { forget: true }).result).rejects.toMatchObject({
        code: "repair/index-unsound",
      });
    });
    expect([filesOf(place, "index"), filesOf(place, "snapshots").length]).toEqual([index, 2]);
  });

  it("is sound again after any damage", { timeout: 400_000 }, async () => {
    const random = seeded(20_261_122);
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    for (let round = 0; round < RANDOM_ROUNDS; round++) {
      const place = copyOf(sound);
      for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
        const pack = pick(packsOf(place)) ?? "";
        const { size } = statSync(join(place, packPath(pack)));
        const index = pick(filesOf(place, "index"));
        const kinds = [
          () => remove(place, packPath(pack)),
          () => truncate(place, pack, Math.floor(random() * size)),
          () => size > 0 && flipBit(place, packPath(pack), Math.floor(random() * size)),
          () => index !== undefined && flipBit(place, `index/${index}`, Math.floor(random() * 100)),
          () => index !== undefined && remove(place, `index/${index}`),
        ];
        pick(kinds)?.();
      }
      const { changes } = await repairAll(place);
      expect([round, await isSoundToRestic(binary, place, "--read-data")]).toEqual([round, true]);
      if (filesOf(place, "snapshots").length < 2) continue;
      await expectRestored(
        place,
        changes.map(({ path }) => toText(path)),
      );
    }
  });
});

/** Numbers in [0, 1) that are the same in each run. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
