import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import type { CheckResult } from "../../main/engine/index.ts";
import { check, openRepository } from "../../main/engine/index.ts";
import { describeWithEachRestic, restic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import {
  checkWithHoldfast,
  copyOf,
  filesOf,
  initWithRestic,
  inside,
  isSoundToRestic,
  packAllTogether,
  packPath,
  packsInIndex,
  placeOfContent,
  remove,
  resticDoes,
  writeIndex,
} from "./surgery.ts";

const FIXTURE_PASSWORD = "fixture-password";
const NOTE = "a note of its own\n";
const source = join(tempFolder(), "home");

beforeAll(() => {
  mkdirSync(join(source, "folder"), { recursive: true });
  writeFileSync(join(source, "folder", "note.txt"), NOTE);
  for (let i = 0; i < 20; i++) writeFileSync(join(source, `file ${i}`), `content ${i}\n`.repeat(50 * (i + 1)));
});

function kinds({ findings }: CheckResult): string[] {
  return [...new Set(findings.map(({ kind }) => kind))].sort();
}

describe.each([1, 2] as const)("the repository of format %d that restic wrote", (version) => {
  const fixture = fileURLToPath(new URL(`../fixtures/restic-repo-v${version}/repo`, import.meta.url));

  it("is sound, and nothing is found in it", async () => {
    const open = await openRepository(copyOf(fixture), { password: FIXTURE_PASSWORD, threads: 2 });
    const result = await check(open, { readData: true }).result;
    await open.close();
    expect(result).toMatchObject({ isSound: true, findings: [] });
    expect(result.counts).toMatchObject(version === 2 ? { snapshots: 3, packs: 6 } : { snapshots: 2, packs: 4 });
  });
});

describeWithEachRestic("a check judges as restic does", ({ path: binary, name }) => {
  const does = (place: string, ...args: readonly string[]) => resticDoes(binary, place, ...args);

  async function backedUp(...flags: readonly string[]): Promise<string> {
    const place = join(tempFolder(), "repository");
    await initWithRestic(binary, place, ...flags);
    await does(place, "backup", source);
    return place;
  }

  async function change(text: string): Promise<void> {
    writeFileSync(join(source, "changing.txt"), text.repeat(100));
  }

  /** Holdfast's findings, after both were asked whether all is well. */
  async function judged(place: string, isSound: boolean): Promise<CheckResult> {
    const result = await checkWithHoldfast(place, { readData: true });
    expect({ isSound: result.isSound, findings: result.findings }).toMatchObject({ isSound });
    expect(await isSoundToRestic(binary, place, "--read-data")).toBe(isSound);
    return result;
  }

  it("a repository upgraded from version 1, with old packs inside", async () => {
    const place = await backedUp("--repository-version", "1");
    await does(place, "migrate", "upgrade_repo_v2");
    await change("after the upgrade");
    await does(place, "backup", source);
    expect(kinds(await judged(place, true))).toEqual([]);
  });

  it("duplicate packs: everything stored twice", async () => {
    const place = await backedUp();
    const [index = ""] = filesOf(place, "index");
    const kept = copyOf(place);
    remove(place, `index/${index}`);
    // Without an index restic stores everything anew.
    const { code } = await restic(binary, place, "pw", ["backup", "--force", source]);
    expect(code).toBe(0);
    cpSync(join(kept, "index", index), join(place, "index", index));
    expect(kinds(await judged(place, true))).toEqual([]);
  });

  it("several index files over the same packs", async () => {
    const place = await backedUp();
    await change("for a second index");
    await does(place, "backup", source);
    const kept = copyOf(place);
    await does(place, "rebuild-index", "--read-all-packs");
    cpSync(join(kept, "index"), join(place, "index"), { recursive: true });
    const result = await judged(place, true);
    expect(kinds(result).filter((kind) => kind !== "pack-listed-twice")).toEqual([]);
  });

  it("packs that no index lists, as an interrupted backup leaves them", async () => {
    const place = await backedUp();
    await change("never indexed");
    const before = new Set([...filesOf(place, "index"), ...filesOf(place, "snapshots")]);
    await does(place, "backup", source);
    for (const kind of ["index", "snapshots"] as const) {
      for (const file of filesOf(place, kind)) if (!before.has(file)) remove(place, `${kind}/${file}`);
    }
    expect(kinds(await judged(place, true))).toEqual(["pack-unreferenced"]);
  });

  it("a prune that was killed before it deleted the old packs, and one before the old index", async () => {
    const place = await backedUp();
    await change("for the prune");
    await does(place, "backup", source);
    const kept = copyOf(place);
    await does(place, "forget", "--keep-last", "1", "--prune", "--max-unused", "0");
    cpSync(join(kept, "data"), join(place, "data"), { recursive: true });
    expect(kinds(await judged(place, true))).toEqual(["pack-unreferenced"]);
    cpSync(join(kept, "index"), join(place, "index"), { recursive: true });
    expect(kinds(await judged(place, true)).filter((kind) => kind !== "pack-listed-twice")).toEqual([]);
  });

  it("a mixed pack, as old programs wrote them", async () => {
    const place = await backedUp();
    await packAllTogether(place);
    expect(kinds(await judged(place, true))).toEqual(["pack-mixed"]);
  });

  it("what was written without compression, and with the strongest", async () => {
    const place = await backedUp();
    await change("not compressed");
    await does(place, "backup", "--compression", "off", source);
    await change("compressed as far as it goes");
    await does(place, "backup", "--compression", "max", source);
    expect(kinds(await judged(place, true))).toEqual([]);
  });

  it("a pack split over two index files, which is damage since restic 0.15", async () => {
    const place = await backedUp();
    const { pack } = await placeOfContent(place, NOTE);
    await inside(place, (repository) => {
      const packs = packsInIndex(repository, place);
      for (const file of filesOf(place, "index")) remove(place, `index/${file}`);
      const rest = packs.filter(({ id }) => id !== pack);
      const blobs = packs.find(({ id }) => id === pack)?.blobs ?? [];
      writeIndex(repository, place, [...rest, { id: pack, blobs: blobs.slice(0, 4) }]);
      writeIndex(repository, place, [{ id: pack, blobs: blobs.slice(4) }]);
    });
    const result = await checkWithHoldfast(place, { readData: true });
    expect(kinds(result)).toEqual(["index-disagrees"]);
    expect(await isSoundToRestic(binary, place)).toBe(name.startsWith("restic 0.14"));
  });

  it("duplicates of which one copy is damaged: an error, though no file is lost", async () => {
    const place = await backedUp();
    const kept = copyOf(place);
    for (const file of filesOf(place, "index")) remove(place, `index/${file}`);
    await does(place, "backup", "--force", source);
    cpSync(join(kept, "index"), join(place, "index"), { recursive: true });
    const { pack } = await placeOfContent(kept, NOTE);
    remove(place, packPath(pack));
    const { findings } = await checkWithHoldfast(place);
    expect(findings).toMatchObject([{ kind: "pack-missing", affected: { files: 0 } }]);
    expect(await isSoundToRestic(binary, place)).toBe(false);
  });
});
