import {
  DEFAULT_PREFERENCES,
  NO_CONDITIONS,
  type Notice,
  type PlanState,
  type Preferences,
  type Run,
  type RunNote,
  type RunProblem,
  type Snapshot,
  type TargetState,
} from "../../../shared/model/index.ts";
import { failedRun, HISTORY, NOTES, PROBLEMS, UPKEEP, waitingRun } from "./history.ts";
import { planId, runId, snapshotId, targetId } from "./ids.ts";
import {
  daysAgo,
  HOUR,
  hoursAgo,
  inHours,
  madeProgress,
  madeRun,
  madeSnapshots,
  madeTarget,
  minutesAgo,
  nextAt,
  proven,
  runningRun,
  savedPlan,
  withProofs,
} from "./made.ts";
import { MANY_PLACES } from "./many-places.ts";
import { TEST_FAILED, TESTING, TESTS } from "./tests-of-backups.ts";
import { AT_ITS_LIMIT, EVENINGS, withMassChange } from "./troubles.ts";

/** All that an agent knows at one moment; what is absent is empty. */
export interface Stage {
  readonly plans?: readonly PlanState[];
  readonly targets?: readonly TargetState[];
  readonly runs?: readonly Run[];
  readonly snapshots?: readonly Snapshot[];
  readonly problems?: readonly RunProblem[];
  readonly notes?: readonly RunNote[];
  readonly notices?: readonly Notice[];
  readonly preferences?: Preferences;
  /** Entries in the folder `/home/ada/Documents/Archive` of every snapshot and of the disk. */
  readonly entries?: number;
  /** The agent answers every call with 401. */
  readonly isSignedOut?: boolean;
}

const SAVED = {
  plans: [
    savedPlan(1),
    ofSize(
      {
        ...savedPlan(
          2,
          {
            ...{ name: "Photos", folders: ["/home/ada/Pictures"], targetIds: [targetId(1), targetId(2)] },
            schedules: EVENINGS,
            conditions: { ...NO_CONDITIONS, onMains: true },
          },
          55,
        ),
        activity: { type: "idle", next: nextAt(20) },
      },
      { files: 18_204, bytes: 96_412_318_007 },
    ),
  ],
  targets: [
    madeTarget(1),
    madeTarget(2, {
      name: "Office server",
      location: "/mnt/office/backup/ada",
      kind: "share",
      space: { freeBytes: 3_412_000_000_000, totalBytes: 8_000_000_000_000 },
      newestSnapshotAt: minutesAgo(55),
    }),
  ],
  runs: HISTORY,
  snapshots: madeSnapshots(42, planId(1), "office hours"),
  notes: NOTES,
} as const satisfies Stage;

function ofSize(state: PlanState, size: { readonly files: number; readonly bytes: number }): PlanState {
  const figures = { newestSnapshotFiles: size.files, newestSnapshotBytes: size.bytes };
  return { ...state, targets: state.targets.map((target) => ({ ...target, ...figures })) };
}

function withLastRun(
  state: PlanState,
  lastRun: PlanState["targets"][number]["lastRun"],
  newestSnapshotAt: number,
): PlanState {
  return {
    ...state,
    targets: state.targets.map((target) => ({
      ...target,
      newestSnapshotAt,
      ...(lastRun === undefined ? {} : { lastRun }),
    })),
  };
}

const { recoveryKitSavedAt: _saved, ...WITHOUT_KIT } = madeTarget(1).target;

/** Every stage by its name. */
export const STAGES = {
  /** Every plan is tested, and everything came back. */
  proven: {
    ...SAVED,
    plans: SAVED.plans.map(proven),
    snapshots: withProofs(SAVED.snapshots),
    runs: [...TESTS, ...HISTORY],
  },
  /** A test-restore of Photos failed; Documents is proven. */
  "test-failed": { ...SAVED, ...TEST_FAILED },
  /** A test-restore goes on. */
  testing: { ...SAVED, ...TESTING },
  empty: {},
  /** After a disaster: nothing is set up, and the backups are on a drive. */
  "new-computer": { snapshots: madeSnapshots(12) },
  "first-run": {
    plans: [
      {
        ...savedPlan(1),
        targets: [{ targetId: targetId(1), snapshots: 0 }],
        activity: { type: "running" },
        watch: { state: "starting", folders: 812, unwatched: [] },
      },
    ],
    targets: [{ ...withoutNewest(madeTarget(1, { snapshots: 0 })), target: WITHOUT_KIT }],
    runs: [runningRun(1, madeProgress(0.36))],
  },
  saved: SAVED,
  safe: { ...SAVED, plans: SAVED.plans.map(proven), snapshots: withProofs(SAVED.snapshots) },
  "at-work": {
    ...SAVED,
    runs: [runningRun(8, madeProgress(0.36), { pace: { pace: "gentle", because: "on-battery" } }), ...HISTORY],
  },
  warnings: {
    ...SAVED,
    plans: [
      withLastRun(
        savedPlan(1),
        { runId: runId(1), outcome: "warnings", endedAt: minutesAgo(24), problems: 12 },
        minutesAgo(24),
      ),
      ...SAVED.plans.slice(1),
    ],
    targets: [{ ...madeTarget(1), target: WITHOUT_KIT }, ...SAVED.targets.slice(1)],
    runs: [madeRun(1, { outcome: "warnings", problems: 12 }), ...HISTORY.slice(1)],
    problems: PROBLEMS,
    notices: [
      {
        id: "catalog-made-anew",
        at: hoursAgo(2),
        level: "warning",
        message: "The history of runs was damaged and has been made anew from your snapshots.",
        hint: "Nothing is lost from your backups. The damaged file was kept as catalog.damaged.sqlite.",
      },
    ],
  },
  failed: {
    ...SAVED,
    plans: [
      withLastRun(
        savedPlan(1),
        { runId: runId(1), outcome: "failed", endedAt: minutesAgo(24), problems: 0 },
        hoursAgo(80),
      ),
      ...SAVED.plans.slice(1),
    ],
    runs: [failedRun(), ...HISTORY.slice(1)],
  },
  "target-away": {
    ...SAVED,
    plans: [
      {
        ...withLastRun(savedPlan(1), undefined, daysAgo(3)),
        activity: { type: "waiting", since: daysAgo(3), for: ["target"] },
      },
      ...SAVED.plans.slice(1),
    ],
    targets: [madeTarget(1, { presence: "away", lastSeenAt: daysAgo(3) }), ...SAVED.targets.slice(1)],
    runs: [waitingRun(), ...HISTORY.slice(1)],
  },
  /** Nothing begins by itself until the next morning. */
  paused: {
    ...SAVED,
    plans: SAVED.plans.map((state) => ({ ...proven(state), activity: { type: "paused", until: nextAt(8) } })),
    preferences: { ...DEFAULT_PREFERENCES, paused: { until: nextAt(8) } },
  },
  /** Most files were rewritten an hour ago, and nobody has looked at it. */
  "mass-change": {
    ...SAVED,
    plans: [withMassChange(savedPlan(1)), ...SAVED.plans.slice(1)],
  },
  /** What has its limits: watches, room on the target, a repository with damage; and the runs that look after it. */
  limits: {
    ...SAVED,
    plans: [
      {
        ...savedPlan(1),
        activity: { type: "waiting", since: hoursAgo(2), for: ["space"] },
        watch: AT_ITS_LIMIT,
      },
      ...SAVED.plans.slice(1),
    ],
    targets: [
      madeTarget(1, {
        space: { freeBytes: 4_100_000_000, totalBytes: 1_000_000_000_000 },
        spaceForecast: { state: "stopped", bytesPerDay: 1_412_000_000, fullAt: inHours(70) },
        lastCheck: { runId: runId(10), endedAt: hoursAgo(5), isSound: false },
      }),
      { ...SAVED.targets[1], spaceForecast: { state: "fine", bytesPerDay: 8_100_000_000, fullAt: inHours(10_200) } },
    ],
    runs: UPKEEP,
    preferences: {
      ...DEFAULT_PREFERENCES,
      bandwidth: [
        { bytesPerSecond: 1_500_000, hours: { from: "08:00", to: "18:00", days: [1, 2, 3, 4, 5] } },
        { bytesPerSecond: 12_000_000 },
      ],
    },
  },
  "many-places": MANY_PLACES,
  "passphrase-missing": {
    ...SAVED,
    targets: [madeTarget(1, { passphrase: "missing" }), ...SAVED.targets.slice(1)],
  },
  huge: {
    plans: Array.from({ length: 24 }, (_, index) =>
      savedPlan(index + 1, { name: `Machine ${index + 1}: accounts` }, index * 7),
    ),
    targets: [madeTarget(1, { snapshots: 5_000 })],
    runs: Array.from({ length: 500 }, (_, index) =>
      madeRun(index + 1, { endedAt: minutesAgo(24) - index * 5 * HOUR, queuedAt: minutesAgo(26) - index * 5 * HOUR }),
    ),
    snapshots: withProofs(madeSnapshots(5_000, planId(1), 6)),
    problems: Array.from({ length: 5_000 }, (_, index) => ({
      cause: index % 2 === 0 ? "not-allowed" : "vanished",
      path: `/home/ada/Documents/Archive/file-${index}.txt`,
      message: "You are not allowed to read this file.",
    })),
    notes: NOTES,
    entries: 100_000,
  },
  offline: { isSignedOut: true },
} as const satisfies Record<string, Stage>;

export type StageName = keyof typeof STAGES;

function withoutNewest({ newestSnapshotAt: _newest, ...state }: TargetState): TargetState {
  return state;
}

/** A snapshot that every stage with a history has. */
export const NEWEST_SNAPSHOT = snapshotId(1);
