import type {
  BackupMode,
  PathText,
  PlanId,
  Run,
  RunFigures,
  RunId,
  RunKind,
  RunNote,
  RunProblem,
  RunProgress,
  SnapshotId,
  TargetId,
} from "../../../shared/model/index.ts";
import type { OpenRepository } from "../../engine/index.ts";

/** Something to be done with a repository when its turn comes. */
export interface RunJob {
  readonly kind: RunKind;
  /** In words, such as “Back up Documents”. */
  readonly title: string;
  readonly planId?: PlanId;
  readonly planName?: string;
  readonly targetId: TargetId;
  readonly targetName: string;
  readonly trigger: Run["trigger"];
  /** Of a backup. */
  readonly mode?: BackupMode;
  /** Where a restore writes to. */
  readonly destination?: PathText;
  /** Other targets that it would read from if it began now. It does not begin while one of them is worked on by a run that needs it alone. */
  readonly reads?: () => readonly TargetId[];
  /** The same work for another target, asked while this one is away; undefined if it has to wait. */
  readonly elsewhere?: () => RunJob | undefined;
  /**
   * Does what goes before and after all the rest, which is `work`, and hands on how that ended. What it throws is as of
   * `perform`.
   */
  readonly around?: (context: EarlyContext, work: () => Promise<RunEnd>) => Promise<RunEnd>;
  /**
   * What can be done without opening the repository, which costs more than a small run. An end here is the run's. What it
   * throws is as of `perform`.
   */
  readonly beforeOpening?: (context: EarlyContext) => Promise<RunEnd | undefined>;
  /**
   * Does it. What it throws is how the run failed: an `AppError` is told to the user, the signal's reason is a stop,
   * everything else a bug.
   */
  perform(context: RunContext): Promise<RunEnd>;
}

/** What a job has while it runs. None of the calls waits or fails, however often it is called. */
export interface EarlyContext {
  readonly runId: RunId;
  /** Aborts when the run is to stop: end soon, and keep what there is. */
  readonly signal: AbortSignal;
  progress(progress: RunProgress): void;
  problem(problem: RunProblem): void;
  note(level: RunNote["level"], text: string): void;
}

export interface RunContext extends EarlyContext {
  /** The repository, for this run alone. */
  readonly open: OpenRepository;
}

/** How a job ended that came to its end. */
export interface RunEnd {
  readonly figures: RunFigures;
  readonly snapshotId?: SnapshotId;
  /** All of them, told or not. More than none makes it “completed with warnings”. */
  readonly problems: number;
}
