import { describe, expect, it } from "vitest";
import { assess, overall } from "../../../../shared/health/index.ts";
import { DEFAULT_PREFERENCES } from "../../../../shared/model/index.ts";
import { formatTime } from "../../../../shared/moments/index.ts";
import { GERMAN } from "../../../../shared/texts/de/index.ts";
import { speak } from "../../../../shared/words/index.ts";
import {
  agentState,
  DAY,
  HOUR,
  NOW,
  planState,
  progress,
  runOf,
  targetState,
} from "../agent-state/agent-state.fixture.ts";
import type { AgentState } from "../agent-state/index.ts";
import { type TrayAction, type TrayEntry, trayModel } from "./tray-model.ts";

const [PHOTOS, LETTERS] = [planState(1), planState(2, { name: "Letters", on: { provenAt: NOW - 2 * HOUR } })];
const PAUSED = { ...DEFAULT_PREFERENCES, paused: { until: NOW + HOUR } };
const WAITING = { type: "waiting", since: NOW - HOUR, for: ["target"] } as const;

/** The menu as text: what can be chosen with “›”, what is below with an indent. */
function menuOf(state: AgentState | undefined): readonly string[] {
  return trayModel(state, NOW).menu.flatMap((entry) => linesOf(entry, ""));
}

function linesOf(entry: TrayEntry, indent: string): readonly string[] {
  if (entry.type === "separator") return [`${indent}—`];
  if (entry.type === "line") return [`${indent}${entry.label}${entry.action === undefined ? "" : " ›"}`];
  return [`${indent}${entry.label}`, ...entry.entries.flatMap((each) => linesOf(each, `${indent}  `))];
}

function actionOf(state: AgentState, label: string): TrayAction | undefined {
  const all = trayModel(state, NOW).menu.flatMap((entry) => (entry.type === "submenu" ? entry.entries : [entry]));
  return all.flatMap((entry) => (entry.type === "line" && entry.label === label ? (entry.action ?? []) : []))[0];
}

describe("the icon of the tray", () => {
  it.each<[title: string, facts: Partial<AgentState>, icon: string]>([
    ["all is well", {}, "idle"],
    ["a run of which little is known", { runs: [runOf(PHOTOS)] }, "running-0"],
    ["a run in its middle", { runs: [runOf(PHOTOS, { progress: progress(50, 100) })] }, "running-4"],
    ["a run about to end", { runs: [runOf(PHOTOS, { progress: progress(99, 100) })] }, "running-7"],
    ["a run that has all but ended", { runs: [runOf(PHOTOS, { progress: progress(100, 100) })] }, "running-8"],
    ["a run that is queued", { runs: [runOf(PHOTOS, { state: "queued" })] }, "waiting"],
    ["a plan that waits", { plans: [planState(1, { activity: WAITING })] }, "waiting"],
    ["paused", { preferences: PAUSED }, "paused"],
    ["a pause that is over", { preferences: { ...DEFAULT_PREFERENCES, paused: { until: NOW } } }, "idle"],
    ["a run by hand while paused", { preferences: PAUSED, runs: [runOf(PHOTOS)] }, "running-0"],
    ["a plan that is late", { plans: [planState(1, { on: { newestSnapshotAt: NOW - 2 * DAY } })] }, "idle-attention"],
    ["no proof", { plans: [planState(1, { on: { provenAt: undefined } as object })] }, "idle-attention"],
    ["far too old", { plans: [planState(1, { on: { newestSnapshotAt: NOW - 9 * DAY } })] }, "idle-risk"],
    [
      "a failed test-restore, and a run",
      {
        plans: [planState(1, { on: { testFailure: { runId: runOf(PHOTOS).id, at: NOW, failures: 1, says: "" } } })],
        runs: [runOf(PHOTOS)],
      },
      "running-0-risk",
    ],
    ["nothing set up", { plans: [] }, "idle-risk"],
  ])("%s", (_title, facts, icon) => {
    expect(trayModel(agentState(facts), NOW).icon).toBe(icon);
  });

  it("waits while no agent answers", () => {
    expect(trayModel(undefined, NOW).icon).toBe("waiting");
  });
});

it("says in its tooltip the very sentence of the overview", () => {
  const late = planState(2, { name: "Letters", on: { newestSnapshotAt: NOW - 2 * DAY } });
  const state = agentState({ plans: [PHOTOS, late] });
  const { says } = overall(state.plans.map((plan) => assess(plan, state.targets, NOW)));
  expect(trayModel(state, NOW).tooltip).toBe(says);
  expect(says).toBe("Letters is late: the newest backup was made 2 days ago.");
});

describe("the menu of the tray", () => {
  const WAYS_IN = ["—", "Restore… ›", "Open Holdfast ›", "—", "Quit Holdfast ›"];
  const PAUSE = ["Pause", "  For an hour ›", "  Until tomorrow morning ›", "  Until I resume ›"];

  it("has one plan at hand", () => {
    expect(menuOf(agentState())).toEqual([
      ...["Photos is safe. Proven 1 hour ago. ›", "Last proven 1 hour ago ›", "—", "Back up now ›"],
      ...[...PAUSE, ...WAYS_IN],
    ]);
  });

  it("has each of several plans, and all of them at once", () => {
    expect(menuOf(agentState({ plans: [PHOTOS, LETTERS] }))).toEqual([
      ...["Everything is safe. ›", "Last proven 1 hour ago: Photos ›", "—"],
      ...["Back up now", "  All plans ›", "  —", "  Photos ›", "  Letters ›", ...PAUSE, ...WAYS_IN],
    ]);
  });

  it.each<[title: string, facts: Partial<AgentState>, line: string]>([
    ["a run", { runs: [runOf(PHOTOS)] }, "Back up Photos ›"],
    ["how far it is", { runs: [runOf(PHOTOS, { progress: progress(36, 100) })] }, "Back up Photos: 36% ›"],
    [
      "how long it takes",
      { runs: [runOf(PHOTOS, { progress: progress(36, 100, 240) })] },
      "Back up Photos: 36%, about 4 minutes left ›",
    ],
    [
      "a pause without an end",
      { preferences: { ...DEFAULT_PREFERENCES, paused: {} } },
      "Backups are paused until you resume.",
    ],
    ["a pause", { preferences: PAUSED }, "Resume ›"],
    [
      "what is next",
      { plans: [planState(1, { activity: { type: "idle", next: NOW + HOUR } })] },
      `Next run today at ${formatTime(NOW + HOUR)}`,
    ],
    [
      "what is next of which plan",
      { plans: [planState(1, { activity: { type: "idle", next: NOW + HOUR } }), LETTERS] },
      `Photos: Next run today at ${formatTime(NOW + HOUR)}`,
    ],
    [
      "what is waited for",
      { plans: [planState(1, { activity: WAITING })], targets: [targetState(1, { presence: "away" })] },
      `Waiting for Blue to be connected, since ${formatTime(NOW - HOUR)} ›`,
    ],
    [
      "that nothing was ever proven",
      { plans: [planState(1, { on: { provenAt: undefined } as object })] },
      "No backup has been proven yet ›",
    ],
    ["the way to a first backup", { plans: [] }, "Set up a backup ›"],
  ])("tells %s", (_title, facts, line) => {
    expect(menuOf(agentState(facts))).toContain(line);
  });

  it("is no list of all that waits", () => {
    const plans = Array.from({ length: 9 }, (_, at) => planState(at + 1, { name: `Plan ${at}`, activity: WAITING }));
    const lines = menuOf(agentState({ plans }));
    expect(lines.filter((line) => line.includes("Waiting for"))).toHaveLength(4);
    expect(lines).toContain("and 5 more ›");
  });

  it("does not offer to back up what is being backed up", () => {
    expect(menuOf(agentState({ runs: [runOf(PHOTOS)] }))).toContain("Back up now");
    expect(menuOf(agentState({ plans: [PHOTOS, LETTERS], runs: [runOf(PHOTOS)] }))).toEqual(
      expect.arrayContaining(["  All plans ›", "  Photos", "  Letters ›"]),
    );
  });

  it("leads to things, and says what to do", () => {
    const state = agentState({ plans: [PHOTOS, LETTERS], runs: [runOf(PHOTOS)] });
    expect(actionOf(state, "Back up Photos")).toEqual({ type: "show", place: `/activity/${runOf(PHOTOS).id}` });
    expect(actionOf(state, "All plans")).toEqual({ type: "back-up", planIds: [PHOTOS.plan.id, LETTERS.plan.id] });
    expect(actionOf(state, "Letters")).toEqual({ type: "back-up", planIds: [LETTERS.plan.id] });
    expect(actionOf(state, "For an hour")).toEqual({ type: "pause", end: "hour" });
    expect(actionOf(state, "Until I resume")).toEqual({ type: "pause", end: "open" });
    expect(actionOf(agentState({ preferences: PAUSED }), "Resume")).toEqual({ type: "resume" });
  });

  it("has the ways in while no agent answers", () => {
    expect(menuOf(undefined)).toEqual(["Holdfast is starting…", ...WAYS_IN]);
  });

  it("speaks German", () => {
    speak("de", GERMAN);
    try {
      expect(menuOf(agentState({ runs: [runOf(PHOTOS, { progress: progress(36, 100) })] }))).toEqual([
        ...[
          "Photos ist sicher. Nachgewiesen vor 1 Stunde. ›",
          "Photos sichern: 36 % ›",
          "Zuletzt nachgewiesen vor 1 Stunde ›",
        ],
        ...[
          "—",
          "Jetzt sichern",
          "Anhalten",
          "  Für eine Stunde ›",
          "  Bis morgen früh ›",
          "  Bis ich fortsetze ›",
          "—",
        ],
        ...["Wiederherstellen … ›", "Holdfast öffnen ›", "—", "Holdfast beenden ›"],
      ]);
    } finally {
      speak("en");
    }
  });
});
