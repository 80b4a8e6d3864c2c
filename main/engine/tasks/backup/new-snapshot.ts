import { type BlobId, formatTime, type Snapshot } from "../../format/index.ts";
import { toText } from "../../names/index.ts";
import { type Identity, ownIdentity, type StoredSnapshot } from "../../repository/index.ts";
import type { BackupCounter } from "./jobs.ts";
import type { BackupOptions, BackupSummary } from "./model.ts";
import type { ParentWish } from "./parent.ts";

const NANOSECONDS = 1_000_000n;

/** When a run began and where it is, in milliseconds since 1970. */
export interface RunTimes {
  readonly startedAt: number;
  readonly now: number;
}

/** What a run did, from the counts of its threads. */
export function summarize(
  totals: Readonly<Record<BackupCounter, number>>,
  { startedAt, now }: RunTimes,
): BackupSummary {
  const { filesNew, filesChanged, filesUnmodified, dirsNew, dirsChanged, dirsUnmodified } = totals;
  const { dataBlobs, treeBlobs, bytesAdded, bytesAddedPacked, bytesDone } = totals;
  return {
    backupStart: formatTime(BigInt(startedAt) * NANOSECONDS),
    backupEnd: formatTime(BigInt(now) * NANOSECONDS),
    ...{ filesNew, filesChanged, filesUnmodified, dirsNew, dirsChanged, dirsUnmodified },
    ...{ dataBlobs, treeBlobs, dataAdded: bytesAdded, dataAddedPacked: bytesAddedPacked },
    totalFilesProcessed: filesNew + filesChanged + filesUnmodified,
    totalBytesProcessed: bytesDone,
    seconds: (now - startedAt) / 1000,
  };
}

/** Which snapshot the run compares with. */
export function parentWish(options: BackupOptions, startedAt: number): ParentWish {
  const { targets, parent, timeNs } = options;
  return {
    ...(parent === undefined ? {} : { asked: parent }),
    hostname: hostnameOf(options),
    paths: targets.map(({ absolute }) => toText(absolute)),
    timeNs: timeNs ?? BigInt(startedAt) * NANOSECONDS,
  };
}

export function newSnapshot(
  options: BackupOptions,
  startedAt: number,
  { seconds: _, ...summary }: BackupSummary,
  tree: BlobId,
  parent: StoredSnapshot | undefined,
): Snapshot {
  const { tags = [], excludes = [], programVersion } = options;
  const { username, uid, gid } = identityOf(options);
  const { hostname, paths, timeNs } = parentWish(options, startedAt);
  return {
    ...{ time: formatTime(timeNs), tree, paths, hostname, username, summary },
    ...(parent === undefined ? {} : { parent: parent.id }),
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
    ...(excludes.length === 0 ? {} : { excludes }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(programVersion === undefined ? {} : { programVersion }),
  };
}

function hostnameOf(options: BackupOptions): string {
  return options.hostname ?? identityOf(options).hostname;
}

function identityOf(options: BackupOptions): Identity {
  return options.identity ?? ownIdentity();
}
