import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { openRepository, repairIndex, repairPacks, repairSnapshots } from "../../main/engine/index.ts";
import { openStorage, type Storage } from "../../main/engine/storage/index.ts";
import { type Fault, faultyStorage } from "../support/faulty-storage.ts";
import { resticVersions } from "../support/restic.ts";
import { writeTree } from "../support/source-tree.ts";
import { tempFolder } from "../support/temp-folder.ts";
import {
  copyOf,
  filesOf,
  flipBit,
  initWithRestic,
  isSoundToRestic,
  PASSWORD,
  packPath,
  placeOfContent,
  remove,
  resticDoes,
} from "./surgery.ts";

const newest = resticVersions().at(-1);
const binary = newest?.path ?? "";
const [LOST, FLIPPED] = ["in a pack that goes missing\n", "in a pack that is damaged\n"];

/** Moments of each kind; every second one comes right after the deed. */
const MOMENTS = 6;

describe.skipIf(newest === undefined)("a repair that is cut short (needs restic)", () => {
  let damaged = "";
  let pack = "";
  /** Of a repair that nothing disturbs. */
  let trees: unknown[] = [];

  beforeAll(async () => {
    const source = join(tempFolder(), "home");
    writeTree(source, { folders: 2, filesInEach: 2, bytesInEach: 300_000 });
    damaged = join(tempFolder(), "repository");
    await initWithRestic(binary, damaged);
    for (const text of [LOST, FLIPPED, "in a pack that stays whole\n"]) {
      writeFileSync(join(source, `${text.length}`), text);
      await resticDoes(binary, damaged, "backup", source);
    }
    remove(damaged, packPath((await placeOfContent(damaged, LOST)).pack));
    const place = await placeOfContent(damaged, FLIPPED);
    flipBit(damaged, packPath(place.pack), place.offset + 20);
    pack = place.pack;
    const reference = copyOf(damaged);
    await repair(openStorage(reference));
    trees = await treesOf(reference);
  });

  async function repair(storage: Storage): Promise<void> {
    const open = await openRepository(storage, { password: PASSWORD, threads: 1 });
    try {
      await repairIndex(open, { readAllPacks: true }).result;
      await repairPacks(open, { packs: [pack], setAside: () => Promise.resolve() }).result;
      await repairSnapshots(open, { forget: true }).result;
    } finally {
      await open.close();
    }
  }

  /** What a user does after it was cut short: the same again, but for a pack that is out already. */
  async function repairAgain(place: string): Promise<void> {
    await repair(openStorage(place)).catch(async (error: unknown) => {
      expect(error).toMatchObject({ code: "repair/pack-unknown" });
      const open = await openRepository(place, { password: PASSWORD, threads: 1 });
      await repairSnapshots(open, { forget: true }).result.finally(() => open.close());
    });
  }

  async function treesOf(place: string): Promise<unknown[]> {
    const snapshots = JSON.parse(await resticDoes(binary, place, "snapshots", "--json")) as Record<string, unknown>[];
    return snapshots.map(({ tree, time, tags }) => ({ tree, time, tags }));
  }

  const faults: readonly Pick<Fault, "operation" | "kind">[] = [
    { operation: "write", kind: "data" },
    { operation: "write", kind: "index" },
    { operation: "remove", kind: "index" },
    { operation: "remove", kind: "data" },
    { operation: "write", kind: "snapshots" },
    { operation: "remove", kind: "snapshots" },
  ] as const;

  it.each(faults)(
    "at any $operation of $kind: done again, nothing more is lost",
    { timeout: 300_000 },
    async (where) => {
      let cutShort = 0;
      for (let nth = 1; nth <= MOMENTS; nth++) {
        const place = copyOf(damaged);
        const error = new Error("cut short");
        const late = nth % 2 === 0;
        // Nothing more gets through: whatever is not there by then is not written any more.
        const after = { andAfter: true, fail: { error, late: false } };
        const storage = faultyStorage(openStorage(place), [
          { ...where, nth: Math.ceil(nth / 2), ...(late ? { fail: { error, late } } : after) } as Fault,
        ]);
        const end = await repair(storage).catch((caught: unknown) => caught);
        if (end === undefined) break;
        expect(end).toBe(error);
        cutShort += 1;
        await repairAgain(place);
        expect(await isSoundToRestic(binary, place, "--read-data")).toBe(true);
        expect(await treesOf(place)).toEqual(trees);
        expect(filesOf(place, "snapshots")).toHaveLength(trees.length);
      }
      expect(cutShort).toBeGreaterThan(1);
    },
  );
});
