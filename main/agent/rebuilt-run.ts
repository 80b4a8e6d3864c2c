import { randomUUID } from "node:crypto";
import { type Plan, type Run, RunId, type Target } from "../../shared/model/index.ts";
import type { SnapshotSummary, StoredSnapshot } from "../engine/index.ts";
import { describeSnapshot } from "./snapshots/index.ts";

/** Whether a plan of an agent on this machine made the snapshot. */
export function isOwn({ tags = [], hostname }: StoredSnapshot, ownHostname: string): boolean {
  return hostname === ownHostname && tags.some((tag) => tag.startsWith("plan:"));
}

/** The run that made a snapshot, as far as the snapshot tells. That it ended well is known: otherwise there were none. */
export function rebuiltRun(stored: StoredSnapshot, target: Target, plans: readonly Plan[]): Run {
  const { id, time, planId, paths, mode } = describeSnapshot(stored, plans);
  const plan = plans.find((each) => each.id === planId);
  const { summary } = stored;
  const startedAt = summary === undefined ? time : momentOf(summary.backupStart, time);
  const endedAt = summary === undefined ? time : Math.max(startedAt, momentOf(summary.backupEnd, time));
  return {
    id: RunId.parse(randomUUID()),
    ...{ kind: "backup", title: `Back up ${plan?.name ?? paths[0] ?? "files"}`, trigger: "rebuilt" },
    ...(plan === undefined ? {} : { planId: plan.id, planName: plan.name }),
    ...{ targetId: target.id, targetName: target.name, state: "ended", isStopping: false },
    ...{ queuedAt: startedAt, startedAt, endedAt, outcome: "completed", snapshotId: id, problems: 0 },
    ...(summary === undefined
      ? {}
      : { figures: { ...figuresOf(summary, (endedAt - startedAt) / 1000), ...(mode === undefined ? {} : { mode }) } }),
  };
}

function figuresOf(summary: SnapshotSummary, seconds: number): NonNullable<Run["figures"]> {
  const { filesNew, filesChanged, filesUnmodified, dirsNew, dirsChanged, dirsUnmodified } = summary;
  return {
    ...{ kind: "backup", seconds, filesNew, filesChanged, filesUnchanged: filesUnmodified },
    ...{ files: summary.totalFilesProcessed, folders: dirsNew + dirsChanged + dirsUnmodified },
    ...{ bytes: summary.totalBytesProcessed, bytesAdded: summary.dataAdded, bytesStored: summary.dataAddedPacked },
  };
}

/** A time as snapshots have it. */
function momentOf(time: string, otherwise: number): number {
  const moment = Date.parse(time);
  return Number.isNaN(moment) ? otherwise : Math.max(0, moment);
}
