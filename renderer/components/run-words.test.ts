import { describe, expect, it } from "vitest";
import { shareDone } from "../../shared/activity/index.ts";
import type { Run, RunFigures, RunProgress } from "../../shared/model/index.ts";
import { commandOf, doingNow, outcomeSentence, paceWords, progressFigures, spokenProgress } from "./run-words.ts";

const BACKUP: RunFigures = {
  kind: "backup",
  seconds: 84,
  filesNew: 3,
  filesChanged: 1,
  filesUnchanged: 96,
  files: 100,
  folders: 7,
  bytes: 5_000_000,
  bytesAdded: 1_200_000,
  bytesStored: 800_000,
};
const CHECK: RunFigures = { kind: "check", seconds: 3, snapshots: 4, packs: 9, packsRead: 0, bytesRead: 0, errors: 0 };
const PROGRESS: RunProgress = {
  phase: "saving",
  seconds: 10,
  filesDone: 25,
  bytesDone: 2_500_000,
  total: { files: 100, bytes: 10_000_000, isFinal: true },
  bytesPerSecond: 250_000,
  secondsLeft: 30,
  currentFiles: [],
  problems: 0,
  bytesStored: 1_100_000,
};

/** Only what the words are made from. */
const run = (facts: Partial<Run>): Run =>
  ({ kind: "backup", title: "Back up Photos", targetName: "Blue", problems: 0, state: "ended", ...facts }) as Run;

it("says how fast a run is, and why", () => {
  expect(paceWords({ pace: "gentle", because: "on-battery" })).toBe("gently, as the computer is on battery");
  expect(paceWords({ pace: "fast", because: "by-hand" })).toBe("fast, as somebody started it and waits");
});

describe("the sentence about a run's end", () => {
  it.each<[Partial<Run>, string]>([
    [{ outcome: "completed", figures: BACKUP }, "4 new or changed files (1.2 MB) saved to Blue in 1 min 24 s."],
    [
      { outcome: "completed", figures: { ...BACKUP, filesNew: 0, filesChanged: 0, seconds: 2 } },
      "Nothing had changed: all 100 files are on Blue. This took 2.0 s.",
    ],
    [
      { outcome: "warnings", figures: BACKUP, problems: 1 },
      "4 new or changed files (1.2 MB) saved to Blue in 1 min 24 s. 1 entry could not be read.",
    ],
    [
      { outcome: "cancelled", progress: PROGRESS },
      "You stopped this run. The 1.1 MB stored by then are kept, and the next backup goes on from there.",
    ],
    [
      { outcome: "interrupted" },
      "The agent ended in the middle of this run. Nothing had been stored yet; the next backup starts anew.",
    ],
    [{ kind: "check", outcome: "completed", figures: CHECK }, "4 snapshots on Blue checked in 3.0 s: no errors."],
    [{ kind: "check", outcome: "failed", figures: { ...CHECK, errors: 2 } }, "The check found 2 errors."],
    [{ outcome: "completed" }, "This run is known from the snapshot that it made; its figures are not."],
  ])("%j", (facts, sentence) => {
    expect(outcomeSentence(run(facts))).toBe(sentence);
  });

  it("is the failure's own message", () => {
    const error = { code: "storage/full", message: "“Blue” is full.", hint: "", retry: "later", facts: {} } as const;
    expect(outcomeSentence(run({ outcome: "failed", error }))).toBe("“Blue” is full.");
  });
});

describe("a run that goes on", () => {
  it("says what a queued run waits for", () => {
    expect(doingNow(run({ state: "queued", waitingFor: "target" }))).toBe("Waiting for Blue to be connected");
    expect(doingNow(run({ state: "queued", waitingFor: "turn" }))).toMatch(/^Waiting for its turn/);
  });

  it("tells a share only when all is counted", () => {
    expect(shareDone(PROGRESS)).toBe(0.25);
    expect(shareDone({ ...PROGRESS, total: { files: 100, bytes: 10_000_000, isFinal: false } })).toBeUndefined();
    expect(shareDone({ ...PROGRESS, total: { files: 50, bytes: 0, isFinal: true } })).toBe(0.5);
  });

  it("tells files, bytes, rate and time left, as far as they are known", () => {
    expect(progressFigures(PROGRESS)).toEqual([
      "25 of 100 files",
      "2.5 MB of 10.0 MB",
      "250 kB a second",
      "about 30 seconds left",
    ]);
    const { total: _total, bytesPerSecond: _rate, secondsLeft: _left, ...early } = PROGRESS;
    expect(progressFigures(early)).toEqual(["25 files", "2.5 MB"]);
  });

  it("speaks in steps of ten per cent", () => {
    const said = spokenProgress(
      run({ state: "running", isStopping: false, progress: { ...PROGRESS, bytesDone: 3_900_000 } }),
    );
    expect(said).toBe("Back up Photos: Saving, 30%");
  });
});

describe("the command that does the same", () => {
  it("quotes what a shell would take apart", () => {
    const places = { location: "/media/Blue drive", folders: ["/home/ada", "/it's"] };
    expect(commandOf(run({}), places)).toBe("holdfast -r '/media/Blue drive' backup /home/ada '/it'\\''s'");
  });

  it("reads all data where the run did", () => {
    const check = (packsRead: number) =>
      run({ kind: "check", figures: { ...CHECK, packsRead }, planId: undefined } as Partial<Run>);
    expect(commandOf(check(0), { location: "/b" })).toBe("holdfast -r /b check");
    expect(commandOf(check(9), { location: "/b" })).toBe("holdfast -r /b check --read-data");
  });
});
