// Plans whose snapshots are copied to drives, servers and rented storage; not all of them let us in.
import type { PlanState, Refusal, Run, TargetState } from "../../../shared/model/index.ts";
import { HOST_KEY } from "./far-places.ts";
import { HISTORY, NOTES } from "./history.ts";
import { planId, runId, snapshotId, targetId } from "./ids.ts";
import {
  daysAgo,
  inHours,
  madeProgress,
  madeRun,
  madeSnapshots,
  madeTarget,
  minutesAgo,
  runningRun,
  savedPlan,
} from "./made.ts";

const DENIED: Refusal = {
  code: "storage/access-denied",
  message: "“rest:https://backup.example.com:8000/ada/” does not accept these credentials.",
  hint: "Check the user name and the password or keys.",
  retry: "never",
  facts: { location: "rest:https://backup.example.com:8000/ada/" },
};

const UNTRUSTED: Refusal = {
  code: "storage/host-untrusted",
  message: `The server of “sftp:ada@nas.local:/volume1/backups” has another key than it had before: ${HOST_KEY}.`,
  hint: "If you or its owner set the server up anew, trust the new key. If not, somebody may be listening in.",
  retry: "never",
  facts: { location: "sftp:ada@nas.local:/volume1/backups", reason: "changed", fingerprint: HOST_KEY },
};

/** A drive, a rented bucket that nothing can be deleted from, a server with a new key, a server with another password, a plain one. */
const TARGETS: readonly TargetState[] = [
  madeTarget(1),
  withoutSpace(2, {
    ...{ name: "Hetzner", kind: "s3", location: "s3:https://fsn1.your-objectstorage.com/ada-backups/laptop" },
    ...{ access: { accessKeyId: "HK2Q9ADA", lockDays: "30" }, isOffSite: true },
    ...{ removal: "protected" as const, protectedUntil: inHours(24 * 30), newestSnapshotAt: minutesAgo(24) },
  }),
  madeTarget(3, {
    ...{ name: "Cellar NAS", kind: "sftp", location: "sftp:ada@nas.local:/volume1/backups", problem: UNTRUSTED },
    newestSnapshotAt: daysAgo(2),
  }),
  withoutSpace(4, {
    ...{ name: "Sister’s server", kind: "rest", location: "rest:https://backup.example.com:8000/ada/" },
    ...{ access: { user: "ada" }, isOffSite: true, removal: "append-only" as const, problem: DENIED },
    ...{ snapshots: 0, newestSnapshotAt: 0 },
  }),
  madeTarget(5, { name: "Nextcloud", kind: "webdav", location: "webdav:https://cloud.example.com/dav/ada/backups" }),
];

/** Rented storage does not say how much room there is, and an empty place has nothing newest. */
function withoutSpace(number: number, facts: Parameters<typeof madeTarget>[1]): TargetState {
  const { space: _space, newestSnapshotAt, ...state } = madeTarget(number, facts);
  return newestSnapshotAt === 0 ? state : { ...state, ...(newestSnapshotAt === undefined ? {} : { newestSnapshotAt }) };
}

/** Documents is everywhere but on one server; Photos is about to be copied for the first time. */
const PLANS: readonly PlanState[] = [documents(), photos()];

function photos(): PlanState {
  const targetIds = [targetId(1), targetId(5)];
  const state = savedPlan(2, { name: "Photos", folders: ["/home/ada/Pictures"], targetIds });
  const saved = state.targets.slice(0, 1);
  return { ...state, targets: [...saved, { targetId: targetId(5), snapshots: 0 }], activity: { type: "running" } };
}

function documents(): PlanState {
  const state = savedPlan(1, { targetIds: [1, 2, 3, 4].map(targetId) });
  const [drive, bucket, nas] = state.targets;
  if (drive === undefined || bucket === undefined || nas === undefined) return state;
  const targets = [
    { ...drive, provenAt: daysAgo(4) },
    bucket,
    { ...nas, newestSnapshotAt: daysAgo(2), snapshots: 40 },
    { targetId: targetId(4), snapshots: 0 },
  ];
  return { ...state, targets };
}

const COPIED: Run = madeRun(20, {
  ...{ kind: "copy", title: "Copy Documents to Hetzner", trigger: "schedule", endedAt: minutesAgo(20) },
  ...{ targetId: targetId(2), targetName: "Hetzner", snapshotId: snapshotId(1) },
  figures: {
    ...{ kind: "copy", seconds: 212, snapshots: 1, snapshotsThere: 41 },
    ...{ bytesAdded: 1_912_443_101, bytesStored: 1_204_118_992 },
  },
});

const COPYING: Run = runningRun(21, madeProgress(0.42), {
  ...{ kind: "copy", title: "Copy Photos to Nextcloud", planId: planId(2), planName: "Photos" },
  ...{ targetId: targetId(5), targetName: "Nextcloud", trigger: "schedule", id: runId(21) },
});

const SNAPSHOTS = madeSnapshots(42, planId(1), "office hours");

export const MANY_PLACES = {
  plans: PLANS,
  targets: TARGETS,
  runs: [COPYING, COPIED, ...HISTORY],
  snapshots: SNAPSHOTS,
  notes: NOTES,
} as const;
