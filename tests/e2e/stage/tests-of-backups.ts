import type { Run, TestFailure, TestRestoreFigures } from "../../../shared/model/index.ts";
import { planId, runId, targetId } from "./ids.ts";
import { hoursAgo, madeProgress, madeRun, minutesAgo, proven, runningRun, savedPlan } from "./made.ts";

const FIGURES: TestRestoreFigures = {
  ...{ kind: "test-restore", seconds: 3.4, amount: "sample", seed: 2_718_281, files: 20, bytes: 61_204_118 },
  ...{ snapshotFiles: 48_211, snapshotBytes: 214_318_442_112, comparedWithSource: 19, packsRead: 0 },
  ...{ bytesRead: 61_204_118, failures: 0 },
};

function testRun(number: number, ago: number, facts: Partial<Run> = {}): Run {
  const seconds = 2 + (number % 5) * 0.7;
  const bytesRead = 40_000_000 + ((number * 7919) % 23) * 1_500_000;
  const figures = { ...FIGURES, seconds, bytesRead, bytes: bytesRead };
  const what = { kind: "test-restore", title: "Test-restore of Documents", trigger: "after-run" } as const;
  return madeRun(number, { ...what, figures, endedAt: minutesAgo(ago), ...facts });
}

/** Test-restores of the last weeks, the newest first. */
export const TESTS: readonly Run[] = Array.from({ length: 30 }, (_, index) => testRun(30 + index, 23 + index * 1440));

const FAILURE: TestFailure = {
  ...{ runId: runId(29), at: hoursAgo(1), failures: 3 },
  says: "The content of a file is damaged: what is stored does not match its hash.",
};
const PHOTOS = { name: "Photos", folders: ["/home/ada/Pictures"] };

const FAILED_RUN = testRun(29, 60, {
  ...{ title: "Test-restore of Photos", planId: planId(2), planName: "Photos", outcome: "warnings", problems: 3 },
  figures: { ...FIGURES, amount: "large", failures: 3, files: 1_244, packsRead: 12, bytesRead: 1_204_118_400 },
});

export const TEST_FAILED = {
  plans: [proven(savedPlan(1)), withFailure(savedPlan(2, { ...PHOTOS, targetIds: [targetId(2)] }, 55))],
  runs: [FAILED_RUN, ...TESTS],
  problems: [1, 2, 3].map((number) => ({
    ...{ cause: "damaged", path: `/home/ada/Pictures/2024/Lisbon/IMG_${4110 + number}.jpg` },
    message: FAILURE.says,
  })),
} as const;

export const TESTING = {
  plans: [proven(savedPlan(1)), savedPlan(2, { ...PHOTOS, targetIds: [targetId(2)] }, 55)],
  runs: [
    runningRun(
      28,
      { ...madeProgress(0.4), phase: "restoring" },
      { kind: "test-restore", title: "Test-restore of Documents", trigger: "user" },
    ),
    ...TESTS,
  ],
} as const;

function withFailure(state: ReturnType<typeof savedPlan>): ReturnType<typeof savedPlan> {
  return { ...state, targets: state.targets.map((on) => ({ ...on, testFailure: FAILURE })) };
}
