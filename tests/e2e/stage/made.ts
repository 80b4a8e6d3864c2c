// Plain data for stages: each maker gives something whole and healthy, and takes what is different about it.
import {
  type BackupFigures,
  DEFAULT_CHOICES,
  KEEP_A_YEAR,
  type Plan,
  type PlanId,
  type PlanState,
  type Run,
  type RunProgress,
  type Schedule,
  type Snapshot,
  type TargetState,
} from "../../../shared/model/index.ts";
import { stageNow } from "./clock.ts";
import { planId, runId, scheduleId, snapshotId, targetId } from "./ids.ts";

const NOW = stageNow();
const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const GB = 1_000_000_000;

export const minutesAgo = (minutes: number): number => NOW - minutes * MINUTE;
export const hoursAgo = (hours: number): number => NOW - hours * HOUR;
export const inHours = (hours: number): number => NOW + hours * HOUR;
export const daysAgo = (days: number): number => NOW - days * DAY;

/** The next time that it is so late, on the clock of the wall. */
export function nextAt(hour: number): number {
  const today = new Date(NOW).setHours(hour, 0, 0, 0);
  return today > NOW ? today : new Date(today + 36 * HOUR).setHours(hour, 0, 0, 0);
}

export function madeTarget(
  number: number,
  facts: Partial<TargetState> & Partial<Pick<TargetState["target"], "name" | "location" | "kind" | "access">> = {},
): TargetState {
  const { name = "Blue drive", location = "/media/ada/Blue/Holdfast", kind = "drive", access = {}, ...state } = facts;
  return {
    target: {
      id: targetId(number),
      name,
      ...{ kind, location, access },
      repositoryId: snapshotId(900 + number),
      createdAt: daysAgo(120),
      recoveryKitSavedAt: daysAgo(119),
    },
    presence: "present",
    lastSeenAt: NOW,
    space: { freeBytes: 612 * GB, totalBytes: 1_000 * GB },
    passphrase: "kept",
    passphrasePlace: "the GNOME keyring",
    snapshots: 42,
    newestSnapshotAt: minutesAgo(24),
    lastCheck: { runId: runId(2), endedAt: hoursAgo(5), isSound: true },
    removal: "allowed",
    isOffSite: false,
    ...state,
  };
}

/** As files change, and tidied on Sundays: what a new plan gets. */
const AS_FILES_CHANGE: readonly Schedule[] = [
  {
    id: scheduleId(1),
    when: { type: "changes", settleSeconds: 60, atMostEveryMinutes: 15 },
    action: { type: "backup", mode: "incremental" },
  },
  { id: scheduleId(2), when: { type: "weekly", days: [0], at: "12:00" }, action: { type: "tidy" } },
];

function madePlan(number: number, facts: Partial<Plan> = {}): Plan {
  return {
    id: planId(number),
    createdAt: daysAgo(120),
    name: "Documents",
    folders: ["/home/ada/Documents", "/home/ada/Letters"],
    ...DEFAULT_CHOICES,
    schedules: AS_FILES_CHANGE,
    keep: KEEP_A_YEAR,
    targetIds: [targetId(1)],
    ...facts,
  };
}

/** A plan that was backed up 24 minutes ago without a flaw, and never proven. */
export function savedPlan(number: number, facts: Partial<Plan> = {}, ago = 24): PlanState {
  const plan = madePlan(number, facts);
  return {
    plan,
    targets: plan.targetIds.map((id) => ({
      targetId: id,
      snapshots: 42,
      newestSnapshotAt: minutesAgo(ago),
      newestSnapshotBytes: 214_318_442_112,
      newestSnapshotFiles: 48_211,
      lastRun: { runId: runId(1), outcome: "completed", endedAt: minutesAgo(ago), problems: 0 },
    })),
    activity: { type: "idle" },
    watch: {
      ...{ state: "watching", folders: 3_204, unwatched: [], changedFolders: 0 },
      ...{ walkedAt: hoursAgo(9), missed: 0 },
    },
  };
}

/** The same, proven by test-restores: what no plan can be before there are any. */
export function proven(state: PlanState): PlanState {
  return { ...state, targets: state.targets.map((target) => ({ ...target, provenAt: hoursAgo(5) })) };
}

const FIGURES: BackupFigures = {
  kind: "backup",
  seconds: 84,
  filesNew: 132,
  filesChanged: 41,
  filesUnchanged: 48_038,
  files: 48_211,
  folders: 3_204,
  bytes: 214_318_442_112,
  bytesAdded: 1_912_443_101,
  bytesStored: 1_204_118_992,
  mode: "incremental",
  filesRemoved: 17,
  foundBy: "journal",
};

/** A backup that ended well. */
export function madeRun(number: number, facts: Partial<Run> = {}): Run {
  const endedAt = facts.endedAt ?? minutesAgo(24);
  return {
    id: runId(number),
    kind: "backup",
    title: "Back up Documents",
    planId: planId(1),
    planName: "Documents",
    targetId: targetId(1),
    targetName: "Blue drive",
    trigger: "user",
    state: "ended",
    isStopping: false,
    queuedAt: endedAt - 85_000,
    startedAt: endedAt - 84_000,
    endedAt,
    outcome: "completed",
    figures: FIGURES,
    snapshotId: snapshotId(1),
    problems: 0,
    ...facts,
  };
}

export function madeProgress(share: number): RunProgress {
  const total = { files: 48_211, bytes: 214_318_442_112, isFinal: true };
  const bytesPerSecond = 184_200_000;
  return {
    phase: "saving",
    seconds: Math.round((total.bytes * share) / bytesPerSecond),
    filesDone: Math.floor(total.files * share),
    bytesDone: Math.floor(total.bytes * share),
    total,
    bytesPerSecond,
    secondsLeft: (total.bytes * (1 - share)) / bytesPerSecond,
    currentFiles: ["/home/ada/Documents/Accounts/2026/Quarter 3/statement-of-account.pdf"],
    problems: 0,
    bytesStored: Math.floor(total.bytes * share * 0.61),
  };
}

/** A run that is going on: nothing of its end is there. */
export function runningRun(number: number, progress: RunProgress, facts: Partial<Run> = {}): Run {
  const { endedAt: _endedAt, outcome: _outcome, figures: _figures, snapshotId: _snapshot, ...run } = madeRun(number);
  const startedAt = stageNow() - progress.seconds * 1000;
  return { ...run, state: "running", queuedAt: startedAt - 500, startedAt, progress, ...facts };
}

/** Before the newest one of a day, in minutes: three snapshots a day, while somebody works. */
const OF_A_DAY = [0, 143, 281] as const;

function agoOf(index: number, apart: number | "office hours"): number {
  if (apart !== "office hours") return index * apart * HOUR;
  return Math.floor(index / OF_A_DAY.length) * DAY + (OF_A_DAY[index % OF_A_DAY.length] ?? 0) * MINUTE;
}

/** What snapshots added: a little, much, hardly anything. */
const STORED = [1_204_118_992, 412_117, 38_204_118, 6_412_318, 84_118, 14_204_118_004, 2_118_412, 117_204] as const;

/** The same, where test-restores brought some of them back: the newest, and others now and then. */
export function withProofs(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  return snapshots.map((snapshot, index) => {
    return index % 4 === 0 ? { ...snapshot, provenAt: snapshot.time + 12 * MINUTE } : snapshot;
  });
}

/** So many snapshots, some hours apart or three a day, the newest first. */
export function madeSnapshots(
  count: number,
  plan: PlanId = planId(1),
  apart: number | "office hours" = 24,
): Snapshot[] {
  return Array.from({ length: count }, (_, index) => ({
    id: snapshotId(index + 1),
    time: minutesAgo(24) - agoOf(index, apart),
    hostname: "ada-laptop",
    username: "ada",
    paths: ["/home/ada/Documents", "/home/ada/Letters"],
    tags: ["plan:00000001"],
    planId: plan,
    files: Math.max(1, 48_211 - index * 31),
    bytes: Math.max(1, 214_318_442_112 - index * 84_000_000),
    bytesStored: STORED[index % STORED.length] ?? 0,
    filesNew: (index * 37 + 12) % 140,
    filesChanged: 3 + ((index * 11) % 38),
    filesRemoved: (index * 7) % 19,
    mode: index % 14 === 9 ? "full" : "incremental",
    ...(index + 1 < count ? { parent: snapshotId(index + 2) } : {}),
  }));
}
