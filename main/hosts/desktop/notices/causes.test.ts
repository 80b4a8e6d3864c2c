import { expect, it } from "vitest";
import { agentState, DAY, HOUR, NOW, planState, runOf, targetState } from "../agent-state/agent-state.fixture.ts";
import type { AgentState } from "../agent-state/index.ts";
import { causesOf } from "./causes.ts";

const PHOTOS = planState(1);
const RUN = runOf(PHOTOS).id;
const failed = { runId: RUN, outcome: "failed", endedAt: NOW, problems: 0 } as const;
const testFailure = { runId: RUN, at: NOW - HOUR, failures: 2, says: "" };
const massChange = {
  ...{ kind: "rewritten", filesBefore: 5000, filesChanged: 4000, filesRemoved: 120, filesNew: 500 },
  lastGoodAt: NOW - DAY,
} as const;

it.each<[title: string, facts: Partial<AgentState>, causes: readonly (readonly string[])[]]>([
  ["nothing is wrong", {}, []],
  ["nothing is set up", { plans: [], targets: [] }, []],
  ["a plan that is new", { plans: [planState(1, { on: { newestSnapshotAt: undefined } as object })] }, []],
  [
    "a run that failed",
    { plans: [planState(1, { on: { lastRun: failed } })] },
    [["Photos: a run failed", "The last run of Photos on Blue failed.", `/activity/${RUN}`]],
  ],
  [
    "a run that ended well after it",
    { plans: [planState(1, { on: { lastRun: { ...failed, outcome: "completed" } } })] },
    [],
  ],
  [
    "a plan that is late",
    { plans: [planState(1, { on: { newestSnapshotAt: NOW - 2 * DAY } })] },
    [["A backup is late", "Photos is late: the newest backup was made 2 days ago.", `/plans/${PHOTOS.plan.id}`]],
  ],
  [
    "one that is late as its drive is away",
    {
      plans: [planState(1, { on: { newestSnapshotAt: NOW - 2 * DAY } })],
      targets: [targetState(1, { presence: "away", lastSeenAt: NOW - 2 * DAY })],
    },
    [["A backup is late", "Photos is late: Blue was last seen 2 days ago.", `/plans/${PHOTOS.plan.id}`]],
  ],
  [
    "one that is far too old: that, and not that it is late",
    { plans: [planState(1, { on: { newestSnapshotAt: NOW - 9 * DAY } })] },
    [
      [
        "A backup is far too old",
        "Photos is at risk: the newest backup was made 9 days ago.",
        `/plans/${PHOTOS.plan.id}`,
      ],
    ],
  ],
  [
    "a test-restore that failed, and is the last run: that, and not that a run failed",
    { plans: [planState(1, { on: { testFailure, lastRun: failed } })] },
    [["A test-restore failed", "Photos is at risk: the last test-restore from Blue failed 1 hour ago.", "/proof"]],
  ],
  [
    "a target that two plans use and that is damaged: once",
    {
      plans: [PHOTOS, planState(2)],
      targets: [targetState(1, { lastCheck: { runId: RUN, endedAt: NOW, isSound: false } })],
    },
    [["Damage was found", "The last check of Blue found damage.", "/targets"]],
  ],
  ["a target that no plan uses", { targets: [targetState(1), targetState(2, { passphrase: "missing" })] }, []],
  [
    "a passphrase that is missing",
    { targets: [targetState(1, { passphrase: "missing" })] },
    [["A passphrase is missing", "No passphrase is known that opens Blue: nothing can be saved there.", "/targets"]],
  ],
  [
    "no room",
    { targets: [targetState(1, { spaceForecast: { state: "stopped" } })] },
    [["No room for backups", "Blue is full: no backup begins until there is room.", "/targets"]],
  ],
  [
    "entries that were left out",
    { plans: [planState(1, { on: { lastRun: { ...failed, outcome: "warnings" } } })] },
    [],
  ],
])("%s", (_title, facts, causes) => {
  expect(causesOf(agentState(facts), NOW).map(({ title, body, place }) => [title, body, place])).toEqual(causes);
});

it("an unusual change is told beside what else is wrong", () => {
  const plan = planState(1, { on: { massChange, newestSnapshotAt: NOW - 2 * DAY } as object });
  expect(causesOf(agentState({ plans: [plan] }), NOW).map(({ title }) => title)).toEqual([
    "An unusual change",
    "A backup is late",
  ]);
});

it("has a key of its own for each cause", () => {
  const on = {
    lastRun: failed,
    testFailure: { ...testFailure, runId: runOf(PHOTOS, { id: PHOTOS.plan.id as never }).id },
  };
  const plans = [planState(1, { on }), planState(2, { on: { ...on, newestSnapshotAt: NOW - 2 * DAY } })];
  const keys = causesOf(agentState({ plans, targets: [targetState(1, { passphrase: "missing" })] }), NOW).map(
    ({ key }) => key,
  );
  expect(keys).toHaveLength(6);
  expect(new Set(keys).size).toBe(6);
});
