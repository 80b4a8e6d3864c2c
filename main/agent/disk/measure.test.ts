import { linkSync, mkdirSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Measure } from "../../../shared/model/index.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { Disk } from "./disk.ts";
import { cleanPath } from "./disk-path.ts";
import { turnsDuring } from "./turns.fixture.ts";

const LINUX = process.platform === "linux";
const POSIX = process.platform !== "win32";

let root: string;
let disk: Disk;
beforeEach(() => {
  root = cleanPath(tempFolder());
  disk = new Disk();
});

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

describe("a measure", () => {
  const final = (measures: readonly Measure[]) => measures.filter(({ isFinal }) => isFinal);

  it("counts the files below each path and their bytes, and no link's", async () => {
    mkdirSync(join(root, "a", "b", "c"), { recursive: true });
    for (const [index, path] of ["a/1", "a/b/2", "a/b/c/3"].entries())
      writeFileSync(join(root, path), "x".repeat(index + 1));
    if (POSIX) symlinkSync(root, join(root, "a", "b", "circle"));
    linkSync(join(root, "a", "1"), join(root, "a", "again"));
    const paths = [`${root}/a`, `${root}/a/b/`, `${root}/a/1`, `${root}/gone`];
    expect(final(await collect(disk.measure({ paths })))).toEqual([
      { path: paths[0], files: 4, bytes: 7, isFinal: true },
      { path: paths[1], files: 2, bytes: 5, isFinal: true },
      { path: paths[2], files: 1, bytes: 1, isFinal: true },
      { path: paths[3], files: 0, bytes: 0, isFinal: true },
    ]);
  });

  it("tells how far it is four times a second, never less than before", async () => {
    for (let count = 0; count < 40; count++) {
      mkdirSync(join(root, `${count}`));
      writeFileSync(join(root, `${count}`, "file"), "xx");
    }
    let now = 0;
    disk = new Disk({ clock: () => now++ * 50 });
    const told = await collect(disk.measure({ paths: [root] }));
    expect(told.length).toBeGreaterThan(5);
    expect(told.length).toBeLessThan(20);
    expect(told.at(-1)).toEqual({ path: root, files: 40, bytes: 80, isFinal: true });
    expect(told.map(({ files }) => files)).toEqual(told.map(({ files }) => files).sort((a, b) => a - b));
    expect(final(told)).toHaveLength(1);
  });

  it.runIf(LINUX)("ends with its signal's reason, and leaves no folder open", async () => {
    for (let count = 0; count < 1_000; count++) writeFileSync(join(root, `${count}`), "");
    let now = 0;
    disk = new Disk({ clock: () => now++ * 1000 });
    const stop = new AbortController();
    const measures = disk.measure({ paths: [root] }, stop.signal);
    const first = await measures.next();
    expect(first.value).toMatchObject({ isFinal: false, files: expect.any(Number) });
    expect(openBelow(root)).toHaveLength(1);
    const reason = new Error("enough");
    stop.abort(reason);
    await expect(measures.next()).rejects.toBe(reason);
    expect(openBelow(root)).toEqual([]);
    await expect(collect(disk.measure({ paths: [root] }, stop.signal))).rejects.toBe(reason);
  });

  it.runIf(LINUX)("stops when its consumer leaves, and leaves no folder open", async () => {
    for (let count = 0; count < 1_000; count++) writeFileSync(join(root, `${count}`), "");
    let now = 0;
    disk = new Disk({ clock: () => now++ * 1000 });
    for await (const { isFinal } of disk.measure({ paths: [root] })) {
      expect(isFinal).toBe(false);
      break;
    }
    expect(openBelow(root)).toEqual([]);
  });

  it("lets others have their turn while it counts", async () => {
    for (let count = 0; count < 2_000; count++) writeFileSync(join(root, `${count}`), "");
    expect(await turnsDuring(collect(disk.measure({ paths: [root] })))).toBeGreaterThan(20);
  });

  function openBelow(path: string): readonly string[] {
    const descriptors = readdirSync("/proc/self/fd").flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/self/fd/${fd}`)];
      } catch {
        return []; // the one that lists them
      }
    });
    return descriptors.filter((target) => target.startsWith(path));
  }
});
