// What plans of a stage have that is out of the ordinary.
import type { PlanState, PlanWatch, Schedule } from "../../../shared/model/index.ts";
import { runId, scheduleId, snapshotId } from "./ids.ts";
import { hoursAgo, minutesAgo } from "./made.ts";

/** Every evening, in full once a week, and checked each month. */
export const EVENINGS: readonly Schedule[] = [
  {
    id: scheduleId(3),
    when: { type: "daily", at: "20:00" },
    action: { type: "backup", mode: "incremental" },
  },
  {
    id: scheduleId(4),
    when: { type: "weekly", days: [6], at: "21:30" },
    action: { type: "backup", mode: "full" },
  },
  {
    id: scheduleId(5),
    when: { type: "monthly", day: 15, at: "12:00" },
    action: { type: "check", readData: false },
  },
];

/** Most of its files were rewritten in the newest backup, and nobody has looked at it. */
export function withMassChange(state: PlanState): PlanState {
  const [on, ...others] = state.targets;
  if (on === undefined) return state;
  const counts = { filesBefore: 48_211, filesRemoved: 0, filesChanged: 41_877, filesNew: 0 };
  const [snapshotOf, lastGoodId] = [snapshotId(1), snapshotId(2)];
  const massChange = {
    ...{ targetId: on.targetId, runId: runId(1), at: minutesAgo(24), kind: "rewritten" as const, ...counts },
    ...{ snapshotId: snapshotOf, lastGoodId, lastGoodAt: minutesAgo(24 + 143) },
  };
  return { ...state, targets: [{ ...on, massChange }, ...others] };
}

/** The system's number of watches is used up, and a part is on a network. */
export const AT_ITS_LIMIT: PlanWatch = {
  ...{ state: "partly", folders: 61_204, walkedAt: hoursAgo(9), missed: 3 },
  unwatched: [
    { path: "/home/ada/Documents/Archive", reason: "limit", detail: "ENOSPC" },
    { path: "/mnt/office/shared", reason: "network", detail: "nfs4" },
  ],
  limit: {
    ...{ setting: "fs.inotify.max_user_watches", current: 65_536, suggested: 524_288 },
    command:
      "echo fs.inotify.max_user_watches=524288 | sudo tee /etc/sysctl.d/60-holdfast.conf && sudo sysctl --system",
  },
};
