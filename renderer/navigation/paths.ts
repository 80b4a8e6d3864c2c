import type { PlanId, RunId, SnapshotId, TargetId } from "../../shared/model/index.ts";

/** The address of every page. Links are made with these and never spelled out, so that a page can move. */
export const paths = {
  overview: "/",
  plans: "/plans",
  plan: (planId: PlanId): string => `/plans/${planId}`,
  editPlan: (planId: PlanId): string => `/plans/${planId}/edit`,
  activity: "/activity",
  run: (runId: RunId): string => `/activity/${runId}`,
  proof: "/proof",
  targets: "/targets",
  addTarget: "/targets/add",
  settings: "/settings",
  /** Makes the first plan and each later one. */
  setup: "/setup",
  search: "/search",
  restore: "/restore",
  restoreTarget: (targetId: TargetId): string => `/restore/${targetId}`,
  /** One file through time; its path stands in `path`, the version to look at in `snapshot`. */
  restoreFile: (targetId: TargetId): string => `/restore/${targetId}/file`,
  restoreSnapshot: (targetId: TargetId, snapshotId: SnapshotId): string => `/restore/${targetId}/${snapshotId}`,
  /** With `before` and `after` in its search: the ids of two snapshots. */
  compare: (targetId: TargetId): string => `/restore/${targetId}/compare`,
} as const;
