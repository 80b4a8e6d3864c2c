import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  backup,
  backupTarget,
  createRepository,
  NO_FILTER,
  type OpenRepository,
  openRepository,
  type PruneEvent,
  type PruneOptions,
  type PruneResult,
  prune,
} from "../../main/engine/index.ts";
import { openStorage, StorageFull } from "../../main/engine/storage/index.ts";
import { faultyStorage } from "../support/faulty-storage.ts";
import { makeRepository } from "../support/made-repository.ts";
import { resticVersions } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { expectSound } from "./killing.ts";

const PACK_BYTES = 256 << 10;
const ENGINE = { password: "pw", threads: 2, saving: { packBytes: PACK_BYTES }, scrypt: { N: 1024, r: 8, p: 1 } };
const FILE_BYTES = 60_000;

interface Made {
  readonly place: string;
  readonly open: OpenRepository;
}

/** Two snapshots of 40 files, the first of them removed: the files it alone had lie among those that are needed. */
async function made(place = join(tempFolder(), "repository"), storage = openStorage(place)): Promise<Made> {
  const source = tempFolder();
  for (let n = 0; n < 40; n++) writeFileSync(join(source, `file ${n}`), randomBytes(FILE_BYTES));
  const open = await createRepository(storage, ENGINE);
  onTestFinished(() => open.close());
  const first = await save(open, source);
  for (let n = 0; n < 40; n += 2) writeFileSync(join(source, `file ${n}`), randomBytes(FILE_BYTES));
  await save(open, source);
  rmSync(join(place, "snapshots", first));
  return { place, open };
}

async function save(open: OpenRepository, source: string): Promise<string> {
  const { snapshot } = await backup(open, { targets: [backupTarget(source)], filter: NO_FILTER }).result;
  return snapshot?.id ?? "";
}

async function told(open: OpenRepository, options: PruneOptions): Promise<[PruneEvent["type"][], PruneResult]> {
  const run = prune(open, options);
  const types: PruneEvent["type"][] = [];
  for await (const { type } of run) if (type !== "progress") types.push(type);
  return [types, await run.result];
}

/** All files but locks, with their sizes. */
function filesOf(place: string): string[] {
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !path.includes("/locks/"));
  return paths.map((path) => `${path} ${statSync(path).size}`).sort();
}

function packsOf(place: string): string[] {
  return filesOf(place).flatMap((file) => /^(.*\/data\/\S+) \d+$/.exec(file)?.[1] ?? []);
}

async function expectSoundToAll(place: string): Promise<void> {
  for (const { path } of resticVersions()) await expectSound(path, place, ["check", "--read-data"]);
}

async function expectRefusal({ place, open }: Made, failure: object, options: PruneOptions = {}): Promise<void> {
  const before = filesOf(place);
  await expect(prune(open, options).result).rejects.toMatchObject(failure);
  expect(filesOf(place)).toEqual(before);
  expect(readdirSync(join(place, "locks"))).toEqual([]);
}

describe("a prune changes nothing", () => {
  it("when a pack is missing that a snapshot needs", async () => {
    const repository = await made();
    for (const pack of packsOf(repository.place)) rmSync(pack);
    await expectRefusal(repository, { code: expect.stringMatching(/^(repository|prune|storage)\//) });
  });

  it("when a pack with file content is missing, or is shorter than the index says", async () => {
    const repository = await made();
    const largest = packsOf(repository.place).toSorted((a, b) => statSync(b).size - statSync(a).size);
    const { planned } = await prune(repository.open, { dryRun: true, maxUnused: { bytes: 0 } }).result;
    const needed = largest.find((path) => planned?.repack.some((id) => path.endsWith(id))) ?? "";
    spawnSync("chmod", ["600", needed]);
    spawnSync("truncate", ["-s", "-1", needed]);
    await expectRefusal(repository, { code: "prune/packs-damaged", facts: { count: 1 } });
    rmSync(needed);
    await expectRefusal(repository, { code: "prune/packs-damaged", facts: { count: 1 } });
  });

  it("when the index no longer lists what a snapshot needs", async () => {
    const repository = await made();
    for (const name of readdirSync(join(repository.place, "index"))) rmSync(join(repository.place, "index", name));
    await expectRefusal(repository, { code: "prune/blobs-missing" });
  });

  it("when a snapshot cannot be read", async () => {
    const repository = await made();
    const [name = ""] = readdirSync(join(repository.place, "snapshots"));
    spawnSync("chmod", ["600", join(repository.place, "snapshots", name)]);
    writeFileSync(join(repository.place, "snapshots", name), "no snapshot");
    await expectRefusal(repository, { code: "repository/damaged-file" });
  });

  it("in a dry run, and when its options make no sense", async () => {
    const repository = await made();
    const before = filesOf(repository.place);
    const { isDryRun, removed, repacked } = await prune(repository.open, { dryRun: true }).result;
    expect(isDryRun && removed.packs + repacked.packs > 0).toBe(true);
    expect(filesOf(repository.place)).toEqual(before);
    expect(() => prune(repository.open, { maxUnused: { percent: 100 } })).toThrow("no limit");
    expect(() => prune(repository.open, { without: ["ab"] })).toThrow("dry run");
  });
});

it("does not let go of a pack whose content is damaged", async () => {
  const { place, open } = await made();
  const { planned } = await prune(open, { dryRun: true, maxUnused: { bytes: 0 } }).result;
  const damaged = packsOf(place).filter((path) => planned?.repack.some((id) => path.endsWith(id)));
  for (const path of damaged) {
    spawnSync("chmod", ["600", path]);
    // Somewhere in every blob, but not in the header.
    spawnSync("sh", [
      "-c",
      `for at in $(seq 100 5000 200000); do printf X | dd of=${path} bs=1 seek=$at conv=notrunc; done`,
    ]);
  }
  await expect(prune(open, { maxUnused: { bytes: 0 } }).result).rejects.toMatchObject({
    code: expect.stringMatching(/^(repository\/damaged-blob|prune\/unreadable-tree)$/),
  });
  for (const path of damaged) expect(packsOf(place)).toContain(path);
});

it.each([
  [0, false],
  [1, false],
  [0, true],
  [1, true],
])(
  "takes a blob from another pack when its copy in one is damaged (%i, first deleting: %s)",
  async (which, deleteFirst) => {
    const place = join(tempFolder(), "repository");
    const chunks = [randomBytes(5000), randomBytes(7000)];
    const packs = await makeRepository(place, [{ name: "file", type: "file", chunks }], 2);
    const path = packsOf(place).find((each) => each.endsWith(packs[which] ?? "-")) ?? "";
    spawnSync("chmod", ["600", path]);
    spawnSync("sh", ["-c", `printf XX | dd of=${path} bs=1 seek=2000 conv=notrunc`]);
    const open = await openRepository(place, ENGINE);
    onTestFinished(() => open.close());
    // Random bytes do not compress, so both packs would be written anew for this.
    const result = await prune(open, { repackUncompressed: true, deleteFirst }).result;
    expect(result).toMatchObject({ repacked: { packs: 1 }, duplicate: { blobs: 3 }, unusedAfter: { blobs: 0 } });
    expect(packsOf(place)).not.toContain(path);
    await expectSoundToAll(place);
  },
);

it("removes what interrupted writes have left, and no other file", async () => {
  const { place, open } = await made();
  const id = "ab".repeat(32);
  const leftovers = [`data/ab/${id}-tmp-1234`, `index/${id}-tmp-ab12`, `snapshots/${id}-tmp-99`];
  const others = ["notes.txt", `data/ab/${id}.bak`, "index/README-tmp-1"];
  for (const path of [...leftovers, ...others]) writeFileSync(join(place, path), "left over");
  expect(await prune(open).result).toMatchObject({ leftovers: 3 });
  const left = filesOf(place).join("\n");
  for (const path of leftovers) expect(left).not.toContain(path);
  for (const path of others) expect(left).toContain(path);
});

it("stops in time, and the next ones go on until all is done", async () => {
  const { place, open } = await made();
  const options = { maxUnused: { bytes: 0 }, repackSmall: true };
  const first = await prune(open, { ...options, maxSeconds: 0 }).result;
  expect(first).toMatchObject({ stoppedBy: "time", repacked: { packs: 1 } });
  expect(first.unusedAfter.bytes).toBeGreaterThan(0);
  await expectSoundToAll(place);
  let last = first;
  for (let n = 0; n < 100 && last.stoppedBy === "time"; n++)
    last = await prune(open, { ...options, maxSeconds: 0 }).result;
  expect(last.stoppedBy).toBeUndefined();
  expect(last.unusedAfter.bytes).toBe(0);
  await expectSoundToAll(place);
});

it("ends soon when it is asked to, and leaves all that is needed", async () => {
  const { place, open } = await made();
  const abort = new AbortController();
  const run = prune(open, { maxUnused: { bytes: 0 }, signal: abort.signal });
  for await (const { type } of run) if (type === "planned") abort.abort();
  await expect(run.result).rejects.toMatchObject({ name: "AbortError" });
  await expectSoundToAll(place);
  expect(await prune(open, { maxUnused: { bytes: 0 } }).result).toMatchObject({ unusedAfter: { bytes: 0 } });
  await expectSoundToAll(place);
});

describe("a storage without room", () => {
  it("makes it begin again with what frees room, and tells so", async () => {
    const place = join(tempFolder(), "repository");
    const { open } = await made(place);
    await open.close();
    const full = new StorageFull({ location: place, doing: "write" }, "space");
    const failing = faultyStorage(openStorage(place), [
      { operation: "write", kind: "data", nth: 3, fail: { error: full } },
    ]);
    const repository = await openRepository(failing, ENGINE);
    onTestFinished(() => repository.close());
    const [types, result] = await told(repository, { maxUnused: { bytes: 0 } });
    expect(types).toEqual(["planned", "out-of-space", "planned"]);
    expect(result).toMatchObject({ unusedAfter: { bytes: 0 }, notRemoved: 0 });
    expect(result.after.bytes).toBeLessThan(result.before.bytes);
    await expectSoundToAll(place);
  });

  it("that stays so, frees all that can be freed without writing packs", async () => {
    const place = join(tempFolder(), "repository");
    const { open } = await made(place);
    await open.close();
    const full = new StorageFull({ location: place, doing: "write" }, "space");
    const failing = faultyStorage(openStorage(place), [
      { operation: "write", kind: "data", nth: 1, andAfter: true, fail: { error: full } },
    ]);
    const repository = await openRepository(failing, ENGINE);
    onTestFinished(() => repository.close());
    const [types, result] = await told(repository, { maxUnused: { bytes: 0 } });
    expect(types).toEqual(["planned", "out-of-space", "planned", "out-of-space", "planned"]);
    expect(result.stoppedBy).toBe("space");
    await expectSoundToAll(place);
  });
});

const isRoot = process.getuid?.() === 0;
const canMount = isRoot && spawnSync("unshare", ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;

describe.skipIf(!canMount)("a really full disk", () => {
  /** A small disk with a repository of which about half is unused, filled up to the last `spare` bytes. */
  async function filled(spare: number): Promise<Made & { readonly disk: string }> {
    const disk = tempFolder();
    expect(spawnSync("mount", ["-t", "tmpfs", "-o", "size=32m", "tmpfs", disk]).status).toBe(0);
    onTestFinished(() => void spawnSync("umount", ["-l", disk]));
    const [place, source] = [join(disk, "repository"), tempFolder()];
    const open = await createRepository(place, ENGINE);
    onTestFinished(() => open.close());
    const ids: string[] = [];
    for (let round = 0; round < 5; round++) {
      for (let n = 0; n < 80; n++)
        if (round === 0 || (n * 7 + round) % 3 !== 0) writeFileSync(join(source, `file ${n}`), randomBytes(FILE_BYTES));
      ids.push(await save(open, source));
    }
    for (const id of ids.slice(0, 3)) rmSync(join(place, "snapshots", id));
    spawnSync("dd", ["if=/dev/zero", `of=${join(disk, "filler")}`, "bs=4096"]);
    if (spare > 0) spawnSync("truncate", ["-s", `-${spare}`, join(disk, "filler")]);
    return { disk, place, open };
  }

  it("is rescued with room for a lock and an index file", { timeout: 120_000 }, async () => {
    const { disk, place, open } = await filled(16 * 4096);
    const before = usedOf(disk);
    const [types, result] = await told(open, { deleteFirst: true, maxUnused: { bytes: 0 } });
    expect(types).toEqual(["planned"]);
    expect(result).toMatchObject({ unusedAfter: { bytes: 0 }, notRemoved: 0 });
    expect(before - usedOf(disk)).toBeGreaterThan(5_000_000);
    await expectSoundToAll(place);
  });

  it("is rescued by itself when the usual way has no room", { timeout: 120_000 }, async () => {
    const { place, open } = await filled(100 * 4096);
    const [types, result] = await told(open, { maxUnused: { bytes: 0 } });
    expect(types).toContain("out-of-space");
    expect(result.unusedAfter.bytes).toBe(0);
    await expectSoundToAll(place);
  });

  it("is rescued without any room, when a write that was cut short has left something", async () => {
    const { disk, place, open } = await filled(40 * 4096);
    const id = "ab".repeat(32);
    spawnSync("dd", ["if=/dev/zero", `of=${join(place, "data", "ab", `${id}-tmp-12`)}`, "bs=4096"]);
    expect(freeOf(disk)).toBe(0);
    const [, result] = await told(open, { deleteFirst: true });
    expect(result.leftovers).toBe(1);
    expect(freeOf(disk)).toBeGreaterThan(5_000_000);
    await expectSoundToAll(place);
  });

  it("says that it is full when there is no room for anything at all, and stays as it is", async () => {
    const { place, open } = await filled(0);
    await expectRefusal({ place, open }, { code: "storage/full" }, { deleteFirst: true });
  });
});

function freeOf(disk: string): number {
  return Number(spawnSync("df", ["--output=avail", "-B1", disk]).stdout.toString().split("\n")[1]);
}

function usedOf(disk: string): number {
  return Number(spawnSync("df", ["--output=used", "-B1", disk]).stdout.toString().split("\n")[1]);
}
