import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { fold } from "./fold.ts";
import {
  contentOf,
  histories,
  type MadeFolder,
  type MadeSnapshot,
  newIndex,
  sightingsOf,
  TARGET,
  takeInAll,
  treeOf,
} from "./histories.fixture.ts";
import type { NameIndex } from "./name-index.ts";

const RUNS = { numRuns: 30 };

const all = (index: NameIndex, text: string) => index.find({ text, offset: 0, limit: 1000 }).found;

/** What the index says of every path, and of none that is not there. */
function expectAgrees(index: NameIndex, list: readonly MadeSnapshot[]): void {
  const paths = sightingsOf(list);
  const found = all(index, "*");
  expect(found.map(({ path }) => path).toSorted()).toEqual([...paths.keys()].toSorted());
  for (const hit of found) {
    const { seen } = paths.get(hit.path) ?? { seen: [] };
    const newest = seen[0]?.snapshot;
    expect(hit).toMatchObject({ snapshotId: newest?.id, snapshotAt: newest?.time, series: newest?.series });
    expect(hit.versions).toBe(new Set(seen.map(({ entry }) => contentOf(entry))).size);
    const { series, time } = newest ?? { series: "", time: 0 };
    expect(hit.isGone).toBe(list.some((each) => each.series === series && each.time > time));
    expect(
      index.versions(TARGET, hit.path).map(({ snapshots, type }) => [type, snapshots.map(({ id }) => id)]),
    ).toEqual(
      foldedBy(seen.map(({ entry, snapshot }) => ({ key: contentOf(entry), type: entry.type, id: snapshot.id }))),
    );
  }
}

function foldedBy(seen: readonly { key: string; type: number; id: string }[]) {
  const versions: { key: string; type: number; ids: string[] }[] = [];
  for (const { key, type, id } of seen) {
    const last = versions.at(-1);
    if (last?.key === key) last.ids.push(id);
    else versions.push({ key, type, ids: [id] });
  }
  return versions.map(({ type, ids }) => [type, ids]);
}

it("says of every path what a walk of all snapshots says, in whatever order they come", async () => {
  const property = fc.asyncProperty(histories, fc.nat(7), async (list, cut) => {
    const index = newIndex();
    // In two goes: what comes later may be older.
    await takeInAll(index, list.slice(0, cut));
    await takeInAll(index, list);
    expectAgrees(index, list);
    index.close();
  });
  await fc.assert(property, RUNS);
});

it("is right after a kill at any moment, also when what was being taken in is forgotten", async () => {
  const property = fc.asyncProperty(histories, fc.nat(12), fc.nat(127), async (list, reads, kept) => {
    const file = join(tempFolder(), "search.sqlite");
    const first = newIndex(file);
    await takeInAll(first, list, reads).catch((error: Error) => expect(error.message).toBe("killed"));
    first.close();
    const index = newIndex(file);
    const left = list.filter((_, at) => ((kept >> at) & 1) === 0);
    await takeInAll(index, left);
    expectAgrees(index, left);
    index.close();
  });
  await fc.assert(property, RUNS);
});

it("forgets with snapshots what only they had, and counts what is left", async () => {
  const property = fc.asyncProperty(histories, fc.nat(127), async (list, kept) => {
    const index = newIndex();
    await takeInAll(index, list);
    const left = list.filter((_, at) => ((kept >> at) & 1) === 0);
    await takeInAll(index, left);
    expectAgrees(index, left);
    while (!(await index.sweep(0.1))) expectAgrees(index, left);
    expectAgrees(index, left);
    // What the newest state of a line still has of forgotten snapshots stays, to be compared with what comes.
    if (left.length === 0) expect(index.totals()).toEqual({ snapshots: 0, paths: 0, spans: 0 });
    await takeInAll(index, list);
    expectAgrees(index, list);
    index.close();
  });
  await fc.assert(property, RUNS);
});

it("forgets targets that are no more", async () => {
  const index = newIndex();
  await takeInAll(index, [snapshot(1, { a: FILE })]);
  index.keepTargets([TARGET]);
  expect(all(index, "a")).toHaveLength(1);
  index.keepTargets(["other"]);
  expect(all(index, "a")).toEqual([]);
  expect(await index.sweep(1000)).toBe(true);
  expect(index.totals()).toEqual({ snapshots: 0, paths: 0, spans: 0 });
  index.close();
});

it("reads only folders that changed", async () => {
  const index = newIndex();
  const still = folder({ x: FILE, y: folder({ z: FILE }) });
  const before = snapshot(1, { still, moving: folder({ b: FILE }) });
  await takeInAll(index, [before]);
  const after = snapshot(2, { still, moving: folder({ b: { ...FILE, content: 2 } }) });
  await takeInAll(index, [before, after], 2);
  expect(index.versions(TARGET, "/moving/b").map(({ snapshots }) => snapshots.length)).toEqual([1, 1]);
  expect(index.versions(TARGET, "/still/y/z").map(({ snapshots }) => snapshots.length)).toEqual([2]);
  // Nothing at all, if nothing changed.
  await takeInAll(index, [before, after, { ...after, id: "f".repeat(64), time: 3 }], 0);
  expect(index.totals().snapshots).toBe(3);
  index.close();
});

it("goes on with a snapshot that was only rewritten, such as one with other tags", async () => {
  const index = newIndex();
  const first = snapshot(1, { a: FILE });
  await takeInAll(index, [first]);
  await takeInAll(index, [{ ...first, id: "e".repeat(64) }], 0);
  expect(all(index, "a")).toMatchObject([{ snapshotId: "e".repeat(64) }]);
  index.close();
});

it("orders whole names before starts before parts, what is there before what is gone, and newer before older", async () => {
  const index = newIndex();
  const other = { series: "plan:2" };
  await takeInAll(index, [
    snapshot(1, { "report old": FILE, "my report": FILE, deep: folder({ report: FILE }), "report.txt": FILE }),
    { ...snapshot(2, { elsewhere: folder({ "report.txt": FILE }) }), ...other },
    snapshot(3, { "my report": FILE, "report.txt": FILE, deep: folder({ Report: FILE }) }),
  ]);
  expect(all(index, "REPORT").map(({ path }) => path)).toEqual([
    ...["/deep/Report", "/deep/report"],
    ...["/report.txt", "/elsewhere/report.txt", "/report old"],
    "/my report",
  ]);
  index.close();
});

it.each([
  ["budget 2024", ["/docs/budget 2024.ods", "/2024/budget.ods"]],
  ["2024 BUDGET", ["/docs/budget 2024.ods", "/2024/budget.ods"]],
  ["ods docs", ["/docs/budget 2024.ods"]],
  ["docs", ["/docs"]],
  ["*.ODS", ["/2024/budget.ods", "/docs/budget 2024.ods"]],
  ["b*t.ods", ["/2024/budget.ods"]],
  ["2024/*", ["/2024/budget.ods"]],
  ["*/b?dget*", ["/2024/budget.ods", "/docs/budget 2024.ods"]],
  ["/docs/**", ["/docs/budget 2024.ods", "/docs/deep", "/docs/deep/Café.md"]],
  ["docs/**/*.md", ["/docs/deep/Café.md"]],
  ["/deep/*", []],
  ["docs/bud", ["/docs/budget 2024.ods"]],
  ["/docs/deep/", ["/docs/deep"]],
  ["ocs/deep", ["/docs/deep"]],
  ["cafe", ["/docs/deep/Café.md"]],
  ["CAFÉ", ["/docs/deep/Café.md"]],
  ["é", ["/2024/budget.ods", "/docs/deep", "/docs/budget 2024.ods", "/docs/deep/Café.md"]],
  ["写", ["/写真"]],
  ["%", []],
  ["_", []],
  ['"', []],
])("finds %s", async (text, paths) => {
  const index = newIndex();
  const deep = folder({ [bytes("Café.md")]: FILE });
  const docs = folder({ "budget 2024.ods": FILE, deep });
  await takeInAll(index, [snapshot(1, { docs, "2024": folder({ "budget.ods": FILE }), [bytes("写真")]: FILE })]);
  const found = all(index, text).map(({ path }) => path);
  expect(found.toSorted()).toEqual(paths.toSorted());
  if (paths.length === 2 && !text.includes("*")) expect(found).toEqual(paths);
  index.close();
});

it("finds by globs what a comparison of each path finds", async () => {
  const piece = fc.constantFrom("*", "?", "a", "b", "äb", ".pdf", "2", "docs", "**", "写");
  const globs = fc
    .array(fc.array(piece, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.map((part) => (part.includes("**") ? "**" : part.join(""))).join("/"))
    .filter((glob) => /[*?]/.test(glob));
  const property = fc.asyncProperty(histories, globs, fc.boolean(), async (list, glob, isRooted) => {
    const index = newIndex();
    await takeInAll(index, list);
    const asked = `${isRooted ? "/" : ""}${glob}`;
    const parts = fold(glob).split("/");
    const expected = [...sightingsOf(list)].filter(([, { folded }]) =>
      fitsGlob(folded.split("/").slice(1), parts, isRooted),
    );
    expect(
      all(index, asked)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(expected.map(([path]) => path).toSorted());
    index.close();
  });
  await fc.assert(property, RUNS);
});

it("finds by words what a look at each path finds, page by page in one order", async () => {
  const words = fc.array(fc.constantFrom("a", "ab", "abc", "BUDGET", "2024", "dOcs", "pdf", "été", "真.jpg"), {
    minLength: 1,
    maxLength: 3,
  });
  const property = fc.asyncProperty(histories, words, async (list, asked) => {
    const index = newIndex();
    await takeInAll(index, list);
    const wanted = asked.map(fold);
    const fits = (path: string): boolean => {
      const name = path.slice(path.lastIndexOf("/") + 1);
      return wanted.every((word) => path.includes(word)) && wanted.some((word) => name.includes(word));
    };
    const expected = [...sightingsOf(list)].filter(([, { folded }]) => fits(folded));
    const found = all(index, asked.join(" "));
    expect(found.map(({ path }) => path).toSorted()).toEqual(expected.map(([path]) => path).toSorted());
    const pages = [0, 2, 4].map((offset) => index.find({ text: asked.join(" "), offset, limit: 2 }));
    expect(pages.flatMap((page) => page.found)).toEqual(found.slice(0, 6));
    expect(pages.map(({ hasMore }) => hasMore)).toEqual([2, 4, 6].map((end) => found.length > end));
    index.close();
  });
  await fc.assert(property, RUNS);
});

it("is made again when its file is damaged, and by a wish", async () => {
  const file = join(tempFolder(), "search.sqlite");
  writeFileSync(file, Buffer.alloc(5000, "no database"));
  const index = newIndex(file);
  await takeInAll(index, [snapshot(1, { a: FILE })]);
  expect(all(index, "a")).toHaveLength(1);
  index.clear();
  expect(index.totals()).toEqual({ snapshots: 0, paths: 0, spans: 0 });
  expect(all(index, "a")).toEqual([]);
  index.close();
  expect(existsSync(file)).toBe(true);
});

const FILE = { type: 0, content: 1, modified: 0 } as const;

function folder(entries: MadeFolder["entries"]): MadeFolder {
  return { type: 1, entries };
}

function snapshot(time: number, entries: MadeFolder["entries"]): MadeSnapshot {
  const root = folder(entries);
  return { id: String(time).padStart(64, "0"), time, series: "plan:1", root, tree: treeOf(root) };
}

function bytes(text: string): string {
  return Buffer.from(text).toString("latin1");
}

/** Part by part, without any cleverness. */
function fitsGlob(path: readonly string[], parts: readonly string[], isRooted: boolean): boolean {
  if (!isRooted && path.length > 1 && fitsGlob(path.slice(1), parts, false)) return true;
  const [part, ...rest] = parts;
  if (part === undefined) return path.length === 0;
  if (part === "**" && rest.length === 0) return path.length > 0;
  if (part === "**") return path.some((_, at) => fitsGlob(path.slice(at), rest, true));
  const [name, ...below] = path;
  return name !== undefined && fitsName([...name], [...part]) && fitsGlob(below, rest, true);
}

function fitsName(name: readonly string[], part: readonly string[]): boolean {
  const [first, ...rest] = part;
  if (first === undefined) return name.length === 0;
  if (first === "*") return [...name, ""].some((_, at) => fitsName(name.slice(at), rest));
  return name.length > 0 && (first === "?" || first === name[0]) && fitsName(name.slice(1), rest);
}
