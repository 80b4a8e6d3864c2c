import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import {
  type BackupOptions,
  type BackupResult,
  backup,
  backupTarget,
  createRepository,
  NO_FILTER,
  openRepository,
} from "../../main/engine/index.ts";
import { makeOddTree } from "../support/odd-tree.ts";
import { describeWithEachRestic, restic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { treeFacts } from "../support/tree-facts.ts";

const CHEAP = { N: 1024, r: 8, p: 1 };
const source = tempFolder();
const folder = join(source, "odd");

beforeAll(() => makeOddTree(folder));

async function newRepository(version: 1 | 2 = 2): Promise<string> {
  const place = join(tempFolder(), "repository");
  await (await createRepository(place, { password: "pw", version, scrypt: CHEAP })).close();
  return place;
}

async function back(
  place: string,
  paths: readonly string[],
  options: Partial<BackupOptions> = {},
): Promise<BackupResult> {
  const repository = await openRepository(place, { password: "pw", threads: 2 });
  try {
    return await backup(repository, { targets: paths.map(backupTarget), filter: NO_FILTER, ...options }).result;
  } finally {
    await repository.close();
  }
}

describeWithEachRestic("a backup by Holdfast", ({ path, name }) => {
  /** restic 0.14 loses bytes of link targets that are not UTF-8; everything else must come back. */
  const keptBy = (lines: readonly string[]) =>
    name.startsWith("restic 0.14") ? lines.filter((line) => !line.startsWith("./links/not UTF-8")) : lines;

  for (const version of [1, 2] as const) {
    it(`is sound and restores to the same tree (format ${version})`, async () => {
      const place = await newRepository(version);
      const { problemCount } = await back(place, [folder]);
      expect(problemCount).toBe(0);
      expect(await restic(path, place, "pw", ["check", "--read-data"])).toMatchObject({ code: 0 });
      const target = join(tempFolder(), "restored");
      const restored = await restic(path, place, "pw", ["restore", "latest", "--target", target]);
      expect(restored).toMatchObject({ code: 0 });
      expect(keptBy(treeFacts(join(target, folder)))).toEqual(keptBy(treeFacts(folder)));
    });
  }

  it("has the paths, host, tags and excludes that restic then shows", async () => {
    const place = await newRepository();
    await back(place, [folder], { tags: ["one", "two"], hostname: "elsewhere", excludes: ["*.tmp"] });
    const { stdout } = await restic(path, place, "pw", ["snapshots", "--json"]);
    const expected = { paths: [folder], hostname: "elsewhere", tags: ["one", "two"], excludes: ["*.tmp"] };
    expect(JSON.parse(stdout)).toMatchObject([expected]);
  });

  it("adds almost nothing to a repository where restic has the same folder, and the other way round", async () => {
    const [ours, theirs] = [await newRepository(), await newRepository()];
    await restic(path, theirs, "pw", ["backup", folder]);
    const afterRestic = await back(theirs, [folder], { parent: "latest", readAll: true });
    expect(afterRestic.summary.dataBlobs).toBe(0);
    expect(afterRestic.summary.totalFilesProcessed).toBeGreaterThan(50);

    await back(ours, [folder]);
    const { stdout } = await restic(path, ours, "pw", ["backup", "--force", "--json", folder]);
    const summary: unknown = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
    expect(summary).toMatchObject({ message_type: "summary", data_blobs: 0 });
  });

  it("takes restic's snapshot as its parent and reads nothing again", async () => {
    const place = await newRepository();
    await restic(path, place, "pw", ["backup", folder]);
    const { summary, parent } = await back(place, [folder]);
    expect(parent).toBeDefined();
    expect(summary).toMatchObject({ filesNew: 0, filesChanged: 0, dataBlobs: 0 });
  });

  it("writes the very trees that restic writes", async () => {
    const place = await newRepository();
    const { snapshot } = await back(place, [folder]);
    const { stdout } = await restic(path, place, "pw", ["backup", "--force", "--json", folder]);
    const summary = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as { snapshot_id: string };
    // restic 0.14 writes some control characters and invalid link targets differently; newer ones write what we write.
    if (name.startsWith("restic 0.14")) return;
    // From the folder on: the folders above it are others' too, and may change between the two runs.
    const treeOf = async (id = "") => (await restic(path, place, "pw", ["cat", "tree", `${id}:${folder}`])).stdout;
    const theirs = await treeOf(summary.snapshot_id);
    expect(theirs).toContain('"nodes"');
    expect(await treeOf(snapshot?.id)).toBe(theirs);
  });

  it("follows links on the way to a target, as restic does, and keeps one that is itself the target", async () => {
    const place = await newRepository();
    const work = tempFolder();
    mkdirSync(join(work, "real", "sub"), { recursive: true });
    writeFileSync(join(work, "real", "sub", "file"), "behind a link");
    symlinkSync("real", join(work, "link"));
    const targets = [join(work, "link", "sub"), join(work, "link", "sub", "file")];
    expect((await back(place, targets)).summary.filesNew).toBe(1);
    const listed = await restic(path, place, "pw", ["ls", "latest", join(work, "link", "sub")]);
    expect(listed.stdout).toContain(join(work, "link", "sub", "file"));
    await restic(path, place, "pw", ["backup", "--force", ...targets]);
    const theirs = await restic(path, place, "pw", ["ls", "latest", join(work, "link", "sub")]);
    expect(theirs.stdout).toContain(join(work, "link", "sub", "file"));

    await back(place, [join(work, "link")]);
    const link = await restic(path, place, "pw", ["ls", "--long", "latest"]);
    expect(link.stdout).toMatch(/^L.*link -> real$/m);
  });

  it("notices what was changed, added and removed since the parent", async () => {
    const place = await newRepository();
    const changing = tempFolder();
    for (const file of ["stays", "changes", "goes"]) writeFileSync(join(changing, file), file);
    await back(place, [changing]);
    appendFileSync(join(changing, "changes"), " indeed");
    rmSync(join(changing, "goes"));
    mkdirSync(join(changing, "new"));
    writeFileSync(join(changing, "new", "file"), "new");
    const { summary } = await back(place, [changing]);
    expect(summary).toMatchObject({ filesNew: 1, filesChanged: 1, filesUnmodified: 1, dirsNew: 1 });
    const target = join(tempFolder(), "restored");
    await restic(path, place, "pw", ["restore", "latest", "--target", target]);
    expect(treeFacts(join(target, changing))).toEqual(treeFacts(changing));
  });
});
