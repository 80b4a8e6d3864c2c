import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jsonStringOfBytes } from "../../main/engine/format/index.ts";
import {
  type CatSubject,
  cat,
  createRepository,
  type DiffItem,
  diff,
  dump,
  type FindQuery,
  find,
  fromText,
  list,
  longLine,
  matchJson,
  nodeLine,
  type OpenRepository,
  openRepository,
  STATS_MODES,
  stats,
  statsLine,
  toText,
} from "../../main/engine/index.ts";
import { addKey } from "../../main/engine/repository/index.ts";
import { changeOddTree, makeSmallOddTree } from "../support/odd-tree.ts";
import { describeWithEachRestic, restic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";

const FIXTURE_PASSWORD = "fixture-password";
const PASSWORD = "reading";
/** A password that is opened at once: restic is started some hundred times. */
const CHEAP = { N: 1024, r: 8, p: 1 };
const noLock = true;

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** For objects that come in no certain order, nor their fields. */
function sorted(values: readonly object[]): string[] {
  const text = (value: object) => JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return values.map(text).sort();
}

/** Everything a restore can bring back of each entry, the first line for the folder itself. */
function metadata(folder: string): string[] {
  const format = "%P|%y|%m|%U:%G|%T@|%l|%n|%s\\0";
  const found = execFileSync("find", [folder, "-printf", format], { encoding: "latin1" });
  // The size and link count of a folder are the file system's own affair.
  return found
    .split("\0")
    .map((line) => (line.includes("|d|") ? line.replace(/\|\d+\|\d+$/, "") : line))
    .sort();
}

function statisticsOf(items: readonly DiffItem[]): object {
  const last = items.at(-1);
  if (last?.type !== "statistics") throw new Error("a comparison ends with its statistics");
  const { changedFiles, added, removed } = last.statistics;
  const snake = (counts: object) =>
    Object.fromEntries(Object.entries(counts).map(([key, value]) => [key.replace("Blobs", "_blobs"), value]));
  return { changed_files: changedFiles, added: snake(added), removed: snake(removed) };
}

describeWithEachRestic("reading what restic wrote", (program) => {
  describe.each(["odd", 1, 2] as const)("repository %s", (which) => {
    const base = tempFolder();
    const repo = join(base, "repo");
    const source = join(base, "source");
    const isOld = program.name.includes(" 0.14");
    let open: OpenRepository;
    let snapshots: string[];
    let keyHint: string | undefined;

    async function run(...args: string[]) {
      // Taking a lock costs restic a fifth of a second.
      const flags = args[0] === "backup" ? [] : ["--no-lock"];
      const result = await restic(program.path, repo, PASSWORD, [...flags, ...args], {
        cwd: base,
        env: { RESTIC_KEY_HINT: keyHint },
      });
      return { ...result, lines: result.stdout.split("\n").filter(Boolean) };
    }

    async function makeRepository(): Promise<void> {
      if (which === "odd") {
        open = await createRepository(repo, { password: PASSWORD, scrypt: CHEAP, threads: 1 });
        makeSmallOddTree(source);
        await run("backup", "source", "--host", "a", "--tag", "x,y");
        changeOddTree(source);
        await run("backup", "source", "--host", "b");
        return;
      }
      const fixture = fileURLToPath(new URL(`../fixtures/restic-repo-v${which}/repo`, import.meta.url));
      cpSync(fixture, repo, { recursive: true });
      open = await openRepository(repo, { password: FIXTURE_PASSWORD, threads: 1 });
      const { storage, key } = open.repository;
      keyHint = await addKey(storage, key, PASSWORD, { scrypt: CHEAP });
    }

    beforeAll(async () => {
      await makeRepository();
      const listed: readonly { readonly id: string }[] = JSON.parse((await run("snapshots", "--json")).stdout);
      snapshots = listed.map(({ id }) => id);
    });
    afterAll(() => open.close());

    it("lists what restic lists", async () => {
      for (const snapshot of snapshots) {
        const items = await collect(list(open, { noLock, snapshot }));
        const lines = items.flatMap((item) => (item.type === "node" ? [nodeLine(item.path, item.node)] : []));
        const expected = (await run("ls", "--json", snapshot)).lines.slice(1);
        // What newer versions added to each line.
        const comparable = lines.map((line) => line.replace(/(,"inode":\d+)?,"message_type":"node"/, ""));
        expect(expected.length).toBeGreaterThan(10);
        expect(isOld ? comparable : lines).toEqual(expected);
      }
    });

    it("lists the long form with the bytes of every name", async () => {
      for (const snapshot of snapshots) {
        const items = await collect(list(open, { noLock, snapshot }));
        const ours = items.map((item) => (item.type === "node" ? `${longLine(item.path, item.node)}\n` : "")).join("");
        const theirs = (await run("ls", "--long", snapshot)).bytes.toString("latin1");
        expect(ours).toBe(theirs.slice(theirs.indexOf("\n") + 1));
      }
    });

    it("lists the same parts of a snapshot", async () => {
      const [snapshot = ""] = snapshots;
      const all = (await run("ls", snapshot)).lines
        .slice(1)
        .filter((path) => /^\/[\w/.-]*$/.test(path))
        .slice(0, 12);
      for (const recursive of [false, true]) {
        for (const folder of ["/", ...all, "/nothing/there"]) {
          const flags = recursive ? ["--recursive"] : [];
          const theirs = (await run("ls", ...flags, snapshot, folder)).lines.slice(1);
          const items = await collect(list(open, { noLock, snapshot, folders: [fromText(folder)], recursive }));
          const ours = items.flatMap((item) => (item.type === "node" ? toText(item.path).split("\n") : []));
          expect(ours.filter(Boolean)).toEqual(theirs);
        }
      }
    });

    it("holds a shared lock while it is read, and not after its reader left", async () => {
      const locks = () => (existsSync(join(repo, "locks")) ? readdirSync(join(repo, "locks")) : []);
      for await (const item of list(open, { snapshot: snapshots[0] ?? "" })) {
        expect(item.type).toBe("snapshot");
        expect(locks()).toHaveLength(1);
        break;
      }
      expect(locks()).toEqual([]);
    });

    it("counts what restic counts, in each mode", async () => {
      for (const mode of STATS_MODES) {
        // Which path a content is counted under depends on which snapshot comes first.
        const all = mode === "blobs-per-file" ? snapshots : [];
        for (const chosen of [all, ...snapshots.map((id) => [id])]) {
          const ours = JSON.parse(statsLine(await stats(open, { noLock, mode, snapshots: chosen }).result));
          const theirs = JSON.parse((await run("stats", "--json", "--mode", mode, ...chosen)).stdout);
          if (isOld) expect({ total_file_count: 0, ...ours }).toMatchObject(theirs);
          else expect(ours).toEqual(theirs);
        }
      }
    });

    it("compares snapshots as restic does", async () => {
      const pairs = snapshots.flatMap((before) => snapshots.map((after) => [before, after] as const));
      for (const [before, after] of pairs) {
        for (const flags of [[], ["--metadata"]]) {
          const theirs = (await run("diff", "--json", ...flags, before, after)).lines.map((line) => JSON.parse(line));
          const items = await collect(diff(open, { noLock, before, after, metadata: flags.length > 0 }));
          const changes = items.flatMap((item) =>
            item.type === "change" ? [{ path: toText(item.path), modifier: item.modifier }] : [],
          );
          const expected = theirs.slice(0, -1).map(({ path, modifier }) => ({ path, modifier }));
          expect(changes).toEqual(expected);
          expect(theirs.at(-1)).toMatchObject(statisticsOf(items));
        }
      }
    });

    it.each([
      ["*.txt"],
      ["hello.txt", "*.md"],
      ["docs"],
      ["*/hello.txt"],
      ["/*"],
      ["/*/docs/*.t?t"],
      ["/source/**/[a-h]*"],
      ["docs/**"],
      ["nothing-has-this-name"],
      ["*"],
    ])("finds entries by %j as restic does", async (...patterns) => {
      for (const ignoreCase of [false, true]) {
        const flags = ignoreCase ? ["--ignore-case"] : [];
        const groups: readonly { readonly snapshot: string; readonly matches: readonly object[] }[] = JSON.parse(
          (await run("find", "--json", ...flags, ...patterns)).stdout,
        );
        const theirs = groups.flatMap(({ snapshot, matches }) => matches.map((match) => ({ snapshot, ...match })));
        const items = await collect(find(open, { noLock, query: { by: "name", patterns, ignoreCase } }));
        const ours = items.flatMap((item) => {
          if (item.type !== "entry") return [];
          const { inode, ...match } = JSON.parse(matchJson(item.path, item.node));
          return [{ snapshot: item.snapshot.id, ...match, ...(isOld || inode === undefined ? {} : { inode }) }];
        });
        expect(sorted(ours)).toEqual(sorted(theirs));
      }
    });

    it("finds the uses of blobs, trees and packs as restic does", async () => {
      const packs = readdirSync(join(repo, "data"), { recursive: true, encoding: "utf8" });
      const pack = packs.map((path) => path.slice(path.lastIndexOf("/") + 1)).filter((name) => name.length === 64);
      const node = JSON.parse((await run("cat", "snapshot", snapshots[0] ?? "")).stdout);
      const inTree = JSON.parse((await run("cat", "blob", node.tree)).stdout);
      const queries: Exclude<FindQuery, { by: "name" }>[] = [
        ...pack.map((id) => ({ by: "pack" as const, ids: [id.slice(0, 8)] })),
        { by: "tree", ids: [inTree.nodes[0].subtree, inTree.nodes[0].subtree.slice(0, 8)] },
      ];
      for (const query of queries) {
        const theirs = JSON.parse((await run("find", "--json", `--${query.by}`, ...query.ids)).stdout);
        const ours = (await collect(find(open, { noLock, query }))).flatMap((item) => {
          // Older versions do not look at the topmost tree of a snapshot, nor for the trees of a pack.
          if (item.type !== "object") return [];
          if (isOld && item.object === "tree" && (item.path === "/" || query.by === "pack")) return [];
          const { object: object_type, id, parentTree, snapshot } = item;
          const parent = parentTree === undefined ? {} : { parent_tree: parentTree };
          // As restic shows a name that is not UTF-8.
          const path = JSON.parse(jsonStringOfBytes(item.path));
          return [{ object_type, id, path, ...parent, snapshot: snapshot.id, time: snapshot.time }];
        });
        expect(new Set(sorted(ours))).toEqual(new Set(sorted(theirs)));
      }
    });

    it("dumps the bytes of every file", async () => {
      const files = new Map<string, string>();
      for (const snapshot of snapshots) {
        for (const item of await collect(list(open, { noLock, snapshot }))) {
          if (item.type !== "node" || item.node.type !== "file") continue;
          // Only a name that is a text can be given to restic.
          const typed = toText(item.path);
          if (fromText(typed) === item.path) files.set(typed, snapshot);
        }
      }
      for (const [path, snapshot] of files) {
        const ours = Buffer.concat(await collect(dump(open, { noLock, snapshot, path: fromText(path) })));
        expect(ours.equals((await run("dump", snapshot, path)).bytes), path).toBe(true);
      }
    });

    it("dumps a folder as an archive with the entries of restic's", async () => {
      const names = (archive: Buffer) =>
        execFileSync("tar", ["-t", "--quoting-style=escape"], { input: archive, encoding: "utf8" }).split("\n");
      for (const snapshot of snapshots) {
        const ours = Buffer.concat(await collect(dump(open, { noLock, snapshot, path: fromText("/") })));
        const theirs = (await run("dump", snapshot, "/")).bytes;
        // restic leaves out what is no file, folder or link when the whole snapshot is dumped.
        const items = await collect(list(open, { noLock, snapshot }));
        const special = items.filter((item) => item.type === "node" && !/^(file|dir|symlink)$/.test(item.node.type));
        expect(names(ours).length - special.length).toBe(names(theirs).length);
        expect(names(ours)).toEqual(expect.arrayContaining(names(theirs)));
      }
    });

    it("shows the objects of the repository as restic does", async () => {
      const idsIn = (folder: string) =>
        readdirSync(join(repo, folder), { recursive: true, encoding: "utf8" }).flatMap((path) => {
          const name = path.slice(path.lastIndexOf("/") + 1);
          return name.length === 64 ? [name] : [];
        });
      const tree = JSON.parse((await run("cat", "snapshot", snapshots[0] ?? "")).stdout).tree;
      const subjects: CatSubject[] = [
        { kind: "config" },
        // Older versions show a part of the key with the bits cleared that are not used.
        ...(isOld && which === "odd" ? [] : [{ kind: "masterkey" as const }]),
        ...idsIn("keys").map((id) => ({ kind: "key" as const, id })),
        ...idsIn("index").map((id) => ({ kind: "index" as const, id })),
        ...idsIn("snapshots").map((id) => ({ kind: "snapshot" as const, id })),
        ...idsIn("data").map((id) => ({ kind: "pack" as const, id })),
        { kind: "blob", id: tree },
        ...(isOld ? [] : [{ kind: "tree" as const, snapshot: snapshots[0] ?? "" }]),
      ];
      for (const subject of subjects) {
        const { bytes, problem } = await cat(open, { noLock, subject });
        const argument = "id" in subject ? [subject.id] : "snapshot" in subject ? [subject.snapshot] : [];
        const theirs = (await run("cat", subject.kind, ...argument)).bytes;
        // Older versions print one line end more after an index.
        const expected = isOld && subject.kind === "index" ? theirs.subarray(0, -1) : theirs;
        expect(Buffer.from(bytes).equals(expected), JSON.stringify(subject)).toBe(true);
        expect(problem).toBeUndefined();
      }
    });

    // Only of this one is the source still there.
    if (which === "odd") {
      it("dumps archives from which everything comes back", async () => {
        const unpacked = join(base, "unpacked");
        mkdirSync(unpacked);
        const [, snapshot = ""] = snapshots;
        const archive = Buffer.concat(await collect(dump(open, { noLock, snapshot, path: fromText("/") })));
        execFileSync("tar", ["-xp", "--xattrs", "-C", unpacked], { input: archive });
        expect(metadata(join(unpacked, "source"))).toEqual(metadata(source));
        execFileSync("diff", ["-r", "--exclude=fifo", join(unpacked, "source"), source]);
      });
    }
  });
});
