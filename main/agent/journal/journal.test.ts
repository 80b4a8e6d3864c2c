import { randomUUID } from "node:crypto";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type PathText, PlanId, SnapshotId, TargetId } from "../../../shared/model/index.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { fromPathText } from "../../engine/index.ts";
import { type Catalog, openCatalog } from "../catalog/index.ts";
import { isWithin } from "./folders.ts";
import { Journal, type JournalQuery, type JournalRebase, type Mark } from "./journal.ts";

const planId = (): PlanId => PlanId.parse(randomUUID());
const targetId = (): TargetId => TargetId.parse(randomUUID());
const [plan, target] = [planId(), targetId()];
const FIRST = SnapshotId.parse("1".repeat(64));
const SECOND = SnapshotId.parse("2".repeat(64));

let catalog: Catalog;
let file: string;
let journal: Journal;
beforeEach(() => {
  file = join(tempFolder(), "catalog.sqlite");
  ({ catalog } = openCatalog({ file, now: () => 0 }));
  journal = new Journal({ store: catalog.journal });
});
afterEach(() => catalog.close());

const query = (changes: Partial<JournalQuery> = {}): JournalQuery => ({
  ...{ planId: plan, targetId: target, snapshotId: FIRST, fingerprint: "f", folders: ["/home/ada"] },
  ...changes,
});
const rebase = (changes: Partial<JournalRebase> = {}): void =>
  journal.rebase({
    ...{ planId: plan, targetId: target, kind: "newest", snapshotId: FIRST, fingerprint: "f" },
    ...{ position: journal.position(), again: [] },
    ...changes,
  });
const entries = (...paths: PathText[]): Mark[] => paths.map((path) => ({ path, scope: "entries" }));
const tree = (...paths: PathText[]): Mark[] => paths.map((path) => ({ path, scope: "tree" }));

it("knows nothing of a plan without a baseline", () => {
  journal.mark(entries("/home/ada"));
  expect(journal.since(query())).toBeUndefined();
  expect(journal.changedFolders(query())).toBeUndefined();
});

it("tells what changed after the position that a run began at, also what changed while it ran", () => {
  journal.mark(entries("/home/ada/before"));
  const position = journal.position();
  journal.mark(entries("/home/ada/while"));
  rebase({ position });
  journal.mark(entries("/home/ada/after"));
  expect(journal.since(query())).toEqual({
    folders: ["/home/ada/after", "/home/ada/while"],
    trees: [],
  });
});

it.each([
  ["another snapshot", { snapshotId: SECOND }],
  ["other folders or another filter", { fingerprint: "g" }],
  ["another target", { targetId: targetId() }],
  ["another plan", { planId: planId() }],
])("does not know what changed since %s", (_what, changes) => {
  rebase();
  expect(journal.since(query())).toEqual({ folders: [], trees: [] });
  expect(journal.since(query(changes))).toBeUndefined();
});

it("counts from the newest and from the newest full snapshot", () => {
  rebase({ kind: "full" });
  journal.mark(entries("/home/ada/a"));
  rebase({ snapshotId: SECOND });
  journal.mark(entries("/home/ada/b"));
  expect(journal.since(query())?.folders).toEqual(["/home/ada/a", "/home/ada/b"]);
  expect(journal.since(query({ snapshotId: SECOND }))?.folders).toEqual(["/home/ada/b"]);
  rebase({ kind: "full", snapshotId: SECOND });
  expect(journal.since(query())).toBeUndefined();
});

it("tells only what lies in the plan's folders", () => {
  rebase();
  journal.mark([...entries("/home/ada", "/home/ada/x", "/home/adam", "/home/ad", "/home/ada.old/y", "/home/ada0")]);
  journal.mark(tree("/home/eve", "/home/adam/z"));
  expect(journal.since(query())).toEqual({ folders: ["/home/ada", "/home/ada/x"], trees: [] });
});

it("takes a tree above a plan's folder for that folder, and not changed entries above", () => {
  rebase();
  journal.mark(entries("/home", "/"));
  expect(journal.since(query())).toEqual({ folders: [], trees: [] });
  journal.mark(tree("/"));
  expect(journal.since(query())).toEqual({ folders: [], trees: ["/home/ada"] });
});

it("knows all of a plan that saves the whole disk", () => {
  rebase();
  journal.mark([...entries("/", "/a/b"), ...tree("/c")]);
  expect(journal.since(query({ folders: ["/"] }))).toEqual({ folders: ["/", "/a/b"], trees: ["/c"] });
});

it("leaves out what a tree covers", () => {
  rebase();
  journal.mark([...tree("/home/ada/t", "/home/ada/t/u/v"), ...entries("/home/ada/t", "/home/ada/t/w", "/home/ada/tw")]);
  expect(journal.since(query())).toEqual({ folders: ["/home/ada/tw"], trees: ["/home/ada/t"] });
});

it("counts folders with problems as changed after the run that met them", () => {
  const position = journal.position();
  rebase({ position, again: ["/home/ada/locked"] });
  expect(journal.since(query())).toEqual({ folders: ["/home/ada/locked"], trees: [] });
});

it("takes what nobody watches for unknown at any time", () => {
  const blind: PathText[] = [];
  journal = new Journal({ store: catalog.journal, blind: () => blind });
  rebase();
  const both = query({ folders: ["/home/ada", "/srv/data"] });
  blind.push("/home/ada/net", "/srv", "/elsewhere");
  journal.mark(entries("/home/ada/net/x"));
  expect(journal.since(both)).toEqual({
    folders: [],
    trees: ["/home/ada/net", "/srv/data"],
  });
});

it("brings back names that are no text", () => {
  rebase();
  const path = "/home/ada/\udcff\udcc3é😀";
  journal.mark(entries(path));
  expect(journal.since(query())?.folders).toEqual([path]);
});

it("forgets what every baseline has passed, and nothing that one has not", () => {
  const other = targetId();
  rebase();
  rebase({ targetId: other });
  journal.mark(entries("/home/ada/a"));
  rebase();
  expect(catalog.journal.all()).toHaveLength(1);
  expect(journal.since(query({ targetId: other }))?.folders).toEqual(["/home/ada/a"]);
  rebase({ targetId: other });
  expect(catalog.journal.all()).toHaveLength(0);
  journal.mark(entries("/home/ada/b"));
  catalog.journal.forgetPlan(plan);
  journal.trim();
  expect(catalog.journal.all()).toHaveLength(0);
  expect(journal.since(query())).toBeUndefined();
});

it("is no longer held up by a target that is gone", () => {
  const other = targetId();
  rebase();
  rebase({ targetId: other });
  journal.mark(entries("/home/ada/a"));
  rebase();
  catalog.journal.forgetTarget(other);
  journal.trim();
  expect(catalog.journal.all()).toHaveLength(0);
  expect(journal.since(query({ targetId: other }))).toBeUndefined();
});

it("goes on counting where it was when the catalog is opened again, also when no row is left", () => {
  journal.mark(entries("/home/ada/a"));
  rebase();
  const position = journal.position();
  catalog.close();
  ({ catalog } = openCatalog({ file, now: () => 0 }));
  journal = new Journal({ store: catalog.journal });
  expect(journal.position()).toBe(position);
  expect(journal.since(query())).toEqual({ folders: [], trees: [] });
  journal.mark(entries("/home/ada/b"));
  expect(journal.since(query())?.folders).toEqual(["/home/ada/b"]);
});

it("does not trust a baseline from after its own last change", () => {
  rebase({ position: 7 });
  expect(journal.since(query())).toBeUndefined();
});

it("tells how many folders changed, unless only a walk can tell", () => {
  rebase();
  expect(journal.changedFolders(query())).toBe(0);
  journal.mark([...entries("/home/ada/a", "/home/ada/b"), ...tree("/home/ada/moved-in")]);
  expect(journal.changedFolders(query())).toBe(3);
  journal.distrust(["/home/ada"]);
  expect(journal.changedFolders(query())).toBeUndefined();
});

const part = fc.constantFrom("a", "b", "a b", "a0", "é", "\udcff");
const path = fc.array(part, { maxLength: 4 }).map((parts) => `/${parts.join("/")}`);
const marks = fc.array(fc.record({ path, scope: fc.constantFrom("entries" as const, "tree" as const) }), {
  maxLength: 30,
});

it("covers every mark in a plan's folders, and tells nothing twice", () => {
  fc.assert(
    fc.property(marks, fc.array(path, { minLength: 1, maxLength: 3 }), (told, folders) => {
      rebase();
      journal.mark(told);
      const found = journal.since(query({ folders })) ?? { folders: [], trees: [] };
      const within = (one: PathText, other: PathText) => isWithin(fromPathText(one), fromPathText(other));
      for (const mark of told) {
        const ours = folders.filter((folder) => within(mark.path, folder));
        if (ours.length === 0) continue;
        const isCovered = found.trees.some((each) => within(mark.path, each));
        expect(isCovered || (mark.scope === "entries" && found.folders.includes(mark.path))).toBe(true);
      }
      for (const [index, each] of found.trees.entries()) {
        const others = [...found.folders, ...found.trees.toSpliced(index, 1)];
        expect(others.filter((other) => within(other, each))).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});

it("stays of a bounded size by taking whole trees for changed, and loses no change", () => {
  rebase();
  for (let batch = 0; batch < 21; batch++) {
    journal.mark(entries(...Array.from({ length: 5_000 }, (_, each) => `/home/ada/${batch}/${each % 50}/${each}`)));
  }
  expect(catalog.journal.all().length).toBeLessThanOrEqual(50_000);
  const { trees = [] } = journal.since(query()) ?? {};
  expect(trees).toContain("/home/ada/0/7");
  expect(trees).toContain("/home/ada/20/49");
});
