import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { tempFolder } from "../support/temp-folder.ts";
import { WatchedTree } from "../support/watched-tree.ts";

const isRoot = process.getuid?.() === 0;
const trees: WatchedTree[] = [];
afterEach(async () => {
  for (const tree of trees.splice(0)) await tree.service.stop();
});

// Both ways of watching keep the same promise.
describe.each(["lean", "chokidar"] as const)("watched by %s", (prefer) => {
  const start = async (fill: (root: string) => void = () => undefined, skip: (root: string) => string[] = () => []) => {
    const root = tempFolder();
    fill(root);
    const tree = await WatchedTree.start(root, { prefer, skip: skip(root) });
    trees.push(tree);
    return { root, tree, at: (...names: string[]) => join(root, ...names) };
  };
  const seeded = () =>
    start((root) => {
      for (let folder = 0; folder < 60; folder++) {
        mkdirSync(join(root, `b${folder % 6}`, `l${folder}`), { recursive: true });
        writeFileSync(join(root, `b${folder % 6}`, `l${folder}`, "file"), "x");
      }
    });

  it("tells files that are made, written, renamed, removed, and nothing else", async () => {
    const { tree, at, root } = await seeded();
    expect(await tree.missed(() => writeFileSync(at("b1", "l1", "new"), ""))).toEqual([]);
    expect(tree.told()).toEqual([{ path: at("b1", "l1"), scope: "entries" }]);
    expect(await tree.missed(() => appendFileSync(at("b1", "l1", "file"), "more"))).toEqual([]);
    expect(await tree.missed(() => truncateSync(at("b1", "l1", "file"), 1))).toEqual([]);
    expect(await tree.missed(() => renameSync(at("b1", "l1", "new"), at("b2", "l2", "moved")))).toEqual([]);
    expect(new Set(tree.marks.map(({ path }) => path))).toEqual(new Set([at("b1", "l1"), at("b2", "l2")]));
    expect(await tree.missed(() => rmSync(at("b2", "l2", "moved")))).toEqual([]);
    expect(await tree.missed(() => appendFileSync(join(root, "top"), "x"))).toEqual([]);
    expect(await tree.missed(() => undefined)).toEqual([]);
    expect(tree.marks).toEqual([]);
  });

  it("tells rights and times that are set, also of a folder", async () => {
    const { tree, at } = await seeded();
    expect(await tree.missed(() => chmodSync(at("b1", "l1", "file"), 0o600))).toEqual([]);
    expect(await tree.missed(() => utimesSync(at("b1", "l7", "file"), 1, 2))).toEqual([]);
    expect(await tree.missed(() => chmodSync(at("b2"), 0o700))).toEqual([]);
    expect(await tree.missed(() => utimesSync(at("b2", "l2"), 1, 2))).toEqual([]);
  });

  it("tells a file that an editor writes beside and renames over", async () => {
    const { tree, at } = await seeded();
    const save = () => {
      writeFileSync(at("b1", "l1", ".file.swp"), "new content");
      renameSync(at("b1", "l1", ".file.swp"), at("b1", "l1", "file"));
    };
    expect(await tree.missed(save)).toEqual([]);
    expect(await tree.missed(save)).toEqual([]);
  });

  it("tells what is in nested folders made at once, and what changes there later", async () => {
    const { tree, at } = await seeded();
    for (let round = 0; round < 50; round++) {
      const deep = at("b3", `n${round}`, "a", "b", "c");
      const make = () => {
        mkdirSync(deep, { recursive: true });
        writeFileSync(join(deep, "file"), "x");
      };
      expect(await tree.missed(make)).toEqual([]);
      expect(await tree.missed(() => appendFileSync(join(deep, "file"), "y"))).toEqual([]);
    }
    await tree.quiet();
    expect(await tree.missed(() => appendFileSync(at("b3", "n7", "a", "b", "c", "file"), "z"))).toEqual([]);
    expect(tree.told()).toEqual([{ path: at("b3", "n7", "a", "b", "c"), scope: "entries" }]);
  });

  it("tells trees that are moved in, moved within and moved out, and watches them where they are", async () => {
    const { tree, at } = await seeded();
    const outside = tempFolder();
    cpSync(at("b1"), join(outside, "tree"), { recursive: true });
    expect(await tree.missed(() => renameSync(join(outside, "tree"), at("in")))).toEqual([]);
    expect(await tree.missed(() => appendFileSync(at("in", "l1", "file"), "y"))).toEqual([]);
    expect(await tree.missed(() => renameSync(at("in"), at("b2", "within")))).toEqual([]);
    await tree.quiet();
    expect(await tree.missed(() => appendFileSync(at("b2", "within", "l1", "file"), "z"))).toEqual([]);
    expect(tree.told()).toEqual([{ path: at("b2", "within", "l1"), scope: "entries" }]);
    expect(await tree.missed(() => renameSync(at("b2", "within"), join(outside, "out")))).toEqual([]);
    await tree.quiet();
    appendFileSync(join(outside, "out", "l1", "file"), "nobody's business");
    await tree.service.settle();
    expect(tree.marks).toEqual([]);
  });

  it("tells a big folder under its new name, and goes on watching it", async () => {
    const { tree, at } = await start((root) => {
      for (let folder = 0; folder < 2_000; folder++) {
        mkdirSync(join(root, "big", `b${folder % 40}`, `l${folder}`), { recursive: true });
      }
    });
    expect(await tree.missed(() => renameSync(at("big"), at("renamed")))).toEqual([]);
    await tree.until(({ roots }) => roots[0]?.folders === 2_042);
    await tree.quiet();
    expect(await tree.missed(() => writeFileSync(at("renamed", "b7", "l47", "file"), ""))).toEqual([]);
    expect(tree.told()).toEqual([{ path: at("renamed", "b7", "l47"), scope: "entries" }]);
  });

  it("tells two folders that change places", async () => {
    const { tree, at } = await seeded();
    const swap = () => {
      renameSync(at("b1"), at("aside"));
      renameSync(at("b2"), at("b1"));
      renameSync(at("aside"), at("b2"));
    };
    expect(await tree.missed(swap)).toEqual([]);
    expect(await tree.missed(swap)).toEqual([]);
    await tree.quiet();
    expect(await tree.missed(() => appendFileSync(at("b1", "l1", "file"), "y"))).toEqual([]);
  });

  it("tells what is removed, and lets go of it", async () => {
    const { tree, at } = await seeded();
    expect(await tree.missed(() => rmSync(at("b1"), { recursive: true }))).toEqual([]);
    expect(tree.isMarked(tree.root)).toBe(true);
    await tree.until(({ roots }) => roots[0]?.folders === 56);
  });

  it("tells a folder that becomes a file, and a folder again", async () => {
    const { tree, at } = await seeded();
    for (let round = 0; round < 5; round++) {
      const toFile = () => {
        rmSync(at("b1"), { recursive: true });
        writeFileSync(at("b1"), "a file");
      };
      const toFolder = () => {
        rmSync(at("b1"));
        mkdirSync(at("b1", "deep"), { recursive: true });
        writeFileSync(at("b1", "deep", "file"), "x");
      };
      expect(await tree.missed(toFile)).toEqual([]);
      expect(await tree.missed(toFolder)).toEqual([]);
      expect(await tree.missed(() => appendFileSync(at("b1", "deep", "file"), "y"))).toEqual([]);
    }
  });

  it("tells a folder that is removed and made again faster than anybody looks", async () => {
    const { tree, at } = await seeded();
    for (let round = 0; round < 20; round++) {
      const again = () => {
        rmSync(at("b1", "l1"), { recursive: true });
        mkdirSync(at("b1", "l1"));
        writeFileSync(at("b1", "l1", "file"), "x");
      };
      expect(await tree.missed(again)).toEqual([]);
      expect(await tree.missed(() => writeFileSync(at("b1", "l1", "later"), "x"))).toEqual([]);
    }
  });

  it("does not follow links, also not in circles", async () => {
    const outside = tempFolder();
    const { tree, at } = await start((root) => {
      mkdirSync(join(root, "a", "b"), { recursive: true });
      symlinkSync(root, join(root, "a", "b", "loop"));
      symlinkSync("..", join(root, "a", "up"));
      symlinkSync(outside, join(root, "out"));
    });
    expect(tree.service.state().roots).toMatchObject([{ state: "watching", folders: 3 }]);
    writeFileSync(join(outside, "file"), "x");
    await tree.service.settle();
    expect(tree.marks).toEqual([]);
    expect(await tree.missed(() => symlinkSync(root(tree), at("a", "another")))).toEqual([]);
  });

  it("does not watch what is left out", async () => {
    const { tree, at } = await start(
      (root) => mkdirSync(join(root, "a", "repository", "data"), { recursive: true }),
      (root) => [join(root, "a", "repository"), join(root, "later")],
    );
    writeFileSync(at("a", "repository", "data", "pack"), "x");
    mkdirSync(at("later"));
    await tree.service.settle();
    tree.marks.length = 0;
    writeFileSync(at("later", "file"), "x");
    await tree.service.settle();
    expect(tree.marks).toEqual([]);
    expect(tree.service.state().roots).toMatchObject([{ folders: 2 }]);
  });

  it("works with names that are no text, and with odd ones", async () => {
    const odd = ["back\\slash", "new\nline", "~", "a~", ".x.swp", "*", "!not", " ", "{a,b}", "é😀"];
    const {
      tree,
      at,
      root: top,
    } = await start((root) => {
      for (const name of odd) mkdirSync(join(root, name, "in"), { recursive: true });
      mkdirSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.of(0xff, 0xc3), Buffer.from("/in")]), {
        recursive: true,
      });
    });
    expect(tree.service.state().roots).toMatchObject([{ folders: 2 * odd.length + 3 }]);
    for (const name of odd) {
      expect(await tree.missed(() => writeFileSync(at(name, "in", "file"), "x")), name).toEqual([]);
      expect(tree.isMarked(at(name, "in")), name).toBe(true);
    }
    const bytes = Buffer.concat([Buffer.from(`${top}/`), Buffer.of(0xff, 0xc3), Buffer.from("/in/file")]);
    tree.marks.length = 0;
    writeFileSync(bytes, "x");
    await tree.service.settle();
    expect(tree.told()).toEqual([{ path: `${top}/\udcff\udcc3/in`, scope: "entries" }]);
    tree.marks.length = 0;
    const later = Buffer.concat([Buffer.from(`${top}/`), Buffer.of(0xfe)]);
    mkdirSync(later);
    await tree.service.settle();
    await tree.quiet();
    writeFileSync(Buffer.concat([later, Buffer.from("/file")]), "x");
    await tree.service.settle();
    expect(tree.told()).toEqual([{ path: `${top}/\udcfe`, scope: "entries" }]);
  });

  it("waits for a root that is not there, and takes it for changed when it comes", async () => {
    const { tree, root } = await seeded();
    const aside = `${root}-aside`;
    renameSync(root, aside);
    await tree.until(({ roots }) => roots[0]?.state === "off");
    appendFileSync(join(aside, "b1", "l1", "file"), "while it was away");
    tree.marks.length = 0;
    renameSync(aside, root);
    await tree.until(({ roots }) => roots[0]?.state === "watching" && roots[0].folders === 67);
    expect(tree.marks).toContainEqual({ path: root, scope: "tree" });
    expect(await tree.missed(() => writeFileSync(join(root, "b1", "l1", "file"), "z"))).toEqual([]);
  });

  it("has told all that happened before settling, many times over", async () => {
    const { tree, at } = await start((root) => {
      for (let folder = 0; folder < 100; folder++) mkdirSync(join(root, `f${folder}`));
    });
    for (let round = 0; round < 10; round++) {
      tree.marks.length = 0;
      for (let file = 0; file < 1_000; file++) writeFileSync(at(`f${file % 100}`, `${round}-${file}`), "x");
      await tree.service.settle();
      const unmarked = Array.from({ length: 100 }, (_, folder) => at(`f${folder}`)).filter(
        (path) => !tree.isMarked(path),
      );
      expect(unmarked).toEqual([]);
    }
  });

  it("loses nothing in a storm of 30,000 creations by three programs, and says so if it might have", async () => {
    const { tree, at } = await start((root) => {
      for (let folder = 0; folder < 300; folder++) mkdirSync(join(root, `f${folder}`));
    });
    const storm = `for (let i = 0; i < 10000; i++) require("fs").writeFileSync(process.argv[1] + "/f" + i % 300 + "/" + process.pid + "-" + i, "x")`;
    const blow = async () => {
      const programs = [1, 2, 3].map(() => spawn(process.execPath, ["-e", storm, tree.root], { stdio: "inherit" }));
      await Promise.all(programs.map((program) => once(program, "exit")));
    };
    expect(await tree.missed(blow)).toEqual([]);
    await tree.quiet();
    expect(await tree.missed(() => appendFileSync(at("f7", "after"), "x"))).toEqual([]);
  });

  it.skipIf(!isRoot)("takes what a mount hides or shows for changed (skipped: only root can mount)", async () => {
    const { tree, at } = await seeded();
    mkdirSync(at("mnt", "hidden"), { recursive: true });
    await tree.quiet();
    const missedWhileMounting = await tree.missed(() => {
      execFileSync("mount", ["-t", "tmpfs", "none", at("mnt")]);
      mkdirSync(at("mnt", "on-it"));
      writeFileSync(at("mnt", "on-it", "file"), "x");
    });
    try {
      expect(missedWhileMounting).toEqual([]);
      expect(await tree.missed(() => appendFileSync(at("mnt", "on-it", "file"), "y"))).toEqual([]);
      await tree.quiet();
      expect(await tree.missed(() => appendFileSync(at("mnt", "on-it", "file"), "z"))).toEqual([]);
      expect(tree.told()).toEqual([{ path: at("mnt", "on-it"), scope: "entries" }]);
    } finally {
      spawnSync("umount", ["-l", at("mnt")]);
    }
    expect(await tree.missed(() => writeFileSync(at("mnt", "hidden", "file"), "x"))).toEqual([]);
    await tree.quiet();
    expect(await tree.missed(() => writeFileSync(at("mnt", "hidden", "file"), "y"))).toEqual([]);
  });

  it("covers every folder that any sequence of changes leaves different", { timeout: 170_000 }, async () => {
    const { tree, at } = await start();
    const name = fc.constantFrom("a", "b", "c", "d e", "é");
    const path = fc.array(name, { minLength: 1, maxLength: 4 });
    const change = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant("write" as const), path }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant("folder" as const), path }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant("move" as const), path, to: path }) },
      fc.record({ kind: fc.constant("remove" as const), path }),
      fc.record({ kind: fc.constant("mode" as const), path, mode: fc.constantFrom(0o700, 0o755, 0o600, 0o644) }),
      fc.record({ kind: fc.constant("times" as const), path, at: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ kind: fc.constant("link" as const), path }),
      fc.record({ kind: fc.constant("settle" as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(change, { maxLength: 12 }), { maxLength: 8 }), async (rounds) => {
        for (const changes of rounds) {
          expect(await tree.missed(() => doAll(changes, at, tree)), JSON.stringify(changes)).toEqual([]);
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});

type Change = {
  readonly kind: string;
  readonly path?: string[];
  readonly to?: string[];
  readonly mode?: number;
  readonly at?: number;
};

async function doAll(changes: readonly Change[], at: (...names: string[]) => string, tree: WatchedTree): Promise<void> {
  for (const change of changes) {
    try {
      if (change.kind === "settle") await tree.service.settle();
      else doOne(change, at(...(change.path ?? [])), at);
    } catch {
      // What is not possible with the tree as it is does not happen.
    }
  }
}

function doOne(
  { kind, to = [], mode = 0, at: time = 0 }: Change,
  path: string,
  at: (...names: string[]) => string,
): void {
  if (kind === "write") appendFileSync(path, "x");
  else if (kind === "folder") mkdirSync(path, { recursive: true });
  else if (kind === "move") renameSync(path, at(...to));
  else if (kind === "remove") rmSync(path, { recursive: true });
  else if (kind === "mode") chmodSync(path, mode);
  else if (kind === "times") utimesSync(path, time, time);
  // A link never leads out of the tree: what is done through it would be done to the machine that runs the test.
  else symlinkSync(".", path);
}

function root(tree: WatchedTree): string {
  return tree.root;
}

describe("by the number of folders", () => {
  it("is chokidar for few, and the lean watcher once there are more, with nothing missed in between", async () => {
    const top = tempFolder();
    for (let folder = 0; folder < 50; folder++) mkdirSync(join(top, `f${folder}`));
    const tree = await WatchedTree.start(top, { prefer: "chosen" });
    trees.push(tree);
    await tree.until(({ by }) => by === "chokidar");
    const grow = () => {
      for (let folder = 0; folder < 6_000; folder++) mkdirSync(join(top, `f${folder % 50}`, `g${folder}`));
    };
    expect(await tree.missed(grow)).toEqual([]);
    await tree.until(({ by, roots }) => by === "lean" && roots[0]?.folders === 6_051);
    await tree.quiet();
    expect(await tree.missed(() => writeFileSync(join(top, "f7", "g57", "file"), ""))).toEqual([]);
    expect(tree.told()).toEqual([{ path: join(top, "f7", "g57"), scope: "entries" }]);
    rmdirSync(join(top, "f7", "g107"));
  });
});
