import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { StagedWatcher } from "./staged-system.fixture.ts";

let root: string;
let staged: StagedWatcher;
beforeEach(() => {
  root = tempFolder();
  staged = new StagedWatcher();
});
afterEach(() => staged.watcher.close());

const at = (...names: string[]): string => join(root, ...names);
const folders = (...paths: string[]): void => {
  for (const path of paths) mkdirSync(at(path), { recursive: true });
};
const watch = async (skip: string[] = []): Promise<void> => {
  staged.watcher.setRoots([{ path: root, skip }]);
  await staged.quiet();
};

it("tells a subtree that may not be read once, goes on with the others, and tries it again later", async () => {
  folders("a/b/c", "z");
  staged.system.refuses = (folder) => (folder === at("a") ? "EACCES" : undefined);
  await watch();
  expect(staged.of("unwatched")).toMatchObject([{ path: at("a"), reason: "not-allowed" }]);
  expect(staged.of("ready")).toMatchObject([{ root, folders: 2 }]);
  staged.system.refuses = () => undefined;
  await staged.quiet();
  expect(staged.of("watched-again")).toEqual([]);
  staged.marks();
  staged.now += 60_000;
  await staged.quiet();
  expect(staged.of("watched-again")).toMatchObject([{ path: at("a") }]);
  expect(staged.marks()).toContain(`tree ${at("a")}`);
  writeFileSync(at("a", "b", "c", "file"), "x");
  await staged.quiet();
  expect(staged.marks()).toEqual([`entries ${at("a", "b", "c")}`]);
});

it("tries what is refused again and again less often", async () => {
  folders("a");
  let tries = 0;
  staged.system.refuses = (folder) => {
    if (folder !== at("a")) return undefined;
    tries++;
    return "EACCES";
  };
  await watch();
  for (let minute = 0; minute < 24 * 60; minute++) {
    staged.now += 60_000;
    await staged.watcher.settle();
  }
  expect(tries).toBeGreaterThan(20);
  expect(tries).toBeLessThan(40);
});

it("looks at a refused folder at once when its rights change", async () => {
  folders("a/b");
  staged.system.refuses = (folder) => (folder === at("a") ? "EACCES" : undefined);
  await watch();
  staged.system.refuses = () => undefined;
  chmodSync(at("a"), 0o700);
  await staged.quiet();
  expect(staged.of("watched-again")).toMatchObject([{ path: at("a") }]);
});

it("says which setting to raise when the limit is reached, to what and how, and goes on when it was raised", async () => {
  for (let folder = 0; folder < 40; folder++) folders(`a/f${folder}/deep`, `b/f${folder}`);
  let left = 30;
  staged.system.refuses = () => (left-- > 0 ? undefined : "ENOSPC");
  staged.system.settings.max_user_watches = 100;
  await watch();
  const unwatched = staged.of("unwatched");
  expect(unwatched.every(({ reason }) => reason === "limit")).toBe(true);
  const { limit } = staged.of("figures").at(-1)?.figures ?? {};
  // 123 folders are there; twice as many, rounded up.
  expect(limit).toMatchObject({ setting: "fs.inotify.max_user_watches", current: 100, suggested: 256 });
  expect(limit?.command).toMatch(
    /^echo fs\.inotify\.max_user_watches=256 \| sudo tee \/etc\/sysctl\.d\/\S+\.conf && sudo sysctl --system$/,
  );
  staged.system.settings.max_user_watches = 256;
  left = 1_000;
  staged.marks();
  await staged.quiet();
  expect(staged.of("figures").at(-1)?.figures).toMatchObject({ folders: new Map([[root, 123]]) });
  expect(staged.of("figures").at(-1)?.figures.limit).toBeUndefined();
  for (let folder = 0; folder < 40; folder++) writeFileSync(at("a", `f${folder}`, "deep", "file"), "x");
  await staged.quiet();
  const marks = staged.marks();
  for (let folder = 0; folder < 40; folder++) expect(marks).toContain(`entries ${at("a", `f${folder}`, "deep")}`);
});

it("tells many refused folders of one as that one", async () => {
  for (let folder = 0; folder < 100; folder++) folders(`a/f${folder}`);
  staged.system.refuses = (folder) => (folder.startsWith(at("a", "f")) ? "EIO" : undefined);
  await watch();
  expect(staged.of("unwatched").at(-1)).toMatchObject({ path: at("a"), reason: "error" });
  expect(staged.of("unwatched").length).toBeLessThan(20);
});

it("does not watch file systems of other machines", async () => {
  folders("net/deep", "local");
  const line = (place: string, type: string) => `36 35 98:0 / ${place} rw - ${type} source rw`;
  staged.system.mounts = [line("/", "ext4"), line(at("net"), "nfs4")].join("\n");
  await watch();
  expect(staged.of("unwatched").at(-1)).toMatchObject({ path: at("net"), reason: "network", detail: "nfs4" });
  expect(staged.system.watched).not.toContain(at("net", "deep"));
  staged.system.mounts = line("/", "ext4");
  staged.marks();
  await staged.quiet();
  expect(staged.of("watched-again").at(-1)).toMatchObject({ path: at("net") });
  expect(staged.marks()).toContain(`tree ${at("net")}`);
  writeFileSync(at("net", "deep", "file"), "x");
  await staged.quiet();
  expect(staged.marks()).toEqual([`entries ${at("net", "deep")}`]);
});

it("does not watch a root on such a file system at all", async () => {
  staged.system.mounts = "36 35 98:0 / / rw - fuse.sshfs source rw";
  await watch();
  expect(staged.of("unwatched").at(-1)).toMatchObject({ path: root, reason: "network", detail: "fuse.sshfs" });
});

it("takes all roots for changed when more events came at once than are safe", async () => {
  await staged.watcher.close();
  const system = new StagedWatcher().system;
  system.settings.max_queued_events = 200;
  staged = new StagedWatcher({ system });
  folders("a", "b");
  await watch();
  staged.marks();
  writeFileSync(at("a", "one"), "");
  await staged.quiet();
  expect(staged.marks()).toEqual([`entries ${at("a")}`]);
  // This thread reads no event while it writes.
  for (let file = 0; file < 100; file++) writeFileSync(at("b", `f${file}`), "x");
  await staged.quiet();
  expect(staged.marks()).toContain(`tree ${root}`);
});

it("tells many changed folders of one as that one with all that is below", async () => {
  for (let folder = 0; folder < 1_200; folder++) folders(`many/f${folder}`);
  folders("few/g");
  await watch();
  staged.marks();
  for (let folder = 0; folder < 1_200; folder++) writeFileSync(at("many", `f${folder}`, "file"), "");
  writeFileSync(at("few", "g", "file"), "");
  await staged.watcher.settle();
  expect(staged.marks().sort()).toEqual([`entries ${at("few", "g")}`, `tree ${at("many")}`]);
});

it("takes what is still being taken in for changed at each settling", async () => {
  for (let folder = 0; folder < 3_000; folder++) folders(`f${folder % 30}/g${folder}`);
  staged.watcher.setRoots([{ path: root, skip: [] }]);
  staged.marks();
  await staged.watcher.settle();
  const isReady = staged.of("ready").length > 0;
  expect(staged.marks().includes(`tree ${root}`) || isReady).toBe(true);
  await staged.watcher.idle();
  await staged.watcher.settle();
  expect(staged.marks()).toContain(`tree ${root}`);
});

it("does not watch what every plan leaves out, and watches a root within that", async () => {
  folders("cache/keep/deep", "cache/drop", "docs/cache");
  staged.watcher.setRoots([
    { path: root, skip: [], leftOut: [{ patterns: ["cache/"], insensitivePatterns: [] }] },
    { path: at("cache", "keep"), skip: [] },
  ]);
  await staged.quiet();
  expect([...staged.system.watched].sort()).toEqual(
    [root, at("cache"), at("cache", "keep"), at("cache", "keep", "deep"), at("docs")].sort(),
  );
  staged.watcher.setRoots([
    {
      path: root,
      skip: [],
      leftOut: [
        { patterns: ["cache/"], insensitivePatterns: [] },
        { patterns: [], insensitivePatterns: [] },
      ],
    },
  ]);
  staged.system.watched.length = 0;
  await staged.quiet();
  expect(staged.system.watched).toContain(at("docs", "cache"));
});

it("goes on watching a root that stays while others come and go, and does not take it for changed", async () => {
  folders("a/deep", "b");
  staged.system.refuses = (folder) => (folder === at("a", "no") ? "EACCES" : undefined);
  folders("a/no");
  const a = { path: at("a"), skip: [] };
  staged.watcher.setRoots([a]);
  await staged.quiet();
  staged.reports.length = 0;
  staged.watcher.setRoots([a, { path: at("b"), skip: [] }]);
  await staged.quiet();
  expect(staged.of("ready").map((report) => report.root)).toEqual([at("a"), at("b")]);
  expect(staged.of("unwatched")).toMatchObject([{ path: at("a", "no") }]);
  expect(new Set(staged.marks())).toEqual(new Set([`tree ${at("b")}`]));
  staged.watcher.setRoots([{ ...a, skip: [at("a", "deep")] }]);
  await staged.quiet();
  expect(staged.marks()).toContain(`tree ${at("a")}`);
});

it("finds what is mounted below a root that is reached through a link", async () => {
  folders("real/home/net");
  symlinkSync(at("real"), at("link"));
  const line = (place: string, type: string) => `36 35 98:0 / ${place} rw - ${type} source rw`;
  staged.system.mounts = [line("/", "ext4"), line(at("real", "home", "net"), "cifs")].join("\n");
  staged.watcher.setRoots([{ path: at("link", "home"), skip: [] }]);
  await staged.quiet();
  expect(staged.of("unwatched")).toMatchObject([{ path: at("link", "home", "net"), reason: "network" }]);
  staged.system.mounts = line("/", "ext4");
  await staged.quiet();
  expect(staged.marks()).toContain(`tree ${at("link", "home", "net")}`);
  expect(staged.of("watched-again")).toMatchObject([{ path: at("link", "home", "net") }]);
});

it("lets go of folders that are no root any more", async () => {
  folders("a", "b");
  staged.watcher.setRoots([
    { path: at("a"), skip: [] },
    { path: at("b"), skip: [] },
  ]);
  await staged.quiet();
  staged.watcher.setRoots([{ path: at("b"), skip: [] }]);
  await staged.quiet();
  staged.marks();
  writeFileSync(at("a", "file"), "");
  writeFileSync(at("b", "file"), "");
  await staged.quiet();
  expect(staged.marks()).toEqual([`entries ${at("b")}`]);
});

it("has one watch for a whole tree where the system can, and takes it for changed when that lost something", async () => {
  await staged.watcher.close();
  const system = new StagedWatcher().system;
  system.platform = "darwin";
  staged = new StagedWatcher({ system });
  folders("a/b");
  await watch();
  expect([...system.recursive.keys()]).toEqual([root]);
  staged.marks();
  const told = (event: string, name: string | null) => system.recursive.get(root)?.emit("change", event, name);
  told("change", "a/b/file");
  told("change", "top");
  told("change", "unknown/folder/file");
  await staged.quiet();
  expect(staged.marks().sort()).toEqual([`entries ${at("a", "b")}`, `entries ${root}`].sort());
  folders("a/new/deep");
  told("rename", "a/new");
  await staged.quiet();
  expect(staged.marks()).toContain(`tree ${at("a", "new")}`);
  told("change", "a/new/deep/file");
  await staged.quiet();
  expect(staged.marks()).toEqual([`entries ${at("a", "new", "deep")}`]);
  told("rename", null);
  await staged.quiet();
  expect(staged.marks()).toContain(`tree ${root}`);
  rmSync(at("a"), { recursive: true });
  told("rename", "a");
  await staged.quiet();
  expect(staged.of("figures").at(-1)?.figures.folders).toEqual(new Map([[root, 1]]));
});
