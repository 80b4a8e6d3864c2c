import { expect, it } from "vitest";
import type { Run, RunId, RunProblem } from "../../../shared/model/index.ts";
import { FakeClock } from "../../../tests/support/fake-clock.ts";
import type { RunStore } from "../catalog/index.ts";
import { Events } from "../events/index.ts";
import { silentLog } from "../log/index.ts";
import { RunRecorder } from "./recorder.ts";
import { PROGRESS } from "./surroundings.fixture.ts";

const RUN: Run = {
  ...{ id: "00000000-0000-4000-8000-000000000001" as RunId, kind: "backup", title: "Back up Documents" },
  ...{ targetName: "Blue", trigger: "user", state: "running", isStopping: false, queuedAt: 0, problems: 0 },
};

/** Counts what reaches the history and the listeners. */
function recording() {
  const clock = new FakeClock(1_700_000_000_000);
  const [saved, problems, told]: [Run[], (readonly RunProblem[])[], Run[]] = [[], [], []];
  const events = new Events(clock);
  events.runChanged = (run) => void told.push(run);
  const store = {
    save: (run: Run) => void saved.push(run),
    addProblems: (_: RunId, added: readonly RunProblem[]) => void problems.push(added),
    addNote: () => {
      throw new Error("the disk is full");
    },
  } as Partial<RunStore> as RunStore; // the recorder asks for nothing else
  const recorder = new RunRecorder({ store, events, log: silentLog, now: () => clock.now() }, RUN);
  return { clock, saved, problems, told, recorder };
}

it("tells progress five times a second, and has kept what it tells", async () => {
  const { clock, saved, told, recorder } = recording();
  for (let at = 0; at < 300; at++) {
    await clock.advance(10);
    recorder.progress({ ...PROGRESS, filesDone: at });
  }
  expect(told.length - 1).toBe(15);
  expect(saved).toEqual(told);
  expect(told.at(-1)?.progress?.filesDone).toBe(299);
});

it("tells all samples that come as often as may be told", async () => {
  const { clock, told, recorder } = recording();
  for (let at = 0; at < 10; at++) {
    await clock.advance(201);
    recorder.progress(PROGRESS);
  }
  expect(told.length - 1).toBe(10);
});

it("brings 100,000 problems into the history in a few bundles, and loses none", () => {
  const { problems, recorder } = recording();
  for (let at = 0; at < 100_000; at++) recorder.problem({ cause: "vanished", message: `${at} is gone` });
  recorder.flush();
  expect(problems.flat()).toHaveLength(100_000);
  expect(problems.length).toBeLessThan(15);
});

it("brings single problems into the history while the run goes on", async () => {
  const { clock, problems, recorder } = recording();
  recorder.problem({ cause: "vanished", message: "a is gone" });
  await clock.advance(600);
  recorder.progress(PROGRESS);
  expect(problems.flat()).toHaveLength(1);
});

it("goes on when the history cannot be written", () => {
  const { recorder } = recording();
  recorder.note("info", "Compared with snapshot 1a2b3c4d.");
  recorder.change((run) => ({ ...run, isStopping: true }));
  expect(recorder.run.isStopping).toBe(true);
});
