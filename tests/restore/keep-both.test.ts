import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { linkSync, lstatSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { toText } from "../../main/engine/index.ts";
import { openStorage } from "../../main/engine/storage/index.ts";
import { faultyStorage } from "../support/faulty-storage.ts";
import { treeFacts } from "../support/tree-facts.ts";
import { file, folder, MADE_TIME, MARK, made, namesBelow, restoreTo, symlink } from "./made.ts";

const keepBoth = { overwrite: "keep-both" } as const;
const read = (...path: string[]): string => readFileSync(join(...path), "utf8");
const besides = (target: string): string[] => namesBelow(target).filter((name) => MARK.test(name));

describe("a file that is there and differs", () => {
  it("stays as it is, and what comes back is beside it", async () => {
    const { place, target } = await made([folder("a", file("report.txt", "saved")), file("new", "new")]);
    mkdirSync(join(target, "a"));
    writeFileSync(join(target, "a", "report.txt"), "mine, and newer");
    const before = treeFacts(join(target, "a", "report.txt"));
    const { counts, found } = await restoreTo(place, target, { ...keepBoth, verify: true });
    expect(found).toEqual([]);
    expect(counts).toMatchObject({ files: 2, bytes: 8, replaced: 0, keptBoth: 1, unchanged: 0, skipped: 0 });
    expect(treeFacts(join(target, "a", "report.txt"))).toEqual(before);
    const [beside = ""] = besides(target);
    expect(beside).toMatch(/^a\/report \(restored \d{4}-\d\d-\d\d \d\d\.\d\d\)\.txt$/);
    expect([read(target, beside), read(target, "new")]).toEqual(["saved", "new"]);
    expect(lstatSync(join(target, beside)).mtimeMs).toBeCloseTo(1_700_000_000_123, -1);
  });

  it("is not doubled by a second restore: what came back is there, the same", async () => {
    const { place, target } = await made([file("f.txt", "saved"), symlink("l", "there"), file("empty.txt")]);
    writeFileSync(join(target, "f.txt"), "mine!");
    writeFileSync(join(target, "empty.txt"), "not empty");
    symlinkSync("elsewhere", join(target, "l"));
    expect((await restoreTo(place, target, keepBoth)).counts).toMatchObject({ keptBoth: 3, files: 2, symlinks: 1 });
    const after = treeFacts(target, { folderTimes: false });
    expect(besides(target)).toHaveLength(3);
    expect((await restoreTo(place, target, keepBoth)).counts).toMatchObject({ keptBoth: 0, files: 0, unchanged: 3 });
    expect(treeFacts(target, { folderTimes: false })).toEqual(after);
  });

  it("gets a number where the name is taken by something else, also by another entry of the snapshot", async () => {
    const first = await made([file("f.txt", "saved")]);
    writeFileSync(join(first.target, "f.txt"), "mine!");
    const dry = await restoreTo(first.place, first.target, { ...keepBoth, dryRun: true });
    const name = toText(dry.conflicts[0]?.newName ?? expect.fail());
    writeFileSync(join(first.target, name), "other");
    await restoreTo(first.place, first.target, keepBoth);
    expect([read(first.target, name), read(first.target, name.replace(")", ", 2)"))]).toEqual(["other", "saved"]);

    const { place, target } = await made([file(name, "saved earlier"), file("f.txt", "saved")]);
    writeFileSync(join(target, "f.txt"), "mine!");
    const { found, counts } = await restoreTo(place, target, keepBoth);
    expect([found, counts.keptBoth]).toEqual([[], 1]);
    expect([read(target, name), read(target, name.replace(")", ", 2)"))]).toEqual(["saved earlier", "saved"]);
  });

  it("counts by content: another time is none, and equal looks hide nothing", async () => {
    const { place, target } = await made([file("touched", "saved"), file("rotten", "saved")]);
    writeFileSync(join(target, "touched"), "saved");
    writeFileSync(join(target, "rotten"), "sXved");
    spawnSync("touch", ["-d", MADE_TIME, join(target, "rotten")]);
    const before = treeFacts(join(target, "touched"));
    const { counts } = await restoreTo(place, target, keepBoth);
    expect(counts).toMatchObject({ unchanged: 1, keptBoth: 1 });
    expect(treeFacts(join(target, "touched"))).toEqual(before);
    expect(read(target, besides(target)[0] ?? "")).toBe("saved");
  });
});

describe("what is there", () => {
  it("stays whatever it is: a folder, a link, a file of two names", async () => {
    const { place, target, work } = await made([file("d", "1"), file("full", "2"), file("l", "3"), file("n", "4")]);
    mkdirSync(join(target, "d"));
    mkdirSync(join(target, "full"));
    writeFileSync(join(target, "full", "mine"), "mine");
    writeFileSync(join(work, "victim"), "old");
    symlinkSync("../victim", join(target, "l"));
    linkSync(join(work, "victim"), join(target, "n"));
    const { found, counts } = await restoreTo(place, target, keepBoth);
    expect([found, counts.keptBoth]).toEqual([[], 4]);
    expect(besides(target).map((name) => read(target, name))).toEqual(["1", "2", "3", "4"]);
    expect(namesBelow(target).filter((name) => !MARK.test(name))).toEqual(["d", "full", "full/mine", "l", "n"]);
    expect([readlinkSync(join(target, "l")), read(work, "victim")]).toEqual(["../victim", "old"]);
  });

  it("is a problem where a folder should be, for that folder only", async () => {
    const { place, target } = await made([folder("way", file("x", "x")), folder("ok", file("y", "y"))]);
    writeFileSync(join(target, "way"), "mine");
    const { found } = await restoreTo(place, target, keepBoth);
    expect(found).toEqual(["in-the-way /way"]);
    expect([read(target, "way"), namesBelow(target)]).toEqual(["mine", ["ok", "ok/y", "way"]]);
  });

  it("need not be fetched again as far as it is right", async () => {
    const [a, b] = [randomBytes(700_000), randomBytes(900_000)];
    const { place, target } = await made([file("half", a, "lost"), file("same", b)]);
    writeFileSync(join(target, "half"), Buffer.concat([a, Buffer.from("mine")]));
    writeFileSync(join(target, "same"), b);
    const storage = faultyStorage(openStorage(place), []);
    const sizes: number[] = [];
    const counting = {
      ...storage,
      read: async (...args: Parameters<typeof storage.read>) => {
        const bytes = await storage.read(...args);
        if (args[0].kind === "data" && args[1] !== undefined) sizes.push(bytes.length);
        return bytes;
      },
    };
    const { counts } = await restoreTo(counting, target, { ...keepBoth, verify: true });
    expect(counts).toMatchObject({ files: 1, keptBoth: 1, unchanged: 1 });
    // Trees and the four bytes that are missing: neither of the two large blobs.
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(50_000);
    expect(readFileSync(join(target, besides(target)[0] ?? "")).equals(Buffer.concat([a, Buffer.from("lost")]))).toBe(
      true,
    );
  });

  it("keeps the names of one file together beside it", async () => {
    const linked = { links: 2, inode: 5n, deviceId: 1n };
    const { place, target } = await made([
      { ...file("one", "linked"), ...linked },
      { ...file("two", "linked"), ...linked },
    ]);
    writeFileSync(join(target, "one"), "mine");
    const { counts } = await restoreTo(place, target, keepBoth);
    expect(counts).toMatchObject({ files: 1, hardLinks: 1, keptBoth: 1 });
    expect(lstatSync(join(target, "two")).ino).toBe(lstatSync(join(target, besides(target)[0] ?? "")).ino);
    expect(read(target, "one")).toBe("mine");
  });
});
