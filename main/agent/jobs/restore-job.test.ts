import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { ExistingFiles, RestoreRequest, Run, SnapshotId, Target } from "../../../shared/model/index.ts";
import { SCRATCH_FOLDER } from "../scratch/index.ts";
import { backupJob } from "./index.ts";
import { type RealAgent, realAgent } from "./real-agent.fixture.ts";

/** Info-ZIP's program judges what was written. */
const HAS_UNZIP = spawnSync("unzip", ["-v"]).error === undefined;
const TIME = new Date("2024-05-06T07:08:09Z");
const PAGE = { offset: 0, limit: 100, order: "name", direction: "up" } as const;

let agent: RealAgent;
let target: Target;
let documents: string;
let snapshotId: SnapshotId;

beforeEach(async () => {
  agent = await realAgent();
  target = await agent.addTarget("Blue");
  documents = join(agent.folder, "Documents");
  mkdirSync(join(documents, "letters"), { recursive: true });
  writeFileSync(join(documents, "letters", "a.txt"), "Dear Ada");
  writeFileSync(join(documents, "b.txt"), "notes");
  // A time that can be set again to the same nanosecond.
  utimesSync(join(documents, "b.txt"), TIME, TIME);
  const plan = agent.addPlan(target, documents);
  const run = await agent.do(backupJob(plan, target, agent.jobs));
  snapshotId = run.snapshotId as SnapshotId; // it has just been made
});

function request(change: Partial<RestoreRequest> & { readonly names?: readonly string[] } = {}): RestoreRequest {
  const { names = [], ...rest } = change;
  return {
    ...{ targetId: target.id, snapshotId, selections: [{ folder: documents, names }] },
    ...{ destination: { type: "original" }, existingFiles: "replace-different", ...rest },
  };
}

const restoreAll = async (asked: RestoreRequest): Promise<Run> => {
  return agent.ended({ id: (await agent.restores.start(asked)).runId });
};
const elsewhere = () => ({ type: "folder", folder: join(agent.folder, "out") }) as const;

describe("looking into a snapshot", () => {
  it("gives a folder's entries in the contract's words, folders first", async () => {
    const page = await agent.snapshots.entries({ targetId: target.id, snapshotId, folder: documents, ...PAGE });
    expect(page).toMatchObject({ total: 2, files: 1, bytes: 5 });
    expect(page.entries).toMatchObject([
      { name: "letters", type: "folder" },
      { name: "b.txt", type: "file", bytes: 5, modified: TIME.getTime(), permissions: "0644" },
    ]);
  });

  it.runIf(process.platform === "linux")("leads to names that are no text, and back to their files", async () => {
    const odd = Buffer.concat([Buffer.from(`${documents}/`), Buffer.of(0x63, 0xff)]);
    writeFileSync(odd, "odd");
    const run = await agent.do(backupJob(agent.plans[0] ?? expect.fail(), target, agent.jobs));
    snapshotId = run.snapshotId ?? expect.fail();
    const { entries } = await agent.snapshots.entries({
      ...{ targetId: target.id, snapshotId, folder: documents, ...PAGE, match: "c" },
    });
    expect(entries.map(({ name }) => name)).toEqual(["c\udcff"]);
    rmSync(odd);
    expect(await restoreAll(request({ names: ["c\udcff"] }))).toMatchObject({ outcome: "completed" });
    expect(readFileSync(odd, "utf8")).toBe("odd");
  });

  it("reads the list of snapshots anew", async () => {
    agent.catalog.snapshots.forget(target.id);
    await agent.snapshots.refresh({ targetId: target.id });
    expect(agent.snapshots.list({ targetId: target.id })).toMatchObject([
      { id: snapshotId, planId: agent.plans[0]?.id, files: 2, bytes: 13, filesNew: 2 },
    ]);
  });
});

describe("a restore", () => {
  it("brings a folder back to its place", async () => {
    rmSync(documents, { recursive: true });
    const run = await restoreAll(request());
    expect(run).toMatchObject({
      ...{ title: "Restore Documents", outcome: "completed", destination: documents, planName: "Documents" },
      figures: { kind: "restore", files: 2, folders: 1, bytes: 13 },
    });
    expect(readFileSync(join(documents, "letters", "a.txt"), "utf8")).toBe("Dear Ada");
  });

  it("brings single entries into a folder, and nothing else", async () => {
    const run = await restoreAll(request({ names: ["b.txt"], destination: elsewhere() }));
    expect(run).toMatchObject({ title: "Restore b.txt", outcome: "completed", figures: { files: 1 } });
    expect(readFileSync(join(agent.folder, "out", "b.txt"), "utf8")).toBe("notes");
    expect(existsSync(join(agent.folder, "out", "letters"))).toBe(false);
  });

  it("sums up several selections", async () => {
    const selections = [
      { folder: documents, names: ["b.txt"] },
      { folder: join(documents, "letters"), names: [] },
    ];
    const run = await restoreAll(request({ selections, destination: elsewhere() }));
    expect(run).toMatchObject({ title: "Restore 2 items", outcome: "completed", figures: { files: 2, bytes: 13 } });
    expect(run.progress).toMatchObject({ filesDone: 2, bytesDone: 13 });
    expect(readFileSync(join(agent.folder, "out", "a.txt"), "utf8")).toBe("Dear Ada");
  });

  it("brings back what there is of several, and tells what there is not", async () => {
    const selections = [
      { folder: documents, names: ["none.txt"] },
      { folder: documents, names: ["b.txt"] },
    ];
    const run = await restoreAll(request({ selections, destination: elsewhere() }));
    expect(run).toMatchObject({ outcome: "warnings", problems: 1, figures: { files: 1 } });
    expect(agent.runs.problems({ runId: run.id, offset: 0, limit: 9 }).causes).toEqual([
      { cause: "missing", count: 1 },
    ]);
    expect(await restoreAll(request({ names: ["none.txt"] }))).toMatchObject({
      ...{ outcome: "failed", error: { code: "trees/path-not-found" } },
    });
  });

  it.each<[ExistingFiles, string]>([
    ["replace-different", "notes"],
    ["replace-older", "NOTES"],
    ["keep", "NOTES"],
    ["keep-both", "NOTES"],
  ])("with “%s”, a file of the same size and time but other content becomes “%s”", async (existingFiles, content) => {
    const file = join(documents, "b.txt");
    writeFileSync(file, "NOTES");
    utimesSync(file, TIME, TIME);
    expect((await restoreAll(request({ existingFiles }))).outcome).toBe("completed");
    expect(readFileSync(file, "utf8")).toBe(content);
  });
});

describe("a restore into a .zip", () => {
  const zip = (name = "Documents.zip") => ({ type: "zip", file: join(agent.folder, name) }) as const;
  const unzipped = (): string => {
    const into = join(agent.folder, "unzipped");
    execFileSync("unzip", ["-q", zip().file, "-d", into]);
    return into;
  };

  it.runIf(HAS_UNZIP)("has all that was chosen, and leaves no scratch behind", async () => {
    const run = await restoreAll(request({ destination: zip() }));
    expect(run).toMatchObject({ outcome: "completed", destination: zip().file, figures: { files: 2, bytes: 13 } });
    expect(run.progress).toMatchObject({ phase: "zipping", filesDone: 2, bytesDone: 13 });
    execFileSync("diff", ["-r", documents, unzipped()]);
    expect(readdirSync(join(agent.folder, "data", SCRATCH_FOLDER))).toEqual([]);
  });

  it.runIf(HAS_UNZIP)("keeps both of two files of one name", async () => {
    writeFileSync(join(documents, "letters", "b.txt"), "other notes");
    const plan = agent.plans[0] ?? expect.fail();
    snapshotId = (await agent.do(backupJob(plan, target, agent.jobs))).snapshotId ?? expect.fail();
    const selections = [
      { folder: documents, names: ["b.txt"] },
      { folder: join(documents, "letters"), names: ["b.txt"] },
    ];
    expect(await restoreAll(request({ selections, destination: zip() }))).toMatchObject({ outcome: "completed" });
    const into = unzipped();
    expect(new Set(readdirSync(into).map((name) => readFileSync(join(into, name), "utf8")))).toEqual(
      new Set(["notes", "other notes"]),
    );
  });

  it("is refused where something is, or where there is no folder", async () => {
    writeFileSync(zip().file, "mine");
    const taken = { code: "agent/zip-name-taken" };
    await expect(agent.restores.preview(request({ destination: zip() }))).rejects.toMatchObject(taken);
    await expect(agent.restores.start(request({ destination: zip() }))).rejects.toMatchObject(taken);
    const nowhere = agent.restores.start(request({ destination: zip("none/x.zip") }));
    await expect(nowhere).rejects.toMatchObject({ code: "agent/no-folder-for-zip" });
    expect(readFileSync(zip().file, "utf8")).toBe("mine");
  });

  it("counts the room for what comes back and for the .zip", async () => {
    expect(await agent.restores.preview(request({ destination: zip() }))).toMatchObject({
      ...{ files: 2, bytes: 13, replaced: 0, conflicts: [], bytesToWrite: 26, freeBytes: 1000 },
    });
    expect(existsSync(zip().file)).toBe(false);
  });

  it("is not written if nothing comes back", async () => {
    const run = await restoreAll(request({ names: ["none.txt"], destination: zip() }));
    expect(run).toMatchObject({ outcome: "failed", error: { code: "trees/path-not-found" } });
    expect(existsSync(zip().file)).toBe(false);
  });
});

describe("a preview", () => {
  it("tells what would be done and writes nothing", async () => {
    const preview = await agent.restores.preview(request({ destination: elsewhere() }));
    expect(preview).toEqual({
      files: 2,
      bytes: 13,
      folders: 1,
      replaced: 0,
      replacedNewer: 0,
      unchanged: 0,
      skipped: 0,
      keptBoth: 0,
      conflicts: [],
      bytesToWrite: 13,
      problems: 0,
      freeBytes: 1000,
    });
    expect(existsSync(join(agent.folder, "out"))).toBe(false);
  });

  it("tells files that are there, the same, from those that would be replaced or stay", async () => {
    writeFileSync(join(documents, "b.txt"), "other notes");
    const would = { files: 1, bytes: 5, replaced: 1, unchanged: 1, skipped: 0 };
    expect(await agent.restores.preview(request())).toMatchObject(would);
    const kept = await agent.restores.preview(request({ existingFiles: "keep" }));
    expect(kept).toMatchObject({ files: 0, replaced: 0, skipped: 2 });
    const { id, figures } = await restoreAll(request());
    expect(figures).toMatchObject({ files: 1, replaced: 1, unchanged: 1 });
    expect(agent.runs.log({ runId: id }).at(-1)?.text).toContain("1 existing file replaced");
  });

  it("tells what is newer first, with the name of what would come beside it", async () => {
    const file = join(documents, "b.txt");
    writeFileSync(file, "other notes");
    writeFileSync(join(documents, "letters", "a.txt"), "Dear Bob");
    const old = new Date("2020-01-01T00:00:00Z");
    utimesSync(join(documents, "letters", "a.txt"), old, old);
    const replacing = await agent.restores.preview(request());
    expect(replacing).toMatchObject({ replaced: 2, replacedNewer: 1, bytesToWrite: 13 });
    expect(replacing.conflicts).toMatchObject([
      { path: file, outcome: "replaced", isNewer: true, bytes: 5, bytesThere: 11 },
      { path: join(documents, "letters", "a.txt"), isNewer: false, modifiedThere: old.getTime() },
    ]);
    const both = await agent.restores.preview(request({ existingFiles: "keep-both" }));
    expect(both).toMatchObject({ replaced: 0, keptBoth: 2, bytesToWrite: 13 });
    const names = both.conflicts.map(({ newName }) => newName ?? "");
    const { id, figures } = await restoreAll(request({ existingFiles: "keep-both" }));
    expect(figures).toMatchObject({ files: 2, replaced: 0, keptBoth: 2 });
    expect(agent.runs.log({ runId: id }).at(-1)?.text).toContain("2 files put beside existing ones");
    expect(readFileSync(file, "utf8")).toBe("other notes");
    const beside = names.find((name) => /^b \(restored \d{4}-\d\d-\d\d \d\d\.\d\d\)\.txt$/.test(name));
    expect(readFileSync(join(documents, beside ?? ""), "utf8")).toBe("notes");
  });

  it("refuses the start of what cannot fit, and of nothing else", async () => {
    const large = join(documents, "large.bin");
    writeFileSync(large, "x".repeat(1200));
    const run = await agent.do(backupJob(agent.plans[0] ?? expect.fail(), target, agent.jobs));
    snapshotId = run.snapshotId ?? expect.fail();
    const there = request();
    expect(await agent.restores.preview(there)).toMatchObject({ bytesToWrite: 0, freeBytes: 1000 });
    expect(await restoreAll(there)).toMatchObject({ outcome: "completed", figures: { unchanged: 3 } });
    const away = request({ destination: elsewhere() });
    expect(await agent.restores.preview(away)).toMatchObject({ bytesToWrite: 1213, freeBytes: 1000 });
    await expect(agent.restores.start(away)).rejects.toMatchObject({
      ...{ code: "agent/no-room-to-restore", facts: { bytesToWrite: 1213, freeBytes: 1000 } },
    });
    expect(existsSync(join(agent.folder, "out"))).toBe(false);
  });
});
