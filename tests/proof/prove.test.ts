import { existsSync, mkdirSync, readdirSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
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
  toText,
} from "../../main/engine/index.ts";
import {
  type ByteRange,
  type FileRef,
  openStorage,
  PassingStorage,
  type Storage,
} from "../../main/engine/storage/index.ts";
import { copyOf, flipBit, lieInIndex, PASSWORD, packPath, remove } from "../faults/surgery.ts";
import { writeTree } from "../support/source-tree.ts";
import { tempFolder } from "../support/temp-folder.ts";

const CHEAP = { N: 1024, r: 8, p: 1 };
/** Fifty packs of data, and a few of trees. */
const PACK_BYTES = 256 * 1024;
const TREE = { folders: 25, filesInEach: 20, bytesInEach: 25_000 };
const FILES = TREE.folders * TREE.filesInEach;
const PLENTY = 1e12;

const root = tempFolder();
const source = join(root, "home");
const sound = join(root, "repository");

type Asked = Partial<Omit<ProveOptions, "snapshot" | "scratch">>;

async function proveIn(place: string, amount: ProveAmount, asked: Asked = {}): Promise<ProveResult> {
  const scratch = tempFolder();
  const open = await openRepository(place, { password: PASSWORD, threads: 2 });
  try {
    const options = { snapshot: "latest", scratch: fromText(scratch), amount, seed: 1, budgetBytes: PLENTY, ...asked };
    const result = await prove(open, options).result;
    expect(readdirSync(scratch)).toEqual([]);
    return result;
  } finally {
    await open.close();
  }
}

async function backUp(place: string): Promise<void> {
  const options = { password: PASSWORD, threads: 2, scrypt: CHEAP, saving: { packBytes: PACK_BYTES } };
  const open = existsSync(place) ? await openRepository(place, options) : await createRepository(place, options);
  try {
    await backup(open, { targets: [backupTarget(source)], filter: NO_FILTER }).result;
  } finally {
    await open.close();
  }
}

const fileOf = (place: string, pack: string): string => join(place, packPath(pack));

/** The largest first: those hold file content, the last one trees. */
function packs(place: string): string[] {
  const all = readdirSync(join(place, "data"), { recursive: true, encoding: "utf8" })
    .map((name) => basename(name))
    .filter((name) => name.length === 64);
  return all.sort((a, b) => statSync(fileOf(place, b)).size - statSync(fileOf(place, a)).size || (a < b ? -1 : 1));
}

beforeAll(async () => {
  mkdirSync(source);
  writeTree(source, TREE);
  writeFileSync(join(source, "empty"), "");
  await backUp(sound);
});

describe("a test-restore", () => {
  it("brings all of a sound snapshot back, compares it with its source, and has proven every pack", async () => {
    const result = await proveIn(sound, "all", { withSource: true });
    expect(result).toMatchObject({ failureCount: 0, files: FILES + 1, snapshotFiles: FILES + 1 });
    expect(result.comparedWithSource).toBe(FILES + 1);
    expect(result.bytes).toBe(FILES * TREE.bytesInEach);
    expect(result.packs.length).toBeGreaterThan(45);
    expect(result.packs.every(({ isProven }) => isProven)).toBe(true);
    expect(result.packs.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(
      packs(sound).reduce((sum, pack) => sum + statSync(fileOf(sound, pack)).size, 0),
    );
  });

  it("takes a few files for a sample, the same for the same seed", async () => {
    const told = async (seed: number): Promise<string[]> => {
      const result = await proveIn(sound, "sample", { seed });
      expect(result).toMatchObject({ failureCount: 0, files: 20, tooLarge: 0 });
      return result.packs.filter(({ isProven }) => isProven).map(({ id }) => id);
    };
    expect(await told(7)).toEqual(await told(7));
  });

  it("stays within the budget of a large one, and reads what was proven longest ago", async () => {
    const all = await proveIn(sound, "large", { budgetBytes: 4_000_000 });
    expect(all.failureCount).toBe(0);
    expect(all.bytesRead).toBeLessThanOrEqual(4_000_000);
    expect(all.bytesRead).toBeGreaterThan(2_500_000);
    const proven = new Map(all.packs.flatMap(({ id, isProven }) => (isProven ? [[id, Date.now()] as const] : [])));
    expect(proven.size).toBeGreaterThan(5);
    const next = await proveIn(sound, "large", { budgetBytes: 4_000_000, seed: 2, provenAt: (id) => proven.get(id) });
    const again = next.packs.filter(({ id, isProven }) => isProven && !proven.has(id));
    expect(again.length).toBeGreaterThan(5);
  });

  it("reads every pack at least once in a few large ones", async () => {
    const proven = new Map<string, number>();
    for (let day = 1; day <= 8; day++) {
      const provenAt = (id: string): number | undefined => proven.get(id);
      const { packs: found } = await proveIn(sound, "large", { budgetBytes: 4_000_000, seed: day, provenAt });
      for (const { id, isProven } of found) if (isProven) proven.set(id, day);
    }
    expect(proven.size).toBe(packs(sound).length);
  });

  it("sees that a source has another content though size and times are the same", async () => {
    const place = copyOf(sound);
    const file = join(source, "folder-3/file-3.bin");
    const { mtime } = statSync(file);
    // Its change time tells: it has changed since, and is not compared.
    writeFileSync(file, Buffer.alloc(TREE.bytesInEach, 1));
    utimesSync(file, mtime, mtime);
    const result = await proveIn(place, "all", { withSource: true });
    expect(result).toMatchObject({ failureCount: 0, comparedWithSource: FILES });
  });

  it("leaves nothing in scratch and no lock when it is stopped in its middle", async () => {
    const place = copyOf(sound);
    const scratch = tempFolder();
    const stop = new AbortController();
    const open = await openRepository(new StopsAt(openStorage(place), 15, stop), { password: PASSWORD, threads: 2 });
    const options = { snapshot: "latest", amount: "all", seed: 1, budgetBytes: PLENTY, signal: stop.signal } as const;
    await expect(prove(open, { ...options, scratch: fromText(scratch) }).result).rejects.toThrow("enough");
    await open.close();
    expect(readdirSync(scratch)).toEqual([]);
    expect(readdirSync(join(place, "locks"))).toEqual([]);
  });
});

/** Wants to stop when so many ranges of packs were read. */
class StopsAt extends PassingStorage {
  readonly #stop: AbortController;
  #left: number;

  constructor(inner: Storage, reads: number, stop: AbortController) {
    super(inner);
    this.#left = reads;
    this.#stop = stop;
  }

  override async read(file: FileRef, range?: ByteRange, signal?: AbortSignal): Promise<Buffer> {
    if (file.kind === "data") this.#left -= 1;
    if (this.#left === 0) this.#stop.abort(new Error("enough"));
    return super.read(file, range, signal);
  }
}

describe("damage that was planted", () => {
  it("is found by a test of all: a flipped bit in one pack of fifty", async () => {
    const place = copyOf(sound);
    const [, , pack = ""] = packs(place);
    flipBit(place, packPath(pack), 1000);
    const result = await proveIn(place, "all");
    expect(result.failureCount).toBeGreaterThan(0);
    expect(result.failures[0]).toMatchObject({ cause: "damaged" });
    expect(result.packs.find(({ id }) => id === pack)?.isProven).toBe(false);
    // The same files again, and nothing but them: they are retested whatever the seed chooses.
    const retest = result.failures.flatMap(({ path }) => (path === undefined ? [] : [path]));
    const again = await proveIn(place, "sample", { retest, seed: 99 });
    expect(again.failures.map(({ path }) => path && toText(path))).toEqual(
      expect.arrayContaining(retest.map((path) => toText(path))),
    );
  });

  it("is found by large ones within a few days: a flipped bit where no file of today is", async () => {
    const place = copyOf(sound);
    const pack = packs(place).at(10) ?? "";
    flipBit(place, packPath(pack), 5000);
    const proven = new Map<string, number>();
    let failures = 0;
    for (let day = 1; day <= 8 && failures === 0; day++) {
      const provenAt = (id: string): number | undefined => proven.get(id);
      const result = await proveIn(place, "large", { budgetBytes: 4_000_000, seed: day, provenAt });
      for (const { id, isProven } of result.packs) if (isProven) proven.set(id, day);
      failures = result.failureCount;
    }
    expect(failures).toBeGreaterThan(0);
  });

  it("is found: a pack that is gone, and one cut short", async () => {
    const gone = copyOf(sound);
    remove(gone, packPath(packs(gone)[0] ?? ""));
    const cut = copyOf(sound);
    truncateSync(fileOf(cut, packs(cut)[0] ?? ""), 1000);
    for (const place of [gone, cut]) {
      for (const amount of ["all", "large"] as const) {
        expect((await proveIn(place, amount)).failureCount).toBeGreaterThan(0);
      }
    }
  });

  it("is found: an index that lies", async () => {
    const place = copyOf(sound);
    const [first] = packs(place);
    await lieInIndex(place, (pack) =>
      pack.id === first ? { ...pack, blobs: pack.blobs.map((blob) => ({ ...blob, offset: blob.offset + 1 })) } : pack,
    );
    expect((await proveIn(place, "all")).failureCount).toBeGreaterThan(0);
  });

  it("is found: a folder's list that is gone with its pack", async () => {
    const place = copyOf(sound);
    const smallest = packs(place).at(-1) ?? "";
    remove(place, packPath(smallest));
    const result = await proveIn(place, "all");
    expect(result.failures.some(({ cause }) => cause === "missing" || cause === "damaged")).toBe(true);
  });
});
