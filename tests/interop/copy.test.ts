import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import {
  type CopyNotice,
  type CopyResult,
  copySnapshots,
  createRepository,
  type OpenRepository,
  openRepository,
} from "../../main/engine/index.ts";
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
} from "../faults/surgery.ts";
import { run } from "../support/programs.ts";
import { describeWithEachRestic, restic } from "../support/restic.ts";
import { writeTree } from "../support/source-tree.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { treeFacts } from "../support/tree-facts.ts";

const COPY = fileURLToPath(new URL("../faults/copy-process.ts", import.meta.url));
const source = join(tempFolder(), "home");
const ONLY_SECOND = "only in the second snapshot\n";
const KILLS = 8;

beforeAll(() => {
  writeTree(source, { folders: 4, filesInEach: 5, bytesInEach: 400_000 });
  mkdirSync(join(source, "letters"));
  for (let i = 0; i < 40; i++) writeFileSync(join(source, "letters", `letter ${i}`), `letter ${i}\n`.repeat(i));
});

async function withBoth<T>(
  fromPlace: string,
  toPlace: string,
  work: (from: OpenRepository, to: OpenRepository) => Promise<T>,
): Promise<T> {
  const from = await openRepository(fromPlace, { password: PASSWORD, threads: 2 });
  const to = await openRepository(toPlace, { password: PASSWORD, threads: 2 });
  try {
    return await work(from, to);
  } finally {
    await from.close();
    await to.close();
  }
}

function copy(fromPlace: string, toPlace: string): Promise<CopyResult> {
  return withBoth(fromPlace, toPlace, (from, to) => copySnapshots({ from, to }).result);
}

async function newTarget(version: 1 | 2 = 2): Promise<string> {
  const place = join(tempFolder(), "target");
  const options = { password: PASSWORD, version, scrypt: { N: 1024, r: 8, p: 1 } };
  await (await createRepository(place, options)).close();
  return place;
}

function bytesIn(place: string): number {
  const files = readdirSync(join(place, "data"), { recursive: true, withFileTypes: true });
  const sizes = files.filter((file) => file.isFile()).map((file) => statSync(join(file.parentPath, file.name)).size);
  return sizes.reduce((sum, size) => sum + size, 0);
}

describeWithEachRestic("a copy of snapshots", ({ path: binary }) => {
  let original = "";
  let facts: string[] = [];

  beforeAll(async () => {
    original = join(tempFolder(), "repository");
    await initWithRestic(binary, original);
    rmSync(join(source, "letters", "new"), { force: true });
    await resticDoes(binary, original, "backup", "--tag", "first,one", "--exclude", "*.tmp", source);
    writeFileSync(join(source, "letters", "new"), ONLY_SECOND);
    await resticDoes(binary, original, "backup", "--host", "another", source);
    facts = treeFacts(source);
  });

  interface Listed {
    readonly id: string;
    readonly original?: string;
    readonly parent?: string;
  }

  async function listed(place: string): Promise<Listed[]> {
    return JSON.parse(await resticDoes(binary, place, "snapshots", "--json"));
  }

  const facet = ({ id: _, original: __, parent: ___, short_id: ____, ...rest }: Listed & { short_id?: string }) => rest;

  async function expectCopied(place: string): Promise<void> {
    expect(await isSoundToRestic(binary, place, "--read-data")).toBe(true);
    const [before, after] = [await listed(original), await listed(place)];
    expect(after.map(facet)).toEqual(before.map(facet));
    expect(after.map((each) => [each.original, each.parent])).toEqual(before.map(({ id }) => [id, undefined]));
    const target = tempFolder();
    await resticDoes(binary, place, "restore", "latest", "--target", target);
    expect(treeFacts(join(target, source))).toEqual(facts);
  }

  it.each([2, 1] as const)("out of a repository of restic's is whole, in format %d", async (version) => {
    const target = await newTarget(version);
    const result = await copy(original, target);
    expect(result).toMatchObject({ skipped: 0, failed: [] });
    expect(result.copied).toHaveLength(2);
    expect(bytesIn(target)).toBe(result.bytesStored);
    await expectCopied(target);
  });

  it("into a repository of restic's is whole, and restic finds nothing left to copy", async () => {
    const [middle, target] = [await newTarget(), join(tempFolder(), "target")];
    await copy(original, middle);
    await initWithRestic(
      binary,
      target,
      "--copy-chunker-params",
      "--from-repo",
      original,
      "--from-password-command",
      "echo pw",
    );
    await copy(middle, target);
    await expectCopied(target);
    const env = { RESTIC_FROM_PASSWORD: PASSWORD };
    const { code, stdout } = await restic(binary, target, PASSWORD, ["copy", "--from-repo", original], { env });
    expect([code, stdout.includes("copy started")]).toEqual([0, false]);
    expect(await listed(target)).toHaveLength(2);
  });

  it("finds nothing left to copy after restic did it, nor a second time", async () => {
    const target = join(tempFolder(), "target");
    await initWithRestic(binary, target);
    const env = { RESTIC_FROM_PASSWORD: PASSWORD };
    const { code } = await restic(binary, target, PASSWORD, ["copy", "--from-repo", original], { env });
    expect(code).toBe(0);
    const bytes = bytesIn(target);
    const empty = { copied: [], skipped: 2, failed: [], blobs: 0, packs: 0, bytesAdded: 0, bytesStored: 0 };
    expect(await copy(original, target)).toEqual(empty);
    // Back to where it came from: it knows them by their origin.
    expect(await copy(target, original)).toEqual(empty);
    expect(bytesIn(target)).toBe(bytes);
  });

  it("sends only what is new: the chosen snapshots, and of them what the target lacks", async () => {
    const target = await newTarget();
    const notices: CopyNotice[] = [];
    await withBoth(original, target, async (from, to) => {
      const first = await copySnapshots({ from, to, filter: { tags: [["one"]] } }).result;
      expect(first.copied.map(({ snapshot }) => snapshot.tags)).toEqual([["first", "one"]]);
      const run = copySnapshots({ from, to });
      for await (const event of run) if (event.type !== "progress") notices.push(event);
      const second = await run.result;
      expect(second).toMatchObject({ skipped: 1 });
      // The new letter, its folder, and the folders on the way to it.
      expect(second.blobs).toBeLessThan(10);
      expect(second.bytesStored).toBeLessThan(first.bytesStored / 10);
    });
    expect(notices.map(({ type }) => type)).toEqual(["skipped", "copied"]);
    await expectCopied(target);
  });

  it("copies again what was given other tags since", async () => {
    const [changed, target] = [copyOf(original), await newTarget()];
    await copy(changed, target);
    await resticDoes(binary, changed, "tag", "--add", "later", "--host", "another");
    expect(await copy(changed, target)).toMatchObject({
      skipped: 1,
      blobs: 0,
      copied: [{ copy: { tags: ["later"] } }],
    });
    expect(await copy(changed, target)).toMatchObject({ skipped: 2, copied: [] });
  });

  it("leaves out a snapshot with damage, tells so, and copies the others whole", async () => {
    const [damaged, target] = [copyOf(original), await newTarget()];
    const { pack, offset } = await placeOfContent(damaged, ONLY_SECOND);
    flipBit(damaged, packPath(pack), offset + 20);
    const result = await copy(damaged, target);
    expect(result.failed.map(({ error }) => error.code)).toEqual(["repository/damaged-blob"]);
    expect(result.copied).toHaveLength(1);
    expect(await isSoundToRestic(binary, target, "--read-data")).toBe(true);
    expect((await listed(target)).map(({ original: id }) => id)).toEqual([(await listed(original))[0]?.id]);

    const lacking = copyOf(original);
    remove(lacking, packPath((await placeOfContent(lacking, ONLY_SECOND)).pack));
    expect((await copy(lacking, target)).failed).toHaveLength(1);
    expect(await copy(original, target)).toMatchObject({ failed: [], skipped: 1 });
    await expectCopied(target);
  });

  it("that is stopped keeps what it has sent, and the next goes on", async () => {
    const target = await newTarget();
    const stop = new AbortController();
    await withBoth(original, target, async (from, to) => {
      const run = copySnapshots({ from, to, signal: stop.signal });
      for await (const event of run)
        if (event.type === "progress" && event.bytesDone > 0) stop.abort(new Error("stopped"));
      await run.result.catch(() => {});
    });
    expect(readdirSync(join(target, "locks"))).toEqual([]);
    expect(await isSoundToRestic(binary, target, "--read-data")).toBe(true);
    expect((await copy(original, target)).failed).toEqual([]);
    await expectCopied(target);
  });

  it("that is killed leaves a sound repository, and the next goes on", { timeout: 400_000 }, async () => {
    const target = await newTarget();
    const bytes: number[] = [];
    for (let kill = 1; kill <= KILLS; kill++) {
      await killedCopy(original, target, kill * 3);
      expect(await isSoundToRestic(binary, target)).toBe(true);
      bytes.push(bytesIn(target));
    }
    const { stdout } = await run(process.execPath, [COPY, original, target]);
    expect(stdout).toMatch(/^copied [0-2] skipped [0-2] failed 0$/m);
    await expectCopied(target);
    // It did not begin anew each time.
    expect(bytesIn(target)).toBeLessThan(2 * bytesIn(original));
    expect(bytes.some((each) => each > 0)).toBe(true);
    expect(filesOf(target, "snapshots")).toHaveLength(2);
  });
});

/** Kills a copy when it has stored some number of files more. */
function killedCopy(from: string, to: string, filesWanted: number): Promise<void> {
  const before = countFiles(to);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [COPY, from, to], { stdio: "ignore" });
    const watch = setInterval(() => {
      if (countFiles(to) - before >= filesWanted) child.kill("SIGKILL");
    }, 2);
    child.on("error", reject);
    child.on("close", () => {
      clearInterval(watch);
      resolve();
    });
  });
}

function countFiles(place: string): number {
  return readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
}
