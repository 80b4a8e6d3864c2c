import fc from "fast-check";
import { expect, it } from "vitest";
import type { Run, RunProblem } from "../../../shared/model/index.ts";
import { MOMENT, madeRun, madeSnapshot, planId, runId, targetId, tempCatalog } from "./catalog.fixture.ts";
import { openCatalog } from "./catalog.ts";
import { Database } from "./database.ts";

const ids = (runs: readonly Run[]) => runs.map(({ id }) => id);

it("gives a run back as it was saved, also after it was opened anew", () => {
  const { catalog, file } = tempCatalog();
  const run = madeRun({ planId: planId(), targetId: targetId(), destination: "/a", error: refusal() });
  catalog.runs.save(run);
  expect(catalog.runs.get(run.id)).toEqual(run);
  catalog.close();
  const again = openCatalog({ file, now: () => MOMENT });
  expect(again.loss).toBeUndefined();
  expect(again.catalog.isNew).toBe(false);
  expect(again.catalog.runs.get(run.id)).toEqual(run);
  again.catalog.close();
});

it("reads a restore that was saved before replaced files were counted", () => {
  const { catalog } = tempCatalog();
  const figures = { kind: "restore", seconds: 1, files: 2, bytes: 3, folders: 0, unchanged: 1, skipped: 0 } as const;
  const run = madeRun({ kind: "restore" });
  // As an earlier version wrote it.
  catalog.runs.save({ ...run, figures } as unknown as Run);
  expect(catalog.runs.get(run.id)?.figures).toEqual({ ...figures, replaced: 0, keptBoth: 0 });
  catalog.close();
});

it("keeps names that are not UTF-8", () => {
  const { catalog } = tempCatalog();
  const name = fc.array(fc.integer({ min: 0x20, max: 0xffff }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(name, (units) => {
      const path = String.fromCharCode(...units);
      const run = madeRun({ destination: path });
      catalog.runs.save(run);
      catalog.runs.addProblems(run.id, [{ cause: "not-allowed", path, message: path }]);
      expect(catalog.runs.get(run.id)?.destination).toBe(path);
      expect(catalog.runs.problems(run.id, { offset: 0, limit: 1 }).problems[0]?.path).toBe(path);
    }),
  );
  const lone = madeRun({ destination: "/a/\udcff\udc80" });
  catalog.runs.save(lone);
  expect(catalog.runs.get(lone.id)).toEqual(lone);
  catalog.close();
});

it("keeps the problems and notes of a run that is saved again", () => {
  const { catalog } = tempCatalog();
  const run = madeRun({ state: "running" });
  catalog.runs.save(run);
  catalog.runs.addProblems(run.id, [{ cause: "vanished", message: "gone" }]);
  catalog.runs.addNote(run.id, { at: MOMENT, level: "info", text: "began" });
  catalog.runs.save({ ...run, state: "ended", outcome: "completed" });
  expect(catalog.runs.problems(run.id, { offset: 0, limit: 10 }).problems).toHaveLength(1);
  expect(catalog.runs.notes(run.id)).toEqual([{ at: MOMENT, level: "info", text: "began" }]);
  catalog.close();
});

it("lists runs that are not over before all others, each the newest first", () => {
  const { catalog } = tempCatalog();
  const old = madeRun({ state: "running", queuedAt: 10 });
  const [first, second, third] = [20, 30, 40].map((queuedAt) => madeRun({ queuedAt }));
  const queued = madeRun({ state: "queued", queuedAt: 15 });
  for (const run of [third, old, first, queued, second]) if (run) catalog.runs.save(run);
  const page = catalog.runs.list({ limit: 3 });
  expect(ids(page)).toEqual([queued.id, old.id, third?.id]);
  expect(ids(catalog.runs.list({ limit: 3, before: 40 }))).toEqual([second?.id, first?.id]);
  expect(ids(catalog.runs.unended())).toEqual([old.id, queued.id]);
  catalog.close();
});

it("lists exactly the runs that are asked for", () => {
  const { catalog } = tempCatalog();
  const plans = [planId(), planId()];
  const targets = [targetId(), targetId()];
  const kinds = ["backup", "restore", "check"] as const;
  const all = Array.from({ length: 60 }, (_, index) => {
    const [plan, target] = [plans[index % 2], targets[Math.floor(index / 2) % 2]];
    return madeRun({ kind: kinds[index % 3] ?? "check", planId: plan, targetId: target, queuedAt: index });
  });
  for (const run of all) catalog.runs.save(run);
  const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
  const query = fc.record({
    planId: maybe(plans),
    targetId: maybe(targets),
    kind: maybe(kinds),
    before: fc.option(fc.nat(70), { nil: undefined }),
    limit: fc.integer({ min: 1, max: 80 }),
  });
  fc.assert(
    fc.property(query, (wanted) => {
      const expected = all
        .filter((run) => wanted.planId === undefined || run.planId === wanted.planId)
        .filter((run) => wanted.targetId === undefined || run.targetId === wanted.targetId)
        .filter((run) => wanted.kind === undefined || run.kind === wanted.kind)
        .filter((run) => wanted.before === undefined || run.queuedAt < wanted.before);
      expect(ids(catalog.runs.list(wanted))).toEqual(ids(expected.reverse()).slice(0, wanted.limit));
    }),
  );
  catalog.close();
});

it("knows the newest backup of a plan on a target that is over", () => {
  const { catalog } = tempCatalog();
  const [plan, target] = [planId(), targetId()];
  const both = { planId: plan, targetId: target };
  const newest = madeRun({ ...both, queuedAt: 20, outcome: "failed" });
  const others = [
    madeRun({ ...both, queuedAt: 10 }),
    madeRun({ ...both, queuedAt: 30, state: "running" }),
    madeRun({ ...both, queuedAt: 40, kind: "check" }),
    madeRun({ planId: plan, targetId: targetId(), queuedAt: 50 }),
    madeRun({ planId: planId(), targetId: target, queuedAt: 60 }),
  ];
  for (const run of [newest, ...others]) catalog.runs.save(run);
  expect(catalog.runs.newestEnded(plan, target)?.id).toBe(newest.id);
  expect(catalog.runs.newestEnded(planId(), target)).toBeUndefined();
  catalog.close();
});

it("keeps the first ten thousand problems of a run and counts all", () => {
  const { catalog } = tempCatalog();
  const [run, other] = [madeRun(), madeRun()];
  const made = (count: number, cause: string): RunProblem[] =>
    Array.from({ length: count }, (_, index) => ({ cause, path: `/${cause}/${index}`, message: "no" }));
  for (const each of [run, other]) catalog.runs.save(each);
  catalog.runs.addProblems(run.id, made(6_000, "vanished"));
  catalog.runs.addProblems(run.id, made(5_000, "not-allowed"));
  catalog.runs.addProblems(run.id, made(2_000, "not-allowed"));
  catalog.runs.addProblems(other.id, made(1, "damaged"));
  const page = catalog.runs.problems(run.id, { cause: "not-allowed", offset: 3_990, limit: 100 });
  expect(page.causes).toEqual([
    { cause: "not-allowed", count: 7_000 },
    { cause: "vanished", count: 6_000 },
  ]);
  expect(page.problems.map(({ path }) => path)).toEqual(
    Array.from({ length: 10 }, (_, i) => `/not-allowed/${3_990 + i}`),
  );
  expect(catalog.runs.problems(run.id, { offset: 9_999, limit: 100 }).problems).toHaveLength(1);
  expect(catalog.runs.problems(runId(), { offset: 0, limit: 1 })).toEqual({ causes: [], problems: [] });
  catalog.close();
});

it("keeps the newest five thousand notes of a run", () => {
  const { catalog } = tempCatalog();
  const run = madeRun();
  catalog.runs.save(run);
  for (let at = 0; at < 5_003; at++) catalog.runs.addNote(run.id, { at, level: "info", text: "" });
  const notes = catalog.runs.notes(run.id);
  expect(notes.map(({ at }) => at)).toEqual(Array.from({ length: 5_000 }, (_, index) => index + 3));
  catalog.close();
});

it("forgets old runs with all that belongs to them, but not the last backup of a plan nor what is not over", () => {
  const { catalog, file } = tempCatalog();
  const last = madeRun({ planId: planId(), targetId: targetId(), queuedAt: 1 });
  const before = madeRun({ planId: last.planId, targetId: last.targetId, queuedAt: 0 });
  const running = madeRun({ state: "running", queuedAt: 2 });
  const checks = Array.from({ length: 5 }, (_, index) => madeRun({ kind: "check", queuedAt: 10 + index }));
  for (const run of [last, before, running, ...checks]) {
    catalog.runs.save(run);
    catalog.runs.addProblems(run.id, [{ cause: "damaged", message: "" }]);
    catalog.runs.addNote(run.id, { at: 0, level: "info", text: "" });
  }
  catalog.runs.trim(2);
  expect(ids(catalog.runs.list({ limit: 100 }))).toEqual([running.id, checks[4]?.id, checks[3]?.id, last.id]);
  catalog.close();
  const database = Database.open(file, { timeoutMs: 0 });
  for (const table of ["run_problems", "run_problem_counts", "run_notes"])
    expect(database.query(`SELECT count(*) AS rows FROM ${table}`).get({})).toEqual({ rows: 4 });
  database.close();
});

it("keeps the list of snapshots of each target, the newest first", () => {
  const { catalog } = tempCatalog();
  const [target, other, plan] = [targetId(), targetId(), planId()];
  catalog.snapshots.replace(other, [madeSnapshot("f")]);
  catalog.snapshots.replace(target, [madeSnapshot("0")]);
  const [a, b, c] = [madeSnapshot("a", { time: 1 }), madeSnapshot("b", { time: 3 }), madeSnapshot("c", { time: 2 })];
  catalog.snapshots.replace(target, [a, b]);
  catalog.snapshots.add(target, { ...c, planId: plan });
  catalog.snapshots.add(target, { ...a, planId: plan });
  expect(catalog.snapshots.list(target)).toEqual([b, { ...c, planId: plan }, { ...a, planId: plan }]);
  expect(catalog.snapshots.list(target, plan).map(({ id }) => id)).toEqual([c.id, a.id]);
  expect(catalog.snapshots.totals(target)).toEqual({ count: 3, newest: b });
  expect(catalog.snapshots.totals(target, plan)).toEqual({ count: 2, newest: { ...c, planId: plan } });
  catalog.snapshots.forget(target);
  expect(catalog.snapshots.totals(target)).toEqual({ count: 0 });
  expect(catalog.snapshots.list(other)).toHaveLength(1);
  catalog.close();
});

it("keeps what was last seen of a target", () => {
  const { catalog } = tempCatalog();
  const target = targetId();
  expect(catalog.targetFacts.get(target)).toEqual({});
  catalog.targetFacts.set(target, { lastSeenAt: 1 });
  catalog.targetFacts.set(target, { lastSeenAt: 2, space: { freeBytes: 1, totalBytes: 2 } });
  expect(catalog.targetFacts.get(target)).toEqual({ lastSeenAt: 2, space: { freeBytes: 1, totalBytes: 2 } });
  catalog.targetFacts.forget(target);
  expect(catalog.targetFacts.get(target)).toEqual({});
  catalog.close();
});

it("keeps notices until they are dismissed", () => {
  const { catalog } = tempCatalog();
  const notice = (id: string, at: number) => ({ id, at, level: "info" as const, message: "m", hint: "h" });
  catalog.notices.add(notice("old", 1));
  catalog.notices.add(notice("new", 2));
  catalog.notices.add(notice("old", 1));
  expect(catalog.notices.list().map(({ id }) => id)).toEqual(["new", "old"]);
  catalog.notices.dismiss("new");
  catalog.notices.dismiss("new");
  expect(catalog.notices.list()).toEqual([notice("old", 1)]);
  catalog.close();
});

it("leaves out a record that is not what it should be, and logs it once", () => {
  const told: string[] = [];
  const warn = (_facts: object, text: string) => void told.push(text);
  const log = { info: warn, warn, error: warn, child: () => log };
  const { catalog, file } = tempCatalog(log);
  const [sound, broken, alien] = [madeRun({ queuedAt: 3 }), madeRun({ queuedAt: 2 }), madeRun({ queuedAt: 1 })];
  for (const run of [sound, broken, alien]) catalog.runs.save(run);
  const other = Database.open(file, { timeoutMs: 0 });
  other.query("UPDATE runs SET record = '{\"id\":' WHERE id = :id").run({ id: broken.id });
  other.query("UPDATE runs SET record = '{\"id\":1}' WHERE id = :id").run({ id: alien.id });
  other.close();
  expect(ids(catalog.runs.list({ limit: 10 }))).toEqual([sound.id]);
  expect(ids(catalog.runs.list({ limit: 10 }))).toEqual([sound.id]);
  expect(catalog.runs.get(broken.id)).toBeUndefined();
  expect(told).toHaveLength(2);
  catalog.close();
});

function refusal(): Run["error"] {
  return { code: "a/b", message: "no", hint: "try", retry: "later", facts: { path: "/a", bytes: 1, is: true } };
}
