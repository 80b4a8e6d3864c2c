import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../../shared/errors/index.ts";
import type { Run, RunId, TargetId } from "../../../shared/model/index.ts";
import { FakeClock, settled } from "../../../tests/support/fake-clock.ts";
import { BLUE, GREEN, HeldJob, PROGRESS, queueSurroundings } from "./surroundings.fixture.ts";

const PAGE = { offset: 0, limit: 100 };

let clock: FakeClock;
let around: ReturnType<typeof queueSurroundings>;

beforeEach(() => {
  clock = new FakeClock();
  around = queueSurroundings(clock);
});

const now = (run: Run): Run => around.runs.get({ runId: run.id });

describe("the queue", () => {
  it("runs one after the other on one repository, and beside each other on two", async () => {
    const [first, second, other] = [new HeldJob(BLUE), new HeldJob(BLUE), new HeldJob(GREEN)];
    const runs = [first, second, other].map((job) => around.runs.start(job));
    await Promise.all([first.begun, other.begun]);
    expect(runs.map((run) => now(run).state)).toEqual(["running", "queued", "running"]);
    expect(now(runs[1] as Run).waitingFor).toBe("turn");
    first.finish();
    await second.begun;
    expect(runs.map((run) => now(run).state)).toEqual(["ended", "running", "running"]);
  });

  it("says of a run from its beginning on which pace it has, and why", async () => {
    const job = new HeldJob(BLUE);
    const run = around.runs.start(job);
    expect(run.pace).toBeUndefined();
    await job.begun;
    const pace = { pace: "gentle", because: "on-battery" };
    expect([now(run).pace, around.usedPaces]).toEqual([pace, ["gentle"]]);
    job.finish();
    await settled();
    expect(around.catalog.runs.get(run.id)).toMatchObject({ state: "ended", pace });
  });

  it("never has two runs on one target, and every run ends", async () => {
    const step = fc.record({
      target: fc.constantFrom(BLUE, GREEN),
      does: fc.constantFrom("start", "start", "finish", "fail", "cancel", "leave", "come", "wait"),
      which: fc.nat(20),
    });
    const scenario = async (steps: readonly { target: TargetId; does: string; which: number }[]) => {
      const [started, jobs]: [Run[], HeldJob[]] = [[], []];
      for (const { target, does, which } of steps) {
        const job = jobs[which % Math.max(1, jobs.length)];
        if (does === "start") {
          jobs.push(new HeldJob(target));
          started.push(around.runs.start(jobs.at(-1) as HeldJob));
        } else if (does === "finish") job?.finish();
        else if (does === "fail") job?.fail(new Error("no"));
        else if (does === "cancel" && job !== undefined) {
          around.runs.cancel({ runId: started[jobs.indexOf(job)]?.id as RunId });
        } else if (does === "wait") await clock.advance(5000);
        else around.presences.set(target, does === "leave" ? "away" : "present");
        if (which % 3 === 0) await settled();
        for (const id of [BLUE, GREEN]) {
          expect(jobs.filter(({ isRunning, targetId }) => isRunning && targetId === id).length).toBeLessThan(2);
        }
      }
      for (const id of [BLUE, GREEN]) around.presences.set(id, "present");
      for (const job of jobs) job.finish();
      for (let turn = 0; turn <= jobs.length; turn++) await clock.advance(5000);
      expect(started.map((run) => now(run).state)).toEqual(started.map(() => "ended"));
      expect(around.runs.active()).toEqual([]);
      expect(clock.pendingTimers).toBe(0);
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), scenario), { numRuns: 60 });
  });

  it("finds the run that need not be doubled, but not one that is about to stop", async () => {
    const job = new HeldJob();
    const run = around.runs.start(job);
    const wanted = { kind: "check", targetId: BLUE } as const;
    expect(around.runs.findActive(wanted)?.id).toBe(run.id);
    expect(around.runs.findActive({ ...wanted, targetId: GREEN })).toBeUndefined();
    expect(around.runs.findActive({ ...wanted, kind: "backup" })).toBeUndefined();
    await job.begun;
    around.runs.cancel({ runId: run.id });
    expect(around.runs.findActive(wanted)).toBeUndefined();
  });
});

describe("a target that is away", () => {
  it("lets its runs wait without holding up others, and begins when it appears", async () => {
    around.presences.set(BLUE, "away");
    const [waiting, behind, other] = [new HeldJob(BLUE), new HeldJob(BLUE), new HeldJob(GREEN)];
    const runs = [waiting, behind, other].map((job) => around.runs.start(job));
    await other.begun;
    await clock.advance(60_000);
    expect(runs.map((run) => [now(run).state, now(run).waitingFor])).toEqual([
      ["queued", "target"],
      ["queued", "target"],
      ["running", undefined],
    ]);
    expect(around.looks.filter((id) => id === BLUE)).toHaveLength(13);
    around.presences.set(BLUE, "present");
    await clock.advance(5000);
    expect(runs.map((run) => now(run).state)).toEqual(["running", "queued", "running"]);
    expect(now(runs[1] as Run).waitingFor).toBe("turn");
    waiting.finish();
    await behind.begun;
  });

  it("is looked at before each run", async () => {
    const [first, second] = [new HeldJob(), new HeldJob()];
    const runs = [first, second].map((job) => around.runs.start(job));
    await first.begun;
    around.presences.set(BLUE, "away");
    first.finish();
    await settled();
    expect(now(runs[1] as Run)).toMatchObject({ state: "queued", waitingFor: "target" });
  });
});

describe("cancelling", () => {
  it("ends a queued run at once", async () => {
    const [first, second] = [new HeldJob(), new HeldJob()];
    around.runs.start(first);
    const queued = around.runs.start(second);
    expect(around.runs.cancel({ runId: queued.id })).toMatchObject({ state: "ended", outcome: "cancelled" });
    await first.begun;
    first.finish();
    await clock.advance(10_000);
    expect(second.isRunning).toBe(false);
  });

  it("ends a run that waits for its target at once, and looks no more", async () => {
    around.presences.set(BLUE, "away");
    const run = around.runs.start(new HeldJob());
    await settled();
    expect(now(run).waitingFor).toBe("target");
    const ended = around.runs.cancel({ runId: run.id });
    expect(ended).toMatchObject({ state: "ended", outcome: "cancelled" });
    expect(ended.waitingFor).toBeUndefined();
    expect(clock.pendingTimers).toBe(0);
  });

  it("asks a run that goes on to stop, and tells so until it has", async () => {
    const job = new HeldJob();
    const run = around.runs.start(job);
    await job.begun;
    expect(around.runs.cancel({ runId: run.id })).toMatchObject({ state: "running", isStopping: true });
    await settled();
    expect(now(run)).toMatchObject({ state: "ended", outcome: "cancelled", isStopping: false });
    expect(now(run).error).toBeUndefined();
  });

  it("leaves a run that has ended as it is, and knows no other", async () => {
    const job = new HeldJob();
    const run = around.runs.start(job);
    job.finish();
    await settled();
    expect(around.runs.cancel({ runId: run.id })).toMatchObject({ outcome: "completed" });
    expect(() => around.runs.cancel({ runId: GREEN as string as RunId })).toThrow("not in the history");
  });
});

describe("the end of a run", () => {
  class Gone extends AppError {
    readonly code = "storage/unreachable";
    readonly hint = "Connect the drive.";
  }

  async function ended(end: (job: HeldJob) => void): Promise<Run> {
    const job = new HeldJob();
    const run = around.runs.start(job);
    await job.begun;
    end(job);
    await settled();
    return now(run);
  }

  it("keeps figures and problems", async () => {
    expect(await ended((job) => job.finish(2))).toMatchObject({
      ...{ state: "ended", outcome: "warnings", problems: 2, figures: { kind: "check", errors: 2 } },
      endedAt: clock.now(),
    });
  });

  it("tells what was refused, in the run and in its log", async () => {
    const run = await ended((job) => job.fail(new Gone("“/blue” cannot be reached.")));
    expect(run).toMatchObject({ outcome: "failed", error: { code: "storage/unreachable" } });
    expect(around.runs.log({ runId: run.id })).toMatchObject([{ level: "error", text: "“/blue” cannot be reached." }]);
  });

  it("tells a bug as one", async () => {
    expect(await ended((job) => job.fail(new TypeError("oops")))).toMatchObject({
      ...{ outcome: "failed", error: { code: "agent/bug" } },
    });
  });

  it("keeps the last progress, the problems and what the target was like", async () => {
    const job = new HeldJob();
    const run = around.runs.start(job);
    const context = await job.begun;
    context.progress(PROGRESS);
    context.progress({ ...PROGRESS, filesDone: 6 });
    context.problem({ cause: "vanished", path: "/a", message: "“/a” is no longer there." });
    expect(around.runs.problems({ runId: run.id, ...PAGE }).causes).toEqual([{ cause: "vanished", count: 1 }]);
    context.problem({ cause: "vanished", path: "/b", message: "“/b” is no longer there." });
    job.finish(2);
    await settled();
    expect(around.catalog.runs.get(run.id)?.progress?.filesDone).toBe(6);
    expect(around.runs.problems({ runId: run.id, ...PAGE }).problems).toHaveLength(2);
    expect(around.catalog.targetFacts.get(BLUE)).toEqual({
      ...{ lastSeenAt: clock.now(), space: { freeBytes: 1, totalBytes: 2 } },
    });
  });
});

describe("the history", () => {
  it("has the runs that go on first, as they are now, page by page", async () => {
    const [first, second] = [new HeldJob(), new HeldJob()];
    const done = around.runs.start(first);
    first.finish();
    await settled();
    await clock.advance(1000);
    const running = around.runs.start(second);
    (await second.begun).progress(PROGRESS);
    const page = around.runs.list({ limit: 1 });
    expect(page).toMatchObject({ runs: [{ id: running.id, progress: { filesDone: 5 } }], hasMore: true });
    const rest = around.runs.list({ limit: 5, before: running.queuedAt });
    expect(rest).toMatchObject({ runs: [{ id: done.id }], hasMore: false });
  });

  it("takes runs of a former life for interrupted, with the progress they had", async () => {
    const [running, queued] = [new HeldJob(), new HeldJob()];
    const runs = [running, queued].map((job) => around.runs.start(job));
    const context = await running.begun;
    await clock.advance(3000);
    context.progress({ ...PROGRESS, seconds: 3 });
    await clock.advance(86_400_000);
    const next = around.newRuns();
    next.recover();
    const [first, second] = runs.map(({ id }) => next.get({ runId: id }));
    expect(first).toMatchObject({ state: "ended", outcome: "interrupted", progress: PROGRESS, isStopping: false });
    expect(first?.endedAt).toBe((first?.startedAt ?? 0) + 3000);
    expect(second).toMatchObject({ state: "ended", outcome: "interrupted" });
    expect(second?.waitingFor).toBeUndefined();
    expect(next.log({ runId: runs[0]?.id as RunId })).toHaveLength(1);
    expect(next.active()).toEqual([]);
  });
});

describe("the end of the agent", () => {
  it("interrupts what goes on and what is queued, and starts nothing more", async () => {
    const [first, second] = [new HeldJob(), new HeldJob()];
    const runs = [first, second].map((job) => around.runs.start(job));
    await first.begun;
    await around.runs.stop();
    expect(runs.map((run) => now(run).outcome)).toEqual(["interrupted", "interrupted"]);
    expect(() => around.runs.start(new HeldJob())).toThrow("about to end");
    expect(clock.pendingTimers).toBe(0);
  });

  it("leaves behind what does not stop in time, and takes no more of it", async () => {
    const deaf = new HeldJob(BLUE, false);
    const run = around.runs.start(deaf);
    await deaf.begun;
    const stopped = around.runs.stop();
    await clock.advance(19_000);
    expect(now(run)).toMatchObject({ state: "running", isStopping: true });
    await clock.advance(1000);
    await stopped;
    expect(now(run).outcome).toBe("interrupted");
    deaf.finish();
    await settled();
    expect(now(run).outcome).toBe("interrupted");
  });
});
