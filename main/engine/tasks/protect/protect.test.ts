import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { MemoryStorage } from "../../../../tests/support/memory-storage.ts";
import { tempFolder } from "../../../../tests/support/temp-folder.ts";
import { systemClock } from "../../repository/index.ts";
import { NO_FILTER } from "../../source/index.ts";
import { backup, backupTarget } from "../backup/index.ts";
import { check } from "../check/index.ts";
import { forget } from "../forget/index.ts";
import { createRepository } from "../open.ts";
import type { OpenRepository } from "../open-repository.ts";
import { prune } from "../prune/index.ts";
import { protect } from "./protect.ts";

const DAY_MS = 86_400_000;
const START = Date.UTC(2030, 0, 1);
const opened: OpenRepository[] = [];
afterEach(async () => {
  for (const open of opened.splice(0)) await open.close();
});

/** Three snapshots on a storage that may protect; the one called first has a file that the others have not, in packs of its own. */
async function repository(protectDays?: number) {
  let now = START;
  const storage = new MemoryStorage(() => new Date(now), protectDays);
  const open = await createRepository(storage, { password: "pw", threads: 1, scrypt: { N: 1024, r: 8, p: 1 } });
  opened.push(open);
  const clock = { ...systemClock, now: () => now };
  const source = tempFolder();
  mkdirSync(join(source, "kept"));
  writeFileSync(join(source, "kept/file"), randomBytes(200_000));
  const save = async () => {
    const run = backup(open, { targets: [backupTarget(source)], filter: NO_FILTER });
    return (await run.result).snapshot?.id ?? "";
  };
  await save();
  writeFileSync(join(source, "gone"), randomBytes(300_000));
  const first = await save();
  rmSync(join(source, "gone"));
  writeFileSync(join(source, "new"), randomBytes(1000));
  const second = await save();
  /** As if a snapshot had been protected for less long. */
  const setFree = (id: string): void => {
    const kept = storage.files.get(`snapshots/${id}`);
    if (kept === undefined) throw new Error("no such snapshot");
    storage.files.set(`snapshots/${id}`, { ...kept, until: new Date(0) });
  };
  const isSound = async () => (await check(open, { readData: true }).result).isSound;
  const paths = (kind: string) => [...storage.files.keys()].filter((path) => path.startsWith(kind)).sort();
  return {
    open,
    storage,
    clock,
    first,
    second,
    isSound,
    paths,
    setFree,
    pass: (days: number) => (now += days * DAY_MS),
  };
}

describe("on a storage that protects files", () => {
  it("forget leaves a protected snapshot, says until when, and goes on with the others", async () => {
    const { open, first, second, setFree, pass, paths } = await repository(10);
    setFree(second);
    const result = await forget(open, { snapshots: [first, second] }).result;
    expect(result).toMatchObject({ removed: 1, failures: [{ error: { code: "storage/protected" } }] });
    expect(result.failures[0]?.error.message).toContain("2030-01-11");
    expect(paths("snapshots/")).toContain(`snapshots/${first}`);
    expect(paths("snapshots/")).not.toContain(`snapshots/${second}`);
    pass(11);
    expect(await forget(open, { snapshots: [first] }).result).toMatchObject({ removed: 1, failures: [] });
  });

  it("prune leaves what is protected and says how much and until when; later it goes", async () => {
    const { open, first, paths, setFree, isSound, pass } = await repository(10);
    setFree(first);
    await forget(open, { snapshots: [first] }).result;
    const before = [paths("index/"), paths("data/")];
    const held = await prune(open, { maxUnused: { percent: 0 } }).result;
    expect(held.held?.packs).toBeGreaterThan(0);
    expect(held.held?.until).toEqual(new Date(START + 10 * DAY_MS));
    expect([paths("index/"), paths("data/")]).toEqual(before);
    expect(await isSound()).toBe(true);
    pass(11);
    const freed = await prune(open, { maxUnused: { percent: 0 } }).result;
    expect(freed.held).toBeUndefined();
    expect(freed.after.bytes).toBeLessThan(held.after.bytes - 250_000);
    expect(await isSound()).toBe(true);
  });

  it("extends what snapshots need in time, and lets the rest expire", async () => {
    const { open, storage, clock, first, isSound, paths, setFree, pass } = await repository(10);
    expect(await protect(open, { clock }).result).toMatchObject({
      extended: 0,
      protectedUntil: new Date(START + 10 * DAY_MS),
    });
    setFree(first);
    await forget(open, { snapshots: [first] }).result;
    pass(6);
    const result = await protect(open, { clock }).result;
    expect(result.extended).toBeGreaterThan(3);
    expect(result.protectedUntil).toEqual(new Date(clock.now() + 10 * DAY_MS));
    pass(5);
    const pruned = await prune(open, { maxUnused: { percent: 0 } }).result;
    expect(pruned.removed.packs + pruned.repacked.packs).toBeGreaterThan(0);
    expect(await isSound()).toBe(true);
    for (const path of [...paths("snapshots/"), ...paths("keys/"), ...paths("config"), ...paths("index/")])
      expect(storage.files.get(path)?.until?.getTime(), path).toBeGreaterThan(clock.now());
  });

  it("protects until the day that is asked for", async () => {
    const { open, storage, clock, isSound, paths } = await repository(10);
    const until = new Date(START + 99 * DAY_MS);
    expect(await protect(open, { clock, until }).result).toMatchObject({ protectedUntil: until, relisted: 0 });
    for (const kind of ["config", "keys/", "snapshots/", "index/", "data/"])
      for (const path of paths(kind)) expect(storage.files.get(path)?.until, path).toEqual(until);
    expect(await isSound()).toBe(true);
  });

  it("says so where nothing is protected", async () => {
    const { open } = await repository();
    await expect(protect(open).result).rejects.toMatchObject({ code: "protect/absent" });
    expect((await prune(open).result).held).toBeUndefined();
  });
});
