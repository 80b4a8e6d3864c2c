import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  backup,
  backupTarget,
  createRepository,
  fromBuffer,
  fromText,
  NO_FILTER,
  openRepository,
  type RestoreOptions,
  restore,
  toText,
} from "../../main/engine/index.ts";
import { openStorage, type Storage } from "../../main/engine/storage/index.ts";
import { faultyStorage } from "../support/faulty-storage.ts";
import { type MadeNode, makeRepository } from "../support/made-repository.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { treeFacts } from "../support/tree-facts.ts";

const isRoot = process.getuid?.() === 0;
const TIME_SECONDS = 1_700_000_000.123456;

const file = (name: string, ...chunks: (string | Uint8Array)[]): MadeNode => ({
  ...{ name, type: "file" },
  chunks: chunks.map((chunk) => Buffer.from(chunk)),
});
const folder = (name: string, ...entries: MadeNode[]): MadeNode => ({ name, type: "dir", entries });
const symlink = (name: string, target: string): MadeNode => ({ name, type: "symlink", linkTarget: fromText(target) });

/** A repository with one snapshot of these entries, a folder to restore into, and one that must stay as it is. */
async function made(entries: readonly MadeNode[], copies = 1) {
  const work = tempFolder();
  const [place, target, outside] = [join(work, "repository"), join(work, "target"), join(work, "outside")];
  mkdirSync(target);
  mkdirSync(outside);
  const packs = await makeRepository(place, entries, copies);
  const packPath = (pack: string | undefined) => join(place, "data", (pack ?? "").slice(0, 2), pack ?? "");
  return { work, place, target, outside, packs: packs.map(packPath) };
}

async function restoreTo(place: string | Storage, target: string, options: Partial<RestoreOptions> = {}) {
  const open = await openRepository(place, { password: "pw", threads: 2 });
  try {
    const run = restore(open, { snapshot: "latest", target: fromText(target), ...options });
    const result = await run.result;
    return { ...result, found: result.problems.map(({ path, cause }) => `${cause} ${toText(path)}`).sort() };
  } finally {
    await open.close();
  }
}

const read = (...path: string[]) => readFileSync(join(...path), "utf8");

function flipByte(path: string, at: number): void {
  chmodSync(path, 0o600);
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
  writeFileSync(path, bytes);
}

function namesBelow(target: string): string[] {
  return readdirSync(target, { recursive: true, encoding: "utf8" }).sort();
}

describe("a hostile snapshot", () => {
  it("cannot write outside of the target by its names", async () => {
    const names = ["..", ".", "", "a/b", "/absolute", "../outside/evil", "zero\0byte"];
    const hostile = names.flatMap((name) => [file(name, "evil"), folder(name, file("evil", "evil"))]);
    const { work, place, target, outside } = await made([...hostile, folder("sub", ...hostile), file("good", "good")]);
    const before = treeFacts(outside);
    const { found, counts } = await restoreTo(place, target);
    expect(found).toHaveLength(names.length * 4);
    expect(found.every((line) => line.startsWith("unsafe-name "))).toBe(true);
    expect(namesBelow(target)).toEqual(["good", "sub"]);
    expect(counts).toMatchObject({ files: 1, folders: 1 });
    expect(treeFacts(outside)).toEqual(before);
    expect(readdirSync(work).sort()).toEqual(["outside", "repository", "target"]);
  });

  it("cannot write through a link of its own", async () => {
    const entries = (outside: string) => [symlink("way", outside), folder("way", file("evil", "evil"))];
    const { place, target, outside } = await made(entries("../outside"));
    const { found } = await restoreTo(place, target);
    expect(found).toEqual(["duplicate-name /way"]);
    expect(readlinkSync(join(target, "way"))).toBe("../outside");
    expect(readdirSync(outside)).toEqual([]);
  });

  it("gets only the first of entries of one name", async () => {
    const entries = [file("a", "first"), folder("a", file("b", "")), folder("c"), file("c", "x"), file("a", "2")];
    const { place, target } = await made(entries);
    const { found } = await restoreTo(place, target);
    expect(found).toEqual(["duplicate-name /a", "duplicate-name /a", "duplicate-name /c"]);
    expect([read(target, "a"), readdirSync(join(target, "c"))]).toEqual(["first", []]);
  });
});

describe("what is in the target already", () => {
  it("is not followed when it is a link", async () => {
    const { place, target, outside } = await made([folder("way", file("f", "new")), file("x", "new"), file("y", "y")]);
    writeFileSync(join(outside, "victim"), "old");
    symlinkSync("../outside", join(target, "way"));
    symlinkSync("../outside/victim", join(target, "x"));
    const before = treeFacts(outside);
    const { found } = await restoreTo(place, target);
    expect(found).toEqual(["in-the-way /way"]);
    expect(treeFacts(outside)).toEqual(before);
    expect([lstatSync(join(target, "x")).isFile(), read(target, "x"), read(target, "y")]).toEqual([true, "new", "y"]);
  });

  it.each(["always", "if-changed"] as const)("keeps its other names as they are (%s)", async (overwrite) => {
    const { place, target, outside } = await made([file("x", "same")]);
    writeFileSync(join(outside, "other"), "same");
    chmodSync(join(outside, "other"), 0o600);
    utimesSync(join(outside, "other"), TIME_SECONDS, TIME_SECONDS);
    linkSync(join(outside, "other"), join(target, "x"));
    await restoreTo(place, target, { overwrite });
    expect(lstatSync(join(outside, "other")).mode & 0o777).toBe(0o600);
    expect(lstatSync(join(target, "x")).mode & 0o777).toBe(0o644);
  });

  it("is replaced where an empty folder is, and kept where a full one is", async () => {
    const { place, target } = await made([file("empty", "1"), file("full", "2"), symlink("link", "3")]);
    for (const name of ["empty", "full", "link"]) mkdirSync(join(target, name));
    writeFileSync(join(target, "full", "mine"), "mine");
    const { found } = await restoreTo(place, target);
    expect(found).toEqual(["in-the-way /full"]);
    expect(namesBelow(target)).toEqual(["empty", "full", "full/mine", "link"]);
    expect(read(target, "empty")).toBe("1");
  });

  it("is not fetched again as far as it is right", async () => {
    const [a, b] = [randomBytes(700_000), randomBytes(900_000)];
    const { place, target, packs } = await made([file("whole", a, b), file("half", a, "lost")]);
    writeFileSync(join(target, "whole"), Buffer.concat([a, b]));
    writeFileSync(join(target, "half"), Buffer.concat([a, Buffer.from("????")]));
    rmSync(packs[0] ?? "");
    const { found, counts } = await restoreTo(place, target, { verify: true });
    expect(found).toEqual(["missing /half"]);
    expect(counts).toMatchObject({ unchanged: 1, files: 0 });
    expect(lstatSync(join(target, "whole")).mtimeMs).toBeCloseTo(TIME_SECONDS * 1000, 0);
    expect(namesBelow(target)).toEqual(["half", "whole"]);
  });

  it("is completed from the repository where it is wrong", async () => {
    const [a, b, c] = [randomBytes(700_000), randomBytes(900_000), randomBytes(5)];
    const { place, target } = await made([file("f", a, b, c)]);
    writeFileSync(join(target, "f"), Buffer.concat([a, Buffer.alloc(900_000), c, Buffer.from("too long")]));
    const { found, counts } = await restoreTo(place, target, { verify: true });
    expect([found, counts.files]).toEqual([[], 1]);
    expect(readFileSync(join(target, "f")).equals(Buffer.concat([a, b, c]))).toBe(true);
  });

  it.each([
    ["always", ["new", "new", "new", "new"], 0, [2, 3]],
    ["if-changed", ["new", "new", "new", "OLD"], 0, [2, 2]],
    ["if-newer", ["new", "old", "new", "OLD"], 2, [1, 1]],
    ["never", ["old", "old", "new", "OLD"], 3, [0, 0]],
  ] as const)("is overwritten by the rule %s", async (overwrite, contents, skipped, replaced) => {
    const names = ["older", "newer", "missing", "looks equal"];
    const { place, target } = await made(names.map((name) => file(name, "new")));
    for (const name of ["older", "newer"]) writeFileSync(join(target, name), "old");
    utimesSync(join(target, "older"), 1, 1);
    writeFileSync(join(target, "looks equal"), "OLD");
    spawnSync("touch", ["-d", "@1700000000.123456789", join(target, "looks equal")]);
    // A dry run goes by what the files look like.
    const dry = await restoreTo(place, target, { overwrite, dryRun: true });
    const { counts } = await restoreTo(place, target, { overwrite });
    expect(names.map((name) => read(target, name))).toEqual(contents);
    expect(counts.skipped).toBe(skipped);
    expect([dry.counts.replaced, counts.replaced]).toEqual(replaced);
  });
});

describe("a part of a snapshot", () => {
  const entries = [
    folder("a", file("x.txt", "1"), file("y.bin", "2"), folder("deep", folder("er", file("z.txt", "3")))),
    folder("b", folder("empty"), file("w", "4")),
  ];

  it("is what is included, with the folders that lead there", async () => {
    const { place, target } = await made(entries);
    const { counts } = await restoreTo(place, target, { include: ["*.txt"] });
    expect(namesBelow(target)).toEqual(["a", "a/deep", "a/deep/er", "a/deep/er/z.txt", "a/x.txt"]);
    expect(counts).toMatchObject({ files: 2, folders: 3 });
    for (const name of ["a", "a/deep", "a/deep/er"]) {
      expect(lstatSync(join(target, name)).mtimeMs).toBeCloseTo(TIME_SECONDS * 1000, 0);
      expect(lstatSync(join(target, name)).mode & 0o777).toBe(0o755);
    }
  });

  it("can be a folder with all that is in it", async () => {
    const { place, target } = await made(entries);
    const { found } = await restoreTo(place, target, { include: ["/a/deep/er", "/b/empty"] });
    expect(found).toEqual([]);
    expect(namesBelow(target)).toEqual(["a", "a/deep", "a/deep/er", "a/deep/er/z.txt", "b", "b/empty"]);
    expect(lstatSync(join(target, "b")).mode & 0o777).toBe(0o755);
  });

  it("is what is not excluded", async () => {
    const { place, target } = await made(entries);
    await restoreTo(place, target, { exclude: ["*.txt", "/b/empty"] });
    expect(namesBelow(target)).toEqual(["a", "a/deep", "a/deep/er", "a/y.bin", "b", "b/w"]);
  });

  it("is told and not written in a dry run", async () => {
    const { place, target } = await made(entries);
    rmSync(target, { recursive: true });
    const { counts } = await restoreTo(place, target, { dryRun: true });
    expect(counts).toMatchObject({ files: 4, folders: 5, bytes: 4 });
    expect(existsSync(target)).toBe(false);
  });
});

describe("entries restored by name", () => {
  const entries = [
    folder("a", folder("b", file("x.txt", "1"), file("y", "2")), file("b.txt", "3"), file("[x]*", "4"), file("x", "5")),
    folder("b", file("other", "")),
    file("c", "6"),
  ];
  const named = (...names: string[]) => ({ names: names.map((name) => fromText(name)) });

  it("are these and no others, and nothing above them is touched", async () => {
    const { place, target } = await made(entries);
    chmodSync(target, 0o711);
    const { found, counts } = await restoreTo(place, target, { ...named("b", "[x]*"), subfolder: fromText("/a") });
    expect(found).toEqual([]);
    expect(namesBelow(target)).toEqual(["[x]*", "b", "b/x.txt", "b/y"]);
    expect(lstatSync(target).mode & 0o777).toBe(0o711);
    expect(counts).toMatchObject({ files: 3, folders: 1, bytes: 3 });
  });

  it("are those of the root without a subfolder, and not their namesakes further down", async () => {
    const { place, target } = await made(entries);
    await restoreTo(place, target, named("b", "c"));
    expect(namesBelow(target)).toEqual(["b", "b/other", "c"]);
  });

  it("have their names as bytes", async () => {
    const { place, target } = await made([file("\xff", "1"), file("\xfe", "2")]);
    await restoreTo(place, target, { names: [fromBuffer(Buffer.of(0xff))] });
    expect(readdirSync(Buffer.from(target), { encoding: "buffer" })).toEqual([Buffer.of(0xff)]);
  });

  it("are problems where they are not there", async () => {
    const { place, target } = await made(entries);
    const { found, problems } = await restoreTo(place, target, named("c", "gone", "x.txt", "gone"));
    expect(found).toEqual(["missing /gone", "missing /x.txt"]);
    expect(problems[0]?.message).toBe("The snapshot has no such entry in this folder.");
    expect(namesBelow(target)).toEqual(["c"]);
  });

  it("end the run before anything is written when none is there", async () => {
    const { place, target } = await made(entries);
    rmSync(target, { recursive: true });
    const nothing = restoreTo(place, target, { ...named("gone"), subfolder: fromText("/a/") });
    await expect(nothing).rejects.toMatchObject({ code: "trees/path-not-found", facts: { path: "/a/gone" } });
    expect(existsSync(target)).toBe(false);
  });

  it("can be narrowed by patterns, told in a dry run, and none at all", async () => {
    const { place, target } = await made(entries);
    const options = { ...named("a", "c"), include: ["*.txt"], exclude: ["/a/b.txt"] };
    expect((await restoreTo(place, target, { ...options, dryRun: true })).counts).toMatchObject({ files: 1, bytes: 1 });
    expect((await restoreTo(place, target, named())).counts).toMatchObject({ files: 0, folders: 0 });
    expect(namesBelow(target)).toEqual([]);
    await restoreTo(place, target, options);
    expect(namesBelow(target)).toEqual(["a", "a/b", "a/b/x.txt"]);
  });

  it("are not told of what is wrong beside them", async () => {
    const { place, target } = await made([file("..", "evil"), file("a", "1"), file("a", "2"), file("b", "3")]);
    expect((await restoreTo(place, target, named("b"))).found).toEqual([]);
  });
});

describe("a damaged repository", () => {
  const big = [randomBytes(600_000), randomBytes(700_000)];
  const entries = [
    folder("a", file("small", "small content"), file("other", "other content")),
    file("big", ...big),
    file("small too", "small content"),
    file("tail", big[1] ?? "", "small content"),
  ];

  it("costs exactly the files that need what is damaged", async () => {
    const { place, target, packs } = await made(entries);
    flipByte(packs[0] ?? "", 20); // in the first blob
    const { found, counts } = await restoreTo(place, target, { verify: true });
    expect(found).toEqual(["damaged /a/small", "damaged /small too", "damaged /tail"]);
    expect(namesBelow(target)).toEqual(["a", "a/other", "big"]);
    expect(read(target, "a", "other")).toBe("other content");
    expect(readFileSync(join(target, "big")).equals(Buffer.concat(big))).toBe(true);
    expect(counts.files).toBe(2);
  });

  it("keeps what was there of a file that cannot be restored", async () => {
    const { place, target, packs } = await made(entries);
    flipByte(packs[0] ?? "", 20);
    writeFileSync(join(target, "tail"), "mine");
    await restoreTo(place, target);
    expect(read(target, "tail")).toBe("mine");
  });

  it("is read around: what is before the end of a truncated pack is restored", async () => {
    const { place, target, packs } = await made(entries);
    const pack = packs[0] ?? "";
    chmodSync(pack, 0o600);
    writeFileSync(pack, readFileSync(pack).subarray(0, 300_000));
    const { found } = await restoreTo(place, target);
    expect(found).toEqual(["damaged /big", "damaged /tail"]);
    expect(namesBelow(target)).toEqual(["a", "a/other", "a/small", "small too"]);
  });

  it("costs the files of a pack that is gone", async () => {
    const { place, target, packs } = await made([...entries, file("empty"), symlink("link", "a")]);
    rmSync(packs[0] ?? "");
    const { found } = await restoreTo(place, target);
    const names = ["/a/other", "/a/small", "/big", "/small too", "/tail"];
    expect(found).toEqual(names.map((name) => `missing ${name}`));
    expect(namesBelow(target)).toEqual(["a", "empty", "link"]);
  });

  it("costs nothing where another copy is sound", async () => {
    const { place, target, packs } = await made(entries, 3);
    flipByte(packs[0] ?? "", 20);
    rmSync(packs[1] ?? "");
    const { found } = await restoreTo(place, target, { verify: true });
    expect(found).toEqual([]);
    expect(readFileSync(join(target, "tail"), "latin1").endsWith("small content")).toBe(true);
  });

  it("costs a folder's content when its list is damaged, and nothing else", async () => {
    const { place, target, packs } = await made([folder("a", file("x", "x")), file("b", "b")]);
    const trees = readdirSync(join(place, "data"), { recursive: true, encoding: "utf8", withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => path !== packs[0]);
    flipByte(trees[0] ?? "", 20); // the folder's list comes before that of the root
    const { found } = await restoreTo(place, target);
    expect(found).toEqual(["damaged /a"]);
    expect(namesBelow(target)).toEqual(["a", "b"]);
    expect(lstatSync(join(target, "a")).mode & 0o777).toBe(0o755);
  });

  it("lets the second name of a file have the content when the first is blocked", async () => {
    const linked = { links: 2, inode: 5n, deviceId: 1n };
    const { place, target } = await made([
      { ...file("one", "linked"), ...linked },
      { ...file("two", "linked"), ...linked },
    ]);
    mkdirSync(join(target, "one", "full"), { recursive: true });
    const { found } = await restoreTo(place, target);
    expect(found).toEqual(["in-the-way /one"]);
    expect(read(target, "two")).toBe("linked");
  });

  it("does not link what has one inode and different content", async () => {
    const linked = { links: 2, inode: 5n, deviceId: 1n };
    const { place, target } = await made([
      { ...file("one", "abc"), ...linked },
      { ...file("two", "def"), ...linked },
      { ...file("three", "abc"), ...linked },
    ]);
    await restoreTo(place, target);
    expect([read(target, "one"), read(target, "two")]).toEqual(["abc", "def"]);
    expect(lstatSync(join(target, "one")).ino).toBe(lstatSync(join(target, "three")).ino);
  });
});

describe("a restore that cannot go on", () => {
  const chunks = Array.from({ length: 30 }, () => randomBytes(1_000_000));
  const entries = [folder("a", ...chunks.map((chunk, at) => file(`f${at}`, chunk))), file("big", ...chunks)];
  const mounts: string[] = [];
  afterEach(() => {
    for (const mount of mounts.splice(0)) spawnSync("umount", [mount]);
  });

  it("leaves no temporary file when it is cancelled", async () => {
    const { place, target } = await made(entries);
    const stop = new AbortController();
    const until = async () => stop.abort(new Error("enough"));
    // The trees are read first, then the content; by the third range files are open.
    const storage = faultyStorage(openStorage(place), [{ operation: "read", kind: "data", nth: 5, until }]);
    await expect(restoreTo(storage, target, { signal: stop.signal })).rejects.toThrow("enough");
    expect(namesBelow(target).filter((name) => name.includes("holdfast"))).toEqual([]);
    expect(namesBelow(target)).not.toContain("big");
  });

  it("ends with the one error when the storage is gone", async () => {
    const { place, target } = await made(entries);
    const gone = new Error("bug in the storage");
    const storage = faultyStorage(openStorage(place), [
      { operation: "read", kind: "data", nth: 5, andAfter: true, fail: { error: gone } },
    ]);
    await expect(restoreTo(storage, target)).rejects.toBe(gone);
    expect(namesBelow(target).filter((name) => name.includes("holdfast"))).toEqual([]);
  });

  const small = tempFolder();
  const canMount = isRoot && spawnSync("mount", ["-t", "tmpfs", "-o", "size=12m", "none", small]).status === 0;
  if (canMount) spawnSync("umount", [small]);
  it.skipIf(!canMount)("says that the disk is full, once, and leaves no temporary file", async () => {
    const { place } = await made(entries);
    spawnSync("mount", ["-t", "tmpfs", "-o", "size=12m", "none", small]);
    mounts.push(small);
    await expect(restoreTo(place, small)).rejects.toMatchObject({ code: "destination/full", retry: "later" });
    expect(namesBelow(small).filter((name) => name.includes("holdfast"))).toEqual([]);
  });
});

describe("large and far", () => {
  it("restores a file of 5 GiB of zeros with a few bytes in it, as holes", async () => {
    const zeros = Buffer.alloc(8 << 20);
    const name = "sparse";
    const chunks = [Buffer.from("start"), ...Array.from({ length: 640 }, () => zeros), Buffer.from("end")];
    const { place, target } = await made([{ name, type: "file", chunks }]);
    const { found } = await restoreTo(place, target);
    expect(found).toEqual([]);
    const { size, blocks } = lstatSync(join(target, name));
    expect(size).toBe(8 + 640 * zeros.length);
    expect(blocks * 512).toBeLessThan(1 << 20);
    const tail = Buffer.alloc(5);
    readSync(openSync(join(target, name), "r"), tail, 0, 5, size - 5);
    expect(tail.toString("latin1")).toBe("\0\0end");
  });

  it("saves and restores paths over 4096 bytes", async () => {
    const work = tempFolder();
    const script =
      'for i in $(seq 25); do mkdir "$0$i" && cd -P "$0$i" || exit 1; done; printf deep > file; mkfifo fifo';
    mkdirSync(join(work, "source"));
    const { status } = spawnSync("bash", ["-c", script, "n".repeat(200)], { cwd: join(work, "source") });
    expect(status).toBe(0);
    const open = await createRepository(join(work, "repository"), {
      ...{ password: "pw", threads: 2, scrypt: { N: 1024, r: 8, p: 1 } },
    });
    const source = backupTarget(join(work, "source"));
    expect((await backup(open, { targets: [source], filter: NO_FILTER }).result).problems).toEqual([]);
    const target = join(work, "target");
    const { problems } = await restore(open, { snapshot: "latest", target: fromText(target), verify: true }).result;
    await open.close();
    expect(problems).toEqual([]);
    const list = (folder: string) => spawnSync("find", [".", "-printf", "%P %m %T@ %y\\n"], { cwd: folder }).stdout;
    const [before, after] = [list(join(work, "source")), list(join(target, work, "source"))];
    expect(before.length).toBeGreaterThan((25 * 5000) / 2);
    expect(after.equals(before)).toBe(true);
    const content = spawnSync("find", [target, "-name", "file", "-execdir", "cat", "{}", ";"], { encoding: "utf8" });
    expect(content.stdout).toBe("deep");
  });
});
