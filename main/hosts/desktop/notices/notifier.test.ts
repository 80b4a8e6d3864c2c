import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Run } from "../../../../shared/model/index.ts";
import { FakeClock, settled } from "../../../../tests/support/fake-clock.ts";
import { tempFolder } from "../../../../tests/support/temp-folder.ts";
import { agentState, DAY, HOUR, NOW, planState, runOf, targetState } from "../agent-state/agent-state.fixture.ts";
import { GRACE_MS, Notifier, type NotifierParts } from "./notifier.ts";
import { ToldFile } from "./told-file.ts";

const PHOTOS = planState(1);
const LATE = agentState({ plans: [planState(1, { on: { newestSnapshotAt: NOW - 2 * DAY } })] });
const LOCKED = agentState({ targets: [targetState(1, { passphrase: "missing" })] });
const lastRun = { runId: runOf(PHOTOS).id, outcome: "failed", endedAt: NOW, problems: 0 } as const;
const FAILED = agentState({ plans: [planState(1, { on: { lastRun } })] });

async function notifier(
  file: ToldFile = new ToldFile(join(tempFolder(), "told.json")),
  parts: Partial<NotifierParts> = {},
) {
  const clock = new FakeClock(NOW);
  const shown: string[] = [];
  const made = new Notifier({
    show: ({ title, body, place }) => shown.push(`${title} | ${body} | ${place}`),
    isWanted: () => true,
    calls: () => undefined,
    ...{ file, clock },
    ...parts,
  });
  await made.start();
  return { made, shown, clock, file };
}

describe("the notifier", () => {
  it("tells what is wrong once", async () => {
    const { made, shown } = await notifier();
    for (let times = 0; times < 3; times++) made.update(LOCKED);
    await settled();
    expect(shown).toEqual([
      "A passphrase is missing | No passphrase is known that opens Blue: nothing can be saved there. | /targets",
    ]);
    await made.stop();
  });

  it("tells it again once it was gone, but not because no agent answered meanwhile", async () => {
    const { made, shown } = await notifier();
    for (const state of [LOCKED, undefined, LOCKED, agentState(), LOCKED]) made.update(state);
    await settled();
    expect(shown).toHaveLength(2);
    await made.stop();
  });

  it("does not tell again after a start what was told before", async () => {
    const { made, file } = await notifier();
    made.update(LOCKED);
    await made.stop();
    const next = await notifier(file);
    next.made.update(LOCKED);
    await settled();
    expect(next.shown).toEqual([]);
    await next.made.stop();
  });

  it("gives what is late its time after a start and after sleep", async () => {
    const { made, shown, clock } = await notifier();
    made.update(LATE);
    await clock.advance(GRACE_MS - 1000);
    made.woke();
    await clock.advance(GRACE_MS - 60_000);
    expect(shown).toEqual([]);
    await clock.advance(2 * 60_000);
    expect(shown).toEqual([expect.stringContaining("A backup is late")]);
    await made.stop();
  });

  it("sees a plan become late by time alone", async () => {
    const { made, shown, clock } = await notifier();
    made.update(agentState());
    await clock.advance(22 * HOUR);
    expect(shown).toEqual([]);
    await clock.advance(2 * HOUR);
    expect(shown).toEqual([expect.stringContaining("A backup is late")]);
    await made.stop();
  });

  it("says why a run failed, in the words of the failure", async () => {
    const error = { code: "x/y", message: "The server does not answer.", hint: "", retry: "later", facts: {} } as const;
    const get = async () => ({ error }) as unknown as Run;
    const { made, shown } = await notifier(undefined, { calls: () => ({ runs: { get } }) });
    made.update(FAILED);
    await settled();
    expect(shown).toEqual([`Photos: a run failed | The server does not answer. | /activity/${lastRun.runId}`]);
    await made.stop();
  });

  it("says that it failed when nobody can say why", async () => {
    const get = async () => Promise.reject(new Error("gone"));
    const { made, shown } = await notifier(undefined, { calls: () => ({ runs: { get } }) });
    made.update(FAILED);
    await settled();
    expect(shown).toEqual([expect.stringContaining("The last run of Photos on Blue failed.")]);
    await made.stop();
  });

  it("is silent for who wants it so", async () => {
    const { made, shown } = await notifier(undefined, { isWanted: () => false });
    made.update(LOCKED);
    await settled();
    expect(shown).toEqual([]);
    await made.stop();
  });

  it("leaves no timer behind", async () => {
    const { made, clock } = await notifier();
    made.update(LOCKED);
    await made.stop();
    expect(clock.pendingTimers).toBe(0);
  });
});

it("what was told is kept, the last of several writes, and a damaged file is as none", async () => {
  const path = join(tempFolder(), "told.json");
  const file = new ToldFile(path);
  expect(await file.read()).toEqual(new Set());
  await Promise.all([file.write(new Set(["a"])), file.write(new Set(["b"])), file.write(new Set(["c", "d"]))]);
  expect(await new ToldFile(path).read()).toEqual(new Set(["c", "d"]));
  writeFileSync(path, "{");
  expect(await file.read()).toEqual(new Set());
});
