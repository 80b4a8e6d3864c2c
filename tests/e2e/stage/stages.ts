import type {
  Notice,
  PlanState,
  Preferences,
  Run,
  RunNote,
  RunProblem,
  Snapshot,
  TargetState,
} from "../../../shared/model/index.ts";
import { planId, runId, snapshotId, targetId } from "./ids.ts";
import {
  daysAgo,
  HOUR,
  hoursAgo,
  madeProgress,
  madeRun,
  madeSnapshots,
  madeTarget,
  minutesAgo,
  proven,
  runningRun,
  savedPlan,
} from "./made.ts";

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

const NOTES: readonly RunNote[] = [
  { at: minutesAgo(26), level: "info", text: "Opened the repository on Blue drive." },
  { at: minutesAgo(26), level: "info", text: "The newest snapshot, aaaa9e37, is the parent." },
  { at: minutesAgo(24), level: "info", text: "Saved snapshot 9e3779b1." },
];

const PROBLEMS: readonly RunProblem[] = [
  ...Array.from({ length: 9 }, (_, index) => ({
    cause: "not-allowed",
    path: `/home/ada/Documents/Locked/report-${index + 1}.docx`,
    message: "You are not allowed to read this file.",
  })),
  ...["draft.odt", "export.tmp"].map((name) => ({
    cause: "vanished",
    path: `/home/ada/Documents/${name}`,
    message: "The file was deleted while it was about to be read.",
  })),
  {
    cause: "read-failed",
    path: "/home/ada/Letters/Photos of the house and garden, summer 2019/IMG_20190714_183212_HDR (edited copy).jpeg",
    message: "The disk could not read this file: input/output error.",
  },
];

const HISTORY: readonly Run[] = [
  madeRun(1),
  madeRun(2, { endedAt: hoursAgo(5), kind: "check", title: "Check Blue drive", figures: checkFigures(0) }),
  madeRun(3, { endedAt: hoursAgo(25) }),
  madeRun(4, {
    endedAt: hoursAgo(26),
    kind: "restore",
    title: "Restore 3 files",
    destination: "/home/ada/Desktop/Restored",
    figures: {
      ...{ kind: "restore", seconds: 2.4, files: 3, bytes: 18_412_001 },
      ...{ folders: 0, replaced: 0, unchanged: 1, skipped: 0 },
    },
  }),
  madeRun(5, { endedAt: hoursAgo(50), outcome: "cancelled", progress: madeProgress(0.3) }),
  madeRun(6, { endedAt: hoursAgo(75), outcome: "interrupted", progress: madeProgress(0.62) }),
  madeRun(7, { endedAt: daysAgo(9) }),
];

function checkFigures(errors: number): Run["figures"] {
  return { kind: "check", seconds: 31, snapshots: 42, packs: 12_204, packsRead: 0, bytesRead: 0, errors };
}

const SAVED = {
  plans: [
    savedPlan(1),
    ofSize(
      savedPlan(2, { name: "Photos", folders: ["/home/ada/Pictures"], targetIds: [targetId(1), targetId(2)] }, 55),
      { files: 18_204, bytes: 96_412_318_007 },
    ),
  ],
  targets: [
    madeTarget(1),
    madeTarget(2, {
      name: "Office server",
      location: "/mnt/office/backup/ada",
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
  safe: { ...SAVED, plans: SAVED.plans.map(proven) },
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
    plans: [withLastRun(savedPlan(1), undefined, daysAgo(3)), ...SAVED.plans.slice(1)],
    targets: [madeTarget(1, { presence: "away", lastSeenAt: daysAgo(3) }), ...SAVED.targets.slice(1)],
    runs: [waitingRun(), ...HISTORY.slice(1)],
  },
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
    snapshots: madeSnapshots(2_000, planId(1), 6),
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

function failedRun(): Run {
  const { figures: _figures, snapshotId: _snapshot, ...run } = madeRun(1, { outcome: "failed" });
  return {
    ...run,
    progress: madeProgress(0.71),
    error: {
      code: "storage/full",
      message: "“Blue drive” is full.",
      hint: "Make room on the drive, or choose another target. What was saved so far is kept, and the next backup goes on from there.",
      retry: "later",
      facts: { location: "/media/ada/Blue/Holdfast", freeBytes: 0, neededBytes: 4_182_004 },
    },
  };
}

function waitingRun(): Run {
  const { startedAt: _startedAt, progress: _progress, ...run } = runningRun(1, madeProgress(0));
  return { ...run, state: "queued", waitingFor: "target", queuedAt: minutesAgo(12) };
}

/** A snapshot that every stage with a history has. */
export const NEWEST_SNAPSHOT = snapshotId(1);
