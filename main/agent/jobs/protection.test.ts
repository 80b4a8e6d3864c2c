import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { Target } from "../../../shared/model/index.ts";
import { MemoryStorage } from "../../../tests/support/memory-storage.ts";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import { backup, backupTarget, createRepository, NO_FILTER } from "../../engine/index.ts";
import type { TargetFacts } from "../catalog/index.ts";
import { systemClock } from "../clock/index.ts";
import { extendProtection, isKnownProtectionDue, type ProtectionDeps } from "./protection.ts";

const DAY_MS = 86_400_000;

async function protectedTarget() {
  let now = Date.now();
  const storage = new MemoryStorage(() => new Date(now), 10);
  const open = await createRepository(storage, { password: "pw", threads: 1, scrypt: { N: 1024, r: 8, p: 1 } });
  onTestFinished(() => open.close());
  const source = tempFolder();
  writeFileSync(join(source, "file"), randomBytes(10_000));
  await backup(open, { targets: [backupTarget(source)], filter: NO_FILTER }).result;
  let facts: TargetFacts = {};
  // Only these are asked for.
  const catalog = {
    targetFacts: {
      get: () => facts,
      set: (_: unknown, next: TargetFacts) => {
        facts = next;
      },
    },
  } as unknown as ProtectionDeps["catalog"];
  const deps: ProtectionDeps = { catalog, plans: () => [], clock: { ...systemClock, now: () => now } };
  const target = { id: "t", access: { lockDays: "10" } } as unknown as Target; // no more is looked at
  const notes: string[] = [];
  const note = (level: string, text: string) => void notes.push(`${level}: ${text}`);
  const extend = () => extendProtection(target, deps, { open, signal: new AbortController().signal, note });
  const ends = () => [...storage.files].filter(([path]) => !path.startsWith("locks/")).map(([, { until }]) => until);
  return {
    storage,
    extend,
    ends,
    notes,
    deps,
    target,
    facts: () => facts,
    pass: (days: number) => (now += days * DAY_MS),
    now: () => now,
  };
}

it("notes until when all is protected, and extends it when half of the days are over", async () => {
  const { extend, ends, facts, notes, pass, now, deps, target } = await protectedTarget();
  const start = now();
  expect(isKnownProtectionDue(target, deps)).toBe(true);
  await extend();
  expect(facts().removal).toBe("protected");
  expect(facts().protectedUntil).toBeLessThanOrEqual(start + 10 * DAY_MS);
  expect(isKnownProtectionDue(target, deps)).toBe(false);
  pass(4);
  await extend();
  expect(notes).toHaveLength(1);
  pass(2);
  expect(isKnownProtectionDue(target, deps)).toBe(true);
  await extend();
  const until = facts().protectedUntil ?? 0;
  expect(until).toBeGreaterThan(now() + 10 * DAY_MS - 1000);
  for (const end of ends()) expect(end?.getTime()).toBeGreaterThanOrEqual(until);
});

it("is no failure of the run when it cannot be done, and claims nothing", async () => {
  const { storage, extend, facts, notes } = await protectedTarget();
  for (const path of [...storage.files.keys()]) if (path.startsWith("data/")) storage.files.delete(path);
  await extend();
  expect(notes).toEqual([expect.stringContaining("warning: The protection could not be extended")]);
  expect(facts()).toEqual({});
});
