import type {
  BackupFigures,
  MassChange,
  Moment,
  Plan,
  RunId,
  Snapshot,
  SnapshotId,
  Target,
} from "../../../shared/model/index.ts";
import type { Catalog } from "../catalog/index.ts";
import { judge, partsOf, together } from "./judge.ts";
import { changesOf, type MadeSnapshot, madeSnapshots, runChange } from "./run-change.ts";

/** An attack may go on for hours, and a plan that is backed up after each change sees it in parts. */
const RECENT_MS = 12 * 3_600_000;
/** Of the plan on the target: what it usually does, and a day of backups every quarter of an hour. */
const RUNS_LOOKED_AT = 100;

export interface AlarmDeps {
  readonly catalog: Pick<Catalog, "runs" | "massChanges" | "snapshots">;
  readonly now: () => Moment;
}

/** A backup that has made its snapshot, before its run has ended. */
export interface JustMade {
  readonly plan: Plan;
  readonly target: Target;
  readonly runId: RunId;
  readonly figures: BackupFigures;
  readonly snapshotId: SnapshotId;
  /** The plan's newest snapshot on the target before it; without one there is nothing to compare with. */
  readonly newestBefore: Snapshot | undefined;
  /** The plan saves other folders or leaves out other things than before, or one of its folders is not there at all. */
  readonly isOtherScope: boolean;
}

/**
 * Looks at what a backup saw, and opens a warning if it is unusual; an earlier one that is open stays as it is. From now
 * on no snapshot of the plan on the target is removed, until somebody has looked at it.
 *
 * @returns what this backup saw, if it is unusual
 */
export function watchForMassChange(made: JustMade, { catalog, now }: AlarmDeps): MassChange | undefined {
  const { plan, target, figures, newestBefore } = made;
  if (newestBefore === undefined) return undefined;
  const query = { planId: plan.id, targetId: target.id, kind: "backup", limit: RUNS_LOOKED_AT } as const;
  const earlier = madeSnapshots(catalog.runs.list(query));
  const changes = changesOf(earlier);
  const recentCount = earlier.findLastIndex(({ at }) => at > now() - RECENT_MS) + 1;
  const [run, recent] = [runChange(figures, newestBefore), changes.slice(0, recentCount)];
  const kind = judge(run, recent, changes.slice(recentCount));
  // What is not looked at any more is not gone.
  if (kind === undefined || (kind === "removed" && made.isOtherScope)) return undefined;
  const { filesBefore, filesRemoved, filesChanged, filesNew } = together(run, recent);
  const change: MassChange = {
    ...{ targetId: target.id, runId: made.runId, at: now(), kind, snapshotId: made.snapshotId },
    ...{ filesBefore, filesRemoved, filesChanged, filesNew },
    ...lastGood(earlier, partsOf(recent), newestBefore, catalog.snapshots.list(target.id, plan.id)),
  };
  catalog.massChanges.open(plan.id, change);
  return change;
}

/** The snapshot before the first run that may be a part of it. */
function lastGood(
  earlier: readonly MadeSnapshot[],
  parts: number,
  newestBefore: Snapshot,
  listed: readonly Snapshot[],
): Pick<MassChange, "lastGoodId" | "lastGoodAt"> {
  const id = parts === 0 ? newestBefore.id : earlier[parts]?.snapshotId;
  const snapshot = listed.find((each) => each.id === id) ?? newestBefore;
  return { lastGoodId: snapshot.id, lastGoodAt: snapshot.time };
}
