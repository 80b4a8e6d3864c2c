import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type BackupResult,
  backup,
  backupTarget,
  fromText,
  NO_FILTER,
  openRepository,
  toText,
} from "../../main/engine/index.ts";
import { findingsOf, idOf, newRepository, type PlacedRepository, save, since } from "../support/journal-run.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { type Marks, ToldTree } from "../support/told-tree.ts";

const isRoot = process.getuid?.() === 0;
let repository: PlacedRepository;

beforeAll(async () => {
  repository = await newRepository();
});

afterAll(() => repository.open.close());

/** What a run is told of a change, by paths in the tree, and what it has to find all the same. */
async function expectFound(prepare: (at: At) => void, change: (at: At) => void, told: Partial<Marks>): Promise<void> {
  const { open } = repository;
  const { root } = new ToldTree(tempFolder());
  const at: At = (path) => join(root, path);
  prepare(at);
  const parent = await save(open, root);
  change(at);
  const { folders = [], trees = [] } = told;
  const run = await save(open, root, since(parent, { folders: folders.map(at), trees: trees.map(at) }));
  expect(run.foundBy).toBe("journal");
  expect(findingsOf(run)).toEqual(findingsOf(await save(open, root, { parent: idOf(parent) })));
}

type At = (path: string) => string;
const nothing = (): void => undefined;

it("walks a folder that took another's place", async () => {
  const swap = (at: At): void => {
    mkdirSync(at("f/other/h"), { recursive: true });
    writeFileSync(at("f/other/h/deep"), "deep");
    const { atime, mtime } = statSync(at("f/g"));
    rmSync(at("f/g"), { recursive: true });
    renameSync(at("f/other"), at("f/g"));
    utimesSync(at("f/g"), atime, mtime);
  };
  await expectFound(nothing, swap, { folders: ["f"] });
});

it("walks a folder that was away, and came back with something else below", async () => {
  const change = (at: At): void => {
    renameSync(at("f/g"), at("f/away"));
    writeFileSync(at("f/away/h/i/six"), "seven");
    renameSync(at("f/away"), at("f/g"));
  };
  await expectFound(nothing, change, { folders: ["f"] });
});

it("lists a folder with a new time, in a folder that is listed and on the way to another", async () => {
  await expectFound(nothing, (at) => writeFileSync(at("a/b/new"), "new"), { folders: ["a"] });
  await expectFound(nothing, (at) => writeFileSync(at("a/b/new"), "new"), { folders: ["a/b/c"] });
});

it("walks a folder that is new, whatever was told of what is in it", async () => {
  const make = (at: At): void => {
    mkdirSync(at("a/new/deep"), { recursive: true });
    writeFileSync(at("a/new/deep/file"), "file");
  };
  await expectFound(nothing, make, { folders: ["a/new/deep"] });
  await expectFound(nothing, make, { folders: ["a"] });
});

it("lists a folder when a way in it is gone, or is no folder any more", async () => {
  await expectFound(nothing, (at) => rmSync(at("f/g"), { recursive: true }), { folders: ["f/g/h/i"] });
  const replace = (at: At): void => {
    rmSync(at("f/g"), { recursive: true });
    writeFileSync(at("f/g"), "a file now");
  };
  await expectFound(nothing, replace, { folders: ["f/g/h/i"] });
});

it("keeps to the ignore files on the way", async () => {
  const ignore = (at: At): void => writeFileSync(at("f/.holdfastignore"), "*.tmp\n");
  await expectFound(ignore, (at) => writeFileSync(at("f/g/h/i/left out.tmp"), "x"), { folders: ["f/g/h/i"] });
});

it("walks all that is below an ignore file that changed, came or went", async () => {
  const ignore = (at: At): void => writeFileSync(at("f/.holdfastignore"), "*.tmp\n");
  const ignoreOther = (at: At): void => writeFileSync(at("f/.holdfastignore"), "si*\n");
  await expectFound(ignore, ignoreOther, { folders: ["f"] });
  await expectFound(ignore, ignoreOther, { folders: ["f/g/h"] });
  await expectFound(nothing, ignoreOther, { folders: ["f"] });
  await expectFound(ignoreOther, (at) => rmSync(at("f/.holdfastignore")), { folders: ["f"] });
});

it("leaves out what is below a cache tag, and takes it in when the tag goes", async () => {
  const tag = (at: At): void => writeFileSync(at("f/g/CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n");
  const write = (at: At): void => writeFileSync(at("f/g/h/i/six"), "changed");
  await expectFound(nothing, tag, { folders: ["f/g"] });
  await expectFound(tag, write, { folders: ["f/g/h/i"] });
  await expectFound(tag, (at) => rmSync(at("f/g/CACHEDIR.TAG")), { folders: ["f/g"] });
});

it("walks what is below an unknown folder above the target", async () => {
  const { open } = repository;
  const work = tempFolder();
  const { root } = new ToldTree(work);
  const parent = await save(open, root);
  writeFileSync(join(root, "f/g/h/i/six"), "changed");
  const run = await save(open, root, since(parent, { folders: [], trees: [work] }));
  expect(run.summary.filesChanged).toBe(1);
});

it("asks for a folder that could not be read to be told again", { skip: isRoot }, async () => {
  const { open } = repository;
  const { root } = new ToldTree(tempFolder());
  chmodSync(join(root, "f/g"), 0);
  const parent = await save(open, root);
  expect(parent.problems.map(({ path }) => path)).toEqual([fromText(join(root, "f/g"))]);
  chmodSync(join(root, "f/g"), 0o700);
  const run = await save(open, root, since(parent, { folders: [join(root, "f/g")], trees: [] }));
  expect(findingsOf(run)).toEqual(findingsOf(await save(open, root, { parent: idOf(parent) })));
});

it("walks everything when the changes count from another snapshot, or other folders, and says so", async () => {
  const { open } = repository;
  const { root } = new ToldTree(tempFolder());
  const [first, second] = [await save(open, root), await save(open, root)];
  writeFileSync(join(root, "f/g/h/i/six"), "changed");
  const none = { folders: [], trees: [] };
  const ofOther = await save(open, root, { ...since(first, none), parent: idOf(second) });
  expect(ofOther).toMatchObject({ foundBy: "walk", summary: { filesChanged: 1 } });
  expect(await save(open, root, { ...since(first, none), readAll: true })).toMatchObject({ foundBy: "walk" });
  const run = backup(open, { targets: [backupTarget(join(root, "a"))], filter: NO_FILTER, ...since(first, none) });
  const reasons: unknown[] = [];
  for await (const event of run) if (event.type === "walks") reasons.push(event.reason);
  expect(reasons).toEqual(["other-paths"]);
});

it("walks everything when a tree of the parent is damaged, and comes to the right figures", async () => {
  const { open: made, place } = await newRepository();
  let open = made;
  try {
    const { root } = new ToldTree(tempFolder());
    const parent = await save(open, root);
    const walked = await save(open, root, { parent: idOf(parent) });
    for (const pack of readdirSync(join(place, "data"), { recursive: true, withFileTypes: true })) {
      const path = join(pack.parentPath, pack.name);
      if (!pack.isFile()) continue;
      chmodSync(path, 0o600);
      writeFileSync(path, Buffer.alloc(statSync(path).size, 1));
    }
    // What was read before is remembered.
    await open.close();
    open = await openRepository(place, { password: "pw", threads: 2 });
    const run = await save(open, root, since(parent, { folders: [join(root, "a")], trees: [] }));
    expect(run.foundBy).toBe("walk");
    expect(run.removed).toBeUndefined();
    expect(run.snapshot?.tree).toBe(walked.snapshot?.tree);
    expect(run.summary.totalFilesProcessed).toBe(walked.summary.totalFilesProcessed);
    expect(run.summary.totalBytesProcessed).toBe(walked.summary.totalBytesProcessed);
  } finally {
    await open.close();
  }
});

it("misses the rights of a folder when neither it nor what holds it was told, nor anything below", async () => {
  const { open } = repository;
  const { root } = new ToldTree(tempFolder());
  const parent = await save(open, root);
  chmodSync(join(root, "f/g"), 0o711);
  const missedWith = async (...folders: string[]): Promise<string[] | undefined> => {
    const marks = { folders: folders.map((path) => join(root, path)), trees: [] };
    const { missed } = await save(open, root, since(parent, marks, true));
    return missed?.first.map(toText);
  };
  expect(await missedWith()).toEqual([join(root, "f/g")]);
  expect(await missedWith("a")).toEqual([join(root, "f/g")]);
  for (const told of ["f", "f/g", "f/g/h"]) expect(await missedWith(told)).toEqual([]);
});

it("counts the files that are no more", async () => {
  const { open } = repository;
  const { root } = new ToldTree(tempFolder());
  const parent = await save(open, root);
  rmSync(join(root, "a"), { recursive: true });
  expect((await save(open, root, { parent: idOf(parent) })).removed).toBe(3);
  expect((await save(open, root, since(parent, { folders: [root], trees: [] }))).removed).toBe(3);
  expect(parent.removed).toBeUndefined();
});

it("compares with a parent that the snapshot does not name", async () => {
  const { open } = repository;
  const { root } = new ToldTree(tempFolder());
  const parent = await save(open, root);
  const full = await save(open, root, { parent: idOf(parent), readAll: true, recordParent: false });
  expect(full).toMatchObject({ parent: idOf(parent), removed: 0, summary: { filesNew: 0, filesUnmodified: 7 } });
  expect(full.snapshot?.parent).toBeUndefined();
  expect(full.snapshot?.tree).toBe(parent.snapshot?.tree);
});

/** Files of one job and of jobs of their own. */
it.each([
  ["small", 1000],
  ["large", 12_000_000],
])("tells a %s file that changed silently, and saves it", async (_, size) => {
  const { open } = repository;
  const { root } = new ToldTree(tempFolder());
  const path = join(root, "a/decaying");
  const write = (fill: string): void => {
    writeFileSync(path, Buffer.alloc(size, fill));
    utimesSync(path, 1_600_000_000, 1_600_000_000);
  };
  write("x");
  const parent = await save(open, root);
  write("y");
  // A test cannot set a ctime back; a run that does not look at inodes does not look at ctimes.
  const quick = await save(open, root, { parent: idOf(parent), ignoreInode: true });
  expect(quick.snapshot?.tree).not.toBe(undefined);
  expect(causes(quick)).toEqual([]);
  const full = await save(open, root, { parent: idOf(parent), ignoreInode: true, readAll: true });
  expect(causes(full)).toEqual(["silent-change"]);
  expect(full.summary).toMatchObject({ filesChanged: 1, filesNew: 0, filesUnmodified: 7 });
  expect(full.snapshot?.tree).not.toBe(quick.snapshot?.tree);
  const said = await save(open, root, { parent: idOf(parent), readAll: true });
  expect(causes(said)).toEqual([]);
});

function causes({ problems }: BackupResult): string[] {
  return problems.map(({ cause }) => cause);
}
