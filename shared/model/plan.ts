import { z } from "zod";
import { Count, Moment, PathText, Title } from "./basics.ts";
import { Conditions, NO_CONDITIONS, PlanActivity } from "./conditions.ts";
import { PlanId, RunId, TargetId } from "./ids.ts";
import { MassChange } from "./mass-change.ts";
import { DEFAULT_TESTS, TestChoices, TestFailure } from "./proof.ts";
import { KeepRules } from "./retention.ts";
import { RunOutcome } from "./run.ts";
import { Schedule } from "./schedule.ts";
import { PlanWatch } from "./watch.ts";

/** What of a plan's folders is left out. */
export const PlanFilter = z
  .object({
    /** Caches, trash, temporary files: the list that comes with the program. */
    useDefaultExcludes: z.boolean(),
    /** Lines of gitignore syntax over the absolute path. */
    patterns: z.array(z.string().min(1).max(4096)).max(1000).readonly(),
    largerThanBytes: Count.optional(),
    oneFileSystem: z.boolean(),
  })
  .readonly();
export type PlanFilter = z.infer<typeof PlanFilter>;

export const DEFAULT_FILTER: PlanFilter = { useDefaultExcludes: true, patterns: [], oneFileSystem: false };

/** A command of the user's, run by the system's shell. */
export const PlanCommand = z
  .object({ command: z.string().trim().min(1).max(4096), timeoutSeconds: z.int().min(1).max(86_400) })
  .readonly();
export type PlanCommand = z.infer<typeof PlanCommand>;

/** `before`: if it fails, the backup does not begin and the run fails. `after`: it is told how the run ended. */
export const PlanCommands = z.object({ before: PlanCommand.optional(), after: PlanCommand.optional() }).readonly();
export type PlanCommands = z.infer<typeof PlanCommands>;

/** What the user decides about a plan. */
export const PlanChoices = z
  .object({
    name: Title,
    /** Folders and files to back up; at least one. */
    folders: z.array(PathText).min(1).max(1000).readonly(),
    filter: PlanFilter,
    /** Each of them gets every snapshot. */
    targetIds: z.array(TargetId).min(1).max(20).readonly(),
    /** When its runs begin by themselves; none means by hand only. */
    schedules: z.array(Schedule).max(20).readonly().default([]),
    conditions: Conditions.default(NO_CONDITIONS),
    /** Which snapshots stay; all of them if absent. */
    keep: KeepRules.optional(),
    /** How old its newest snapshot may be, in hours. Follows from the schedules if absent. */
    goalHours: z.int().min(1).max(10_000).optional(),
    commands: PlanCommands.default({}),
    tests: TestChoices.default(DEFAULT_TESTS),
  })
  .readonly();
export type PlanChoices = z.infer<typeof PlanChoices>;

export const Plan = z.object({ id: PlanId, createdAt: Moment, ...PlanChoices.unwrap().shape }).readonly();
export type Plan = z.infer<typeof Plan>;

/** What a plan has that says no more than its name, folders and targets. */
export const DEFAULT_CHOICES: Pick<PlanChoices, "filter" | "schedules" | "conditions" | "commands" | "tests"> = {
  filter: DEFAULT_FILTER,
  schedules: [],
  conditions: NO_CONDITIONS,
  commands: {},
  tests: DEFAULT_TESTS,
};

/** How a plan's newest run on a target ended. */
const LastRun = z.object({ runId: RunId, outcome: RunOutcome, endedAt: Moment, problems: Count }).readonly();

/** What is known of a plan's snapshots on one of its targets. */
export const PlanOnTarget = z
  .object({
    targetId: TargetId,
    snapshots: Count,
    newestSnapshotAt: Moment.optional(),
    /** Snapshots on other targets of the plan that are to be copied to this one and are not there yet. */
    missing: Count.optional(),
    /** When a run last found that nothing has changed since the newest snapshot: it stands for this moment, too. */
    currentAt: Moment.optional(),
    newestSnapshotBytes: Count.optional(),
    newestSnapshotFiles: Count.optional(),
    lastRun: LastRun.optional(),
    /** When a test-restore last showed that its snapshots come back. */
    provenAt: Moment.optional(),
    /** The last test-restore failed; absent once one has passed since. */
    testFailure: TestFailure.optional(),
    /** Open until the user has looked at it. */
    massChange: MassChange.optional(),
  })
  .readonly();
export type PlanOnTarget = z.infer<typeof PlanOnTarget>;

export const PlanState = z
  .object({
    plan: Plan,
    targets: z.array(PlanOnTarget).readonly(),
    activity: PlanActivity,
    watch: PlanWatch,
  })
  .readonly();
export type PlanState = z.infer<typeof PlanState>;
