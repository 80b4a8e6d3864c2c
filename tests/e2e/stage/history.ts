// What has run on a stage, and what it told.
import type { Run, RunNote, RunProblem } from "../../../shared/model/index.ts";
import { daysAgo, hoursAgo, madeProgress, madeRun, minutesAgo, runningRun } from "./made.ts";

export const NOTES: readonly RunNote[] = [
  { at: minutesAgo(26), level: "info", text: "Opened the repository on Blue drive." },
  { at: minutesAgo(26), level: "info", text: "The newest snapshot, aaaa9e37, is the parent." },
  { at: minutesAgo(24), level: "info", text: "Saved snapshot 9e3779b1." },
];

export const PROBLEMS: readonly RunProblem[] = [
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

export const HISTORY: readonly Run[] = [
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
      ...{ folders: 0, replaced: 0, unchanged: 1, skipped: 0, keptBoth: 0 },
    },
  }),
  madeRun(5, { endedAt: hoursAgo(50), outcome: "cancelled", progress: madeProgress(0.3) }),
  madeRun(6, { endedAt: hoursAgo(75), outcome: "interrupted", progress: madeProgress(0.62) }),
  madeRun(7, { endedAt: daysAgo(9) }),
];

/** Runs that look after a repository, a backup that had nothing to do, and one in full. */
export const UPKEEP: readonly Run[] = [
  madeRun(9, { endedAt: minutesAgo(12), trigger: "changes", figures: unchangedFigures(), mode: "incremental" }),
  madeRun(10, {
    ...{ endedAt: hoursAgo(5), kind: "check", title: "Check Blue drive", outcome: "failed", problems: 3 },
    figures: checkFigures(3),
  }),
  madeRun(11, {
    ...{ endedAt: hoursAgo(26), kind: "tidy", title: "Tidy up Documents", trigger: "schedule" },
    figures: {
      ...{ kind: "tidy", seconds: 184, snapshotsKept: 42, snapshotsRemoved: 14, bytesBefore: 412_318_007_112 },
      ...{ bytesAfter: 398_104_441_202, packsRemoved: 812, packsRewritten: 96, bytesLeft: 2_100_000_000 },
    },
  }),
  madeRun(12, {
    ...{ endedAt: hoursAgo(30), kind: "repair", title: "Repair Office server", targetName: "Office server" },
    figures: { kind: "repair", seconds: 71, packsRead: 3, blobsSaved: 412, snapshotsRewritten: 1 },
  }),
  ...HISTORY.slice(2),
];

function unchangedFigures(): Run["figures"] {
  return {
    ...{ kind: "backup", seconds: 0.1, filesNew: 0, filesChanged: 0, filesUnchanged: 48_211, files: 48_211 },
    ...{ bytes: 214_318_442_112, bytesAdded: 0, bytesStored: 0, filesRemoved: 0 },
    ...{ mode: "incremental", foundBy: "journal", isUnchanged: true },
  };
}

function checkFigures(errors: number): Run["figures"] {
  return { kind: "check", seconds: 31, snapshots: 42, packs: 12_204, packsRead: 0, bytesRead: 0, errors };
}

export function failedRun(): Run {
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

export function waitingRun(): Run {
  const { startedAt: _startedAt, progress: _progress, ...run } = runningRun(1, madeProgress(0));
  return { ...run, state: "queued", waitingFor: "target", queuedAt: minutesAgo(12) };
}
