import { z } from "zod";
import { Count, Moment, PathText } from "./basics.ts";
import { WaitReason } from "./conditions.ts";
import { PlanId, RunId, SnapshotId, TargetId } from "./ids.ts";
import { RunPace } from "./pace.ts";
import { TestAmount } from "./proof.ts";
import { Refusal } from "./refusal.ts";
import { BackupMode } from "./schedule.ts";

/**
 * How a run ended. `warnings`: done, but not for every entry. `cancelled`: the user stopped it. `interrupted`: the agent
 * ended in the middle of it, asked to or not. After both, what was stored is kept and the next run goes on from there.
 */
export const RunOutcome = z.enum(["completed", "warnings", "failed", "cancelled", "interrupted"]);
export type RunOutcome = z.infer<typeof RunOutcome>;

export const RunKind = z.enum(["backup", "copy", "restore", "check", "tidy", "repair", "test-restore"]);
export type RunKind = z.infer<typeof RunKind>;

/** Who or what asked for a run. `retry`: an earlier one failed of a cause that passes. `resumed`: the agent had ended in it. */
export const RunTrigger = z.enum([
  "user",
  "command-line",
  "schedule",
  "changes",
  "retry",
  "resumed",
  "rebuilt",
  "after-run",
]);
export type RunTrigger = z.infer<typeof RunTrigger>;

export const RunPhase = z.enum([
  "opening",
  "reading",
  "saving",
  "restoring",
  "checking",
  "command",
  "choosing",
  "rewriting",
  "removing",
  "comparing",
  "zipping",
]);
export type RunPhase = z.infer<typeof RunPhase>;

/** Figures at one moment of a run. */
export const RunProgress = z
  .object({
    phase: RunPhase,
    seconds: z.number().min(0),
    filesDone: Count,
    bytesDone: Count,
    /** What there is to do, as far as known; `isFinal` says that it grows no more. */
    total: z.object({ files: Count, bytes: Count, isFinal: z.boolean() }).readonly().optional(),
    /** Of the last seconds. */
    bytesPerSecond: z.number().min(0).optional(),
    secondsLeft: z.number().min(0).optional(),
    currentFiles: z.array(PathText).readonly(),
    problems: Count,
    /** Bytes that this run has put into the repository so far. They stay, whatever becomes of the run. */
    bytesStored: Count,
  })
  .readonly();
export type RunProgress = z.infer<typeof RunProgress>;

const BackupFigures = z.object({
  kind: z.literal("backup"),
  seconds: z.number(),
  filesNew: Count,
  filesChanged: Count,
  filesUnchanged: Count,
  files: Count,
  /** Not known of a run that found nothing changed without looking. */
  folders: Count.optional(),
  /** Of all files in the snapshot. */
  bytes: Count,
  /** New to the repository, before and after compression. */
  bytesAdded: Count,
  bytesStored: Count,
  mode: BackupMode.optional(),
  /** Of the snapshot it was compared with: so many are no more. */
  filesRemoved: Count.optional(),
  /** `journal`: only folders that were known to have changed were looked at. `walk`: all of them. */
  foundBy: z.enum(["journal", "walk"]).optional(),
  /** Folders that were looked into. */
  foldersLooked: Count.optional(),
  /** Changed folders that a walk found though they had not been told. */
  missed: Count.optional(),
  /** Nothing had changed, so the newest snapshot stands for this moment, too, and none was made. */
  isUnchanged: z.boolean().optional(),
});

const CopyFigures = z.object({
  kind: z.literal("copy"),
  seconds: z.number(),
  /** Brought over, and there already. */
  snapshots: Count,
  snapshotsThere: Count,
  /** New to the target, before and after compression. */
  bytesAdded: Count,
  bytesStored: Count,
});

const RestoreFigures = z.object({
  kind: z.literal("restore"),
  seconds: z.number(),
  /** Written. */
  files: Count,
  bytes: Count,
  folders: Count,
  /** Of the files written: so many took the place of something that was there and differed. Older rows do not have it. */
  replaced: Count.default(0),
  /** Were there already, the same. */
  unchanged: Count,
  /** Stayed as they were because the rule for existing files says so. */
  skipped: Count,
  /** Stayed as they were, and what came back is beside them under another name. */
  keptBoth: Count.default(0),
});

const CheckFigures = z.object({
  kind: z.literal("check"),
  seconds: z.number(),
  snapshots: Count,
  packs: Count,
  packsRead: Count,
  bytesRead: Count,
  errors: Count,
});

const TidyFigures = z.object({
  kind: z.literal("tidy"),
  seconds: z.number(),
  snapshotsKept: Count,
  snapshotsRemoved: Count,
  /** Of the repository. */
  bytesBefore: Count,
  bytesAfter: Count,
  packsRemoved: Count,
  packsRewritten: Count,
  /** Still to be gained by a later run: this one had reached its limit of time or size. */
  bytesLeft: Count,
});

const RepairFigures = z.object({
  kind: z.literal("repair"),
  seconds: z.number(),
  packsRead: Count,
  blobsSaved: Count,
  snapshotsRewritten: Count,
});

const TestRestoreFigures = z.object({
  kind: z.literal("test-restore"),
  seconds: z.number(),
  amount: TestAmount,
  /** What chose the files. */
  seed: z.int().min(0),
  /** Read back and compared. */
  files: Count,
  bytes: Count,
  /** Of the whole snapshot. */
  snapshotFiles: Count,
  snapshotBytes: Count,
  /** Files that the source still has as they were, and that were compared with it, too. */
  comparedWithSource: Count,
  /** Read from the target, and verified for the ledger. */
  packsRead: Count,
  bytesRead: Count,
  failures: Count,
});

/** What a run did, once it is over. */
export const RunFigures = z
  .discriminatedUnion("kind", [
    BackupFigures,
    CopyFigures,
    RestoreFigures,
    CheckFigures,
    TidyFigures,
    RepairFigures,
    TestRestoreFigures,
  ])
  .readonly();
export type RunFigures = z.infer<typeof RunFigures>;
export type BackupFigures = z.infer<typeof BackupFigures>;
export type CopyFigures = z.infer<typeof CopyFigures>;
export type RestoreFigures = z.infer<typeof RestoreFigures>;
export type CheckFigures = z.infer<typeof CheckFigures>;
export type TidyFigures = z.infer<typeof TidyFigures>;
export type RepairFigures = z.infer<typeof RepairFigures>;
export type TestRestoreFigures = z.infer<typeof TestRestoreFigures>;

/** One execution of a plan, a restore, a check or an upkeep of a repository. */
export const Run = z
  .object({
    id: RunId,
    kind: RunKind,
    /** In words, such as “Back up Documents” or “Restore 3 files”. */
    title: z.string(),
    planId: PlanId.optional(),
    /** As it was called then: plan and target may be gone. */
    planName: z.string().optional(),
    targetId: TargetId.optional(),
    targetName: z.string(),
    /** Who asked for it. */
    trigger: RunTrigger,
    /** Of a backup. */
    mode: BackupMode.optional(),
    state: z.enum(["queued", "running", "ended"]),
    /** What a queued run waits for. */
    waitingFor: WaitReason.optional(),
    /** It was asked to stop and is about to. */
    isStopping: z.boolean(),
    queuedAt: Moment,
    startedAt: Moment.optional(),
    /** Known once it has begun; older rows do not have it. */
    pace: RunPace.optional(),
    endedAt: Moment.optional(),
    outcome: RunOutcome.optional(),
    /** While it runs, and the last known ones of a run that ended before its end. */
    progress: RunProgress.optional(),
    figures: RunFigures.optional(),
    snapshotId: SnapshotId.optional(),
    /** Where a restore wrote to. */
    destination: PathText.optional(),
    problems: Count,
    error: Refusal.optional(),
  })
  .readonly();
export type Run = z.infer<typeof Run>;

/** An entry that a run could not save or restore, or damage that a check found. */
export const RunProblem = z
  .object({
    /** A stable name, such as `not-allowed`, `vanished`, `damaged`. */
    cause: z.string(),
    path: PathText.optional(),
    message: z.string(),
  })
  .readonly();
export type RunProblem = z.infer<typeof RunProblem>;

/** A line of a run's log. */
export const RunNote = z
  .object({ at: Moment, level: z.enum(["info", "warning", "error"]), text: z.string() })
  .readonly();
export type RunNote = z.infer<typeof RunNote>;
