import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ByteString, fromText, joinPath } from "../names/index.ts";
import { LongPaths, longPaths, system } from "./index.ts";

const openDescriptors = () => readdirSync("/proc/self/fd").length;

describe("short paths", () => {
  it("pass as text when they are ASCII and as their bytes otherwise", () => {
    expect(longPaths.reach(fromText("/a/b"))).toBe("/a/b");
    expect(longPaths.reach("/\xff" as ByteString)).toEqual(Buffer.from([0x2f, 0xff]));
  });

  it("pass as text on Windows whenever they are text", () => {
    const paths = new LongPaths("win32");
    expect(paths.reach(fromText("C:/ä"))).toBe("C:/ä");
  });
});

describe.runIf(process.platform === "linux")("a tree deeper than one call reaches", () => {
  let root: ByteString;
  let paths: LongPaths;
  const levels: ByteString[] = [];

  beforeEach(() => {
    root = fromText(mkdtempSync(join(tmpdir(), "long-")));
    paths = new LongPaths();
    levels.length = 0;
    let path = root;
    for (let depth = 0; path.length < 12_000; depth++) {
      path = joinPath(path, fromText(depth % 7 === 0 ? "x".repeat(255) : `é${depth}`));
      mkdirSync(paths.reach(path));
      levels.push(path);
    }
  });
  afterEach(() => {
    paths.close();
    longPaths.close();
    rmSync(root, { recursive: true, force: true });
  });

  const deepest = () => levels.at(-1) ?? root;

  it("is created, listed, written, read and removed", () => {
    const file = joinPath(deepest(), fromText("file"));
    writeFileSync(paths.reach(file), "deep");
    expect(readdirSync(paths.reach(deepest()))).toEqual(["file"]);
    expect(readFileSync(paths.reach(file), "utf8")).toBe("deep");
    renameSync(paths.reach(file), paths.reach(joinPath(deepest(), fromText("other"))));
    unlinkSync(paths.reach(joinPath(deepest(), fromText("other"))));
    for (const level of levels.toReversed()) rmdirSync(paths.reach(level));
    expect(readdirSync(root)).toEqual([]);
  });

  it("takes the system's own calls too", () => {
    const file = joinPath(deepest(), fromText("file"));
    writeFileSync(paths.reach(file), "");
    system.setExtendedAttribute(file, "user.a", Buffer.from("1"));
    system.setTimes(file, 1n, -1n);
    system.setPermissions(file, 0o641);
    expect(system.listExtendedAttributes(file)).toEqual([{ name: "user.a", value: Buffer.from("1") }]);
    const stat = lstatSync(paths.reach(file), { bigint: true });
    expect([stat.mtimeNs, Number(stat.mode) & 0o777]).toEqual([-1n, 0o641]);
  });

  it("is found under its names even after folders above were replaced", () => {
    paths.reach(deepest());
    const top = levels[1] ?? root;
    const away = joinPath(root, fromText("away"));
    renameSync(paths.reach(top), paths.reach(away));
    expect(() => lstatSync(paths.reach(deepest()))).toThrow(/ENOENT/);
    renameSync(paths.reach(away), paths.reach(top));
    expect(lstatSync(paths.reach(deepest())).isDirectory()).toBe(true);
  });

  it("keeps few folders open, and none after close", () => {
    paths.close();
    const before = openDescriptors();
    for (const level of levels) lstatSync(paths.reach(level));
    expect(openDescriptors() - before).toBeLessThan(17);
    paths.close();
    expect(openDescriptors()).toBe(before);
  });
});
