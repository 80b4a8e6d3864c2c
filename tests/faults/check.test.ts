import { chmodSync, mkdirSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { BlobId, PackId } from "../../main/engine/format/index.ts";
import {
  type CheckOptions,
  type CheckResult,
  check,
  type Finding,
  openRepository,
  toText,
} from "../../main/engine/index.ts";
import { addKey, openRepositoryAt } from "../../main/engine/repository/index.ts";
import { openStorage } from "../../main/engine/storage/index.ts";
import { resticVersions } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import {
  backUpWithHoldfast,
  checkWithHoldfast,
  copyOf,
  filesOf,
  flipBit,
  initWithRestic,
  inside,
  isSoundToRestic,
  lieAboutBlob,
  lieInIndex,
  PASSWORD,
  packPath,
  packsInIndex,
  placeOfContent,
  placeOfFolder,
  remove,
  resticDoes,
  writeIndex,
} from "./surgery.ts";

const ALL = { readData: true } as const;
const LETTER = "a letter that must not be lost\n";
const PLAN = "a plan, in a folder of its own\n";
const source = join(tempFolder(), "home");
const path = (name: string): string => join(source, name);

/** Two snapshots: both have letter.txt and plans/; the second has one more file. */
async function prepare(save: () => Promise<void>): Promise<void> {
  mkdirSync(join(source, "plans", "deep"), { recursive: true });
  writeFileSync(path("letter.txt"), LETTER);
  writeFileSync(path("plans/deep/plan.txt"), PLAN);
  writeFileSync(path("plans/empty.txt"), "");
  for (let i = 0; i < 30; i++) writeFileSync(path(`plans/note ${i}.txt`), `note ${i}\n`.repeat(i + 1));
  await save();
  writeFileSync(path("later.txt"), "written later\n");
  await save();
  chmodSync(path("later.txt"), 0o644);
}

/** The paths that a finding names, of each snapshot. */
function named(finding: Finding | undefined): string[][] {
  return (finding?.affected.snapshots ?? []).map(({ paths }) => paths.map(toText).sort());
}

function only(result: CheckResult): Finding {
  const [finding, ...more] = result.findings;
  expect(more.map(({ message }) => message)).toEqual([]);
  if (finding === undefined) throw new Error("nothing was found");
  return finding;
}

async function allOf<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

const programs = resticVersions();
const writers = [
  { writer: "Holdfast", save: (place: string) => backUpWithHoldfast(place, source) },
  ...programs.slice(-1).map(({ name, path: binary }) => ({
    writer: name,
    save: async (place: string) => {
      if (!statSync(place, { throwIfNoEntry: false })) await initWithRestic(binary, place);
      await resticDoes(binary, place, "backup", source);
    },
  })),
];

describe.each(writers)("a check of a repository by $writer", ({ save }) => {
  const original = join(tempFolder(), "repository");
  beforeAll(() => prepare(() => save(original)));

  /** restic must say the same. Where a pack is cut short or gone it would try again for long if it had to read the data. */
  async function expectVerdict(place: string, isSound: boolean, ...flags: readonly string[]): Promise<void> {
    for (const { path: binary } of programs) expect(await isSoundToRestic(binary, place, ...flags)).toBe(isSound);
  }

  it("finds nothing when nothing is wrong, and counts what there is", async () => {
    const place = copyOf(original);
    for (const options of [{}, ALL, { ...ALL, noLock: true }] as readonly CheckOptions[]) {
      const result = await checkWithHoldfast(place, options);
      expect(result).toMatchObject({ findings: [], isSound: true, counts: { snapshots: 2 } });
      expect(result.counts.trees).toBeGreaterThan(3);
      expect(result.counts.packsRead).toBe(options.readData === true ? result.counts.packs : 0);
    }
    await expectVerdict(place, true, "--read-data");
  });

  it("finds a flipped bit in the data of a file, by reading the data, and names the file in both snapshots", async () => {
    const place = copyOf(original);
    const { pack, offset } = await placeOfContent(place, LETTER);
    flipBit(place, packPath(pack), offset + 20);
    expect(await checkWithHoldfast(place)).toMatchObject({ findings: [] });
    const finding = only(await checkWithHoldfast(place, ALL));
    expect(finding).toMatchObject({ kind: "pack-damaged", severity: "error", facts: { pack, blobs: 1 } });
    expect(named(finding)).toEqual([[path("letter.txt")], [path("letter.txt")]]);
    expect(finding.affected.files).toBe(2);
    await expectVerdict(place, false, "--read-data");
  });

  it("finds a flipped bit in a folder's list without reading the data, and names the folder", async () => {
    const place = copyOf(original);
    const { pack, offset, id } = await placeOfFolder(place, path("plans"));
    flipBit(place, packPath(pack), offset + 20);
    const finding = only(await checkWithHoldfast(place));
    expect(finding).toMatchObject({ kind: "tree-damaged", facts: { pack, blob: id } });
    expect(named(finding)).toEqual([[path("plans/")], [path("plans/")]]);
    expect(only(await checkWithHoldfast(place, ALL))).toMatchObject({ kind: "pack-damaged", affected: { files: 2 } });
    await expectVerdict(place, false);
  });

  it("finds a flipped bit in the header of a pack, which costs no file anything", async () => {
    const place = copyOf(original);
    const { pack } = await placeOfContent(place, LETTER);
    flipBit(place, packPath(pack), statSync(join(place, packPath(pack))).size - 30);
    const finding = only(await checkWithHoldfast(place, ALL));
    expect(finding).toMatchObject({ kind: "pack-damaged", facts: { pack, blobs: 0 }, affected: { files: 0 } });
    await expectVerdict(place, false, "--read-data");
  });

  it("finds a damaged index file, goes on, and names what is no longer to be found", async () => {
    const place = copyOf(original);
    const [first = ""] = filesOf(place, "index");
    for (const name of filesOf(place, "index")) flipBit(place, `index/${name}`, 40);
    const result = await checkWithHoldfast(place);
    const damaged = result.findings.filter(({ kind }) => kind === "index-damaged");
    expect(damaged.map(({ facts }) => facts["index"])).toEqual(expect.arrayContaining([first]));
    expect(new Set(result.findings.map(({ kind }) => kind))).toEqual(new Set(["index-damaged"]));
    expect(named(damaged.find(({ affected }) => affected.files > 0))).toEqual([["/"], ["/"]]);
    await expectVerdict(place, false);
  });

  it("finds a damaged snapshot, and checks the other", async () => {
    const place = copyOf(original);
    const [id = ""] = filesOf(place, "snapshots");
    flipBit(place, `snapshots/${id}`, 40);
    const result = await checkWithHoldfast(place);
    expect(only(result)).toMatchObject({ kind: "snapshot-damaged", facts: { snapshot: id } });
    expect(result.findings[0]?.affected.snapshots.map((snapshot) => snapshot.id)).toEqual([id]);
    expect(result.counts.snapshots).toBe(1);
    await expectVerdict(place, false);
  });

  it("finds a damaged key file beside the one it was opened with", async () => {
    const place = copyOf(original);
    const [hint] = filesOf(place, "keys");
    const storage = openStorage(place);
    const { key } = await openRepositoryAt(storage, PASSWORD);
    const other = await addKey(storage, key, "another", { scrypt: { N: 1024, r: 8, p: 1 } });
    flipBit(place, `keys/${other}`, 100);
    const open = await openRepository(storage, { password: PASSWORD, keyHint: hint as never, threads: 1 });
    const finding = only(await check(open).result);
    await open.close();
    expect(finding).toMatchObject({ kind: "key-damaged", facts: { file: `keys/${other}` } });
  });

  it("says on opening that the config is damaged, and during a check if it happens then", async () => {
    const place = copyOf(original);
    const open = await openRepository(place, { password: PASSWORD, threads: 1 });
    flipBit(place, "config", 40);
    expect(only(await check(open, { noLock: true }).result)).toMatchObject({ kind: "config-damaged" });
    await open.close();
    await expect(openRepository(place, { password: PASSWORD })).rejects.toMatchObject({
      code: "repository/damaged-file",
      facts: { kind: "config" },
    });
    await expectVerdict(place, false);
  });

  it("finds a truncated pack, and names the files whose data are cut off", async () => {
    const place = copyOf(original);
    const { pack, offset } = await placeOfContent(place, LETTER);
    chmodSync(join(place, packPath(pack)), 0o600);
    truncateSync(join(place, packPath(pack)), offset + 10);
    for (const options of [{}, ALL]) {
      const finding = only(await checkWithHoldfast(place, options));
      expect(finding).toMatchObject({ kind: "pack-size", facts: { pack, bytes: offset + 10 } });
      expect(named(finding)[0]).toContain(path("letter.txt"));
      expect(named(finding)).toHaveLength(2);
    }
    await expectVerdict(place, false);
  });

  it("finds a missing pack, and names the files it held", async () => {
    const place = copyOf(original);
    const { pack } = await placeOfContent(place, PLAN);
    remove(place, packPath(pack));
    const finding = only(await checkWithHoldfast(place));
    expect(finding).toMatchObject({ kind: "pack-missing", facts: { pack } });
    expect(named(finding)[0]).toEqual(expect.arrayContaining([path("letter.txt"), path("plans/deep/plan.txt")]));
    expect(named(finding)[0]).not.toContain(path("plans/empty.txt"));
    await expectVerdict(place, false);
  });

  it("finds blobs that are missing from index and packs, each with its files", async () => {
    const place = copyOf(original);
    const { pack, id } = await placeOfContent(place, PLAN);
    remove(place, packPath(pack));
    await lieInIndex(place, (listed) => (listed.id === pack ? undefined : listed));
    const { findings } = await checkWithHoldfast(place);
    expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(["blob-missing"]));
    const missing = findings.find(({ facts }) => facts["blob"] === id);
    expect(named(missing)).toEqual([[path("plans/deep/plan.txt")], [path("plans/deep/plan.txt")]]);
    await expectVerdict(place, false);
  });

  it("finds needed data in a pack that no index lists, as one finding", async () => {
    const place = copyOf(original);
    const { pack } = await placeOfContent(place, PLAN);
    await lieInIndex(place, (listed) => (listed.id === pack ? undefined : listed));
    const finding = only(await checkWithHoldfast(place));
    expect(finding).toMatchObject({ kind: "pack-unlisted", facts: { pack } });
    expect(named(finding)[0]).toContain(path("letter.txt"));
    await expectVerdict(place, false);
  });

  describe("of an index that lies", () => {
    it("finds a wrong offset", async () => {
      const place = copyOf(original);
      const { id, offset } = await placeOfContent(place, PLAN);
      await lieAboutBlob(place, id, { offset: offset + 1 });
      expect(only(await checkWithHoldfast(place))).toMatchObject({ kind: "index-lies" });
      const { findings } = await checkWithHoldfast(place, ALL);
      expect(named(findings.find(({ affected }) => affected.files > 0))[0]).toEqual([path("plans/deep/plan.txt")]);
      // restic agrees, but only with --read-data, and only after it has tried again for minutes.
    });

    it("finds a wrong length", async () => {
      const place = copyOf(original);
      const { id, length } = await placeOfContent(place, PLAN);
      await lieAboutBlob(place, id, { length: length + 5 });
      const { findings: structure } = await checkWithHoldfast(place);
      expect(structure.filter(({ severity }) => severity === "error")).toMatchObject([{ kind: "pack-size" }]);
      const { findings } = await checkWithHoldfast(place, ALL);
      expect(findings.map(({ kind }) => kind)).toContain("index-lies");
      expect(findings.flatMap(named).flat()).toContain(path("plans/deep/plan.txt"));
      await expectVerdict(place, false);
    });

    it("finds a wrong type: then the blob that is needed is missing", async () => {
      const place = copyOf(original);
      const { id } = await placeOfContent(place, PLAN);
      await lieAboutBlob(place, id, { type: "tree" });
      const errors = (await checkWithHoldfast(place)).findings.filter(({ severity }) => severity === "error");
      expect(errors).toMatchObject([{ kind: "blob-missing", facts: { blob: id } }]);
      expect(named(errors[0])[0]).toEqual([path("plans/deep/plan.txt")]);
      await expectVerdict(place, false);
    });

    it("finds a wrong id", async () => {
      const place = copyOf(original);
      const { id } = await placeOfContent(place, PLAN);
      await lieAboutBlob(place, id, { id: "ab".repeat(32) as BlobId });
      const { findings } = await checkWithHoldfast(place, ALL);
      expect(findings.map(({ kind }) => kind).sort()).toEqual(["blob-missing", "index-lies"]);
      await expectVerdict(place, false, "--read-data");
    });

    it("finds a blob that is not in the pack", async () => {
      const place = copyOf(original);
      const { pack, packSize: _ } = await placeOfContent(place, PLAN);
      const added = {
        id: "ab".repeat(32) as BlobId,
        type: "data",
        offset: 1e6,
        length: 50,
        uncompressedLength: 0,
      } as const;
      await lieInIndex(place, (listed) =>
        listed.id === pack ? { id: pack, blobs: [...listed.blobs, added] } : listed,
      );
      expect(only(await checkWithHoldfast(place))).toMatchObject({ kind: "pack-size", facts: { pack } });
      await expectVerdict(place, false);
    });

    it("finds a pack that does not exist", async () => {
      const place = copyOf(original);
      const pack = "cd".repeat(32) as PackId;
      const added = {
        id: "ab".repeat(32) as BlobId,
        type: "data",
        offset: 0,
        length: 50,
        uncompressedLength: 0,
      } as const;
      const index = await inside(place, (repository) => writeIndex(repository, place, [{ id: pack, blobs: [added] }]));
      const finding = only(await checkWithHoldfast(place));
      expect(finding).toMatchObject({ kind: "pack-missing", facts: { pack, index }, affected: { files: 0 } });
      await expectVerdict(place, false);
    });

    it("finds a pack that is split over two index files", async () => {
      const place = copyOf(original);
      const { pack } = await placeOfContent(place, PLAN);
      await inside(place, (repository) => {
        const listed = packsInIndex(repository, place).find(({ id }) => id === pack);
        writeIndex(repository, place, [{ id: pack, blobs: listed?.blobs.slice(0, 3) ?? [] }]);
      });
      expect(only(await checkWithHoldfast(place, ALL))).toMatchObject({ kind: "index-disagrees", facts: { pack } });
    });
  });

  it("notes stray files, which do no harm", async () => {
    const place = copyOf(original);
    writeFileSync(join(place, "data", "notes.txt"), "not a pack");
    writeFileSync(join(place, "index", `${"ab".repeat(32)}-tmp-123`), "half an index");
    const result = await checkWithHoldfast(place, ALL);
    expect(result.isSound).toBe(true);
    expect(result.findings.map(({ kind, facts }) => [kind, facts["stray"]]).sort()).toEqual([
      ["stray-file", "foreign"],
      ["stray-file", "temporary"],
    ]);
    await expectVerdict(place, true, "--read-data");
  });

  it("tells its progress and its findings while it runs", async () => {
    const place = copyOf(original);
    const { pack } = await placeOfContent(place, PLAN);
    remove(place, packPath(pack));
    const open = await openRepository(place, { password: PASSWORD, threads: 2 });
    const run = check(open, ALL);
    const events = await allOf(run);
    await open.close();
    expect(events.filter((event) => event.type === "finding")).toMatchObject([{ finding: { kind: "pack-missing" } }]);
    expect(events.filter((event) => event.type === "progress").at(-1)).toMatchObject({ errors: 1 });
  });

  it("reads, in t parts, every pack exactly once", async () => {
    const parts = [1, 2, 3].map((part) => checkWithHoldfast(original, { readData: { part, of: 3 }, noLock: true }));
    const counts = (await Promise.all(parts)).map(({ counts }) => counts);
    expect(counts.reduce((sum, { packsRead }) => sum + packsRead, 0)).toBe(counts[0]?.packs);
  });

  it("stops when it is told to, and leaves no lock", async () => {
    const place = copyOf(original);
    const open = await openRepository(place, { password: PASSWORD, threads: 1 });
    const stop = new AbortController();
    const run = check(open, { ...ALL, signal: stop.signal });
    for await (const event of run) if (event.type === "progress") stop.abort(new Error("enough"));
    await expect(run.result).rejects.toThrow("enough");
    expect(await allOf(open.repository.storage.list("locks"))).toEqual([]);
    await open.close();
  });
});
