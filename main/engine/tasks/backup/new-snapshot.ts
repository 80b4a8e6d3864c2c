import { type BlobId, formatTime, type Snapshot } from "../../format/index.ts";
import { toText } from "../../names/index.ts";
import { type Identity, ownIdentity, type StoredSnapshot } from "../../repository/index.ts";
import type { BackupOptions, BackupSummary } from "./model.ts";
import type { ParentWish } from "./parent.ts";
import type { WalkedSource } from "./source-walk.ts";

const NANOSECONDS = 1_000_000n;

/** When a run began and where it is, in milliseconds since 1970. */
export interface RunTimes {
  readonly startedAt: number;
  readonly now: number;
}

/** What a run did. */
export function summarize({ figures, stored }: WalkedSource, { startedAt, now }: RunTimes): BackupSummary {
  const { dataBlobs, treeBlobs, bytesAdded, bytesAddedPacked } = stored;
  return {
    backupStart: formatTime(BigInt(startedAt) * NANOSECONDS),
    backupEnd: formatTime(BigInt(now) * NANOSECONDS),
    ...figures,
    ...{ dataBlobs, treeBlobs, dataAdded: bytesAdded, dataAddedPacked: bytesAddedPacked },
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
    ...(parent === undefined || options.recordParent === false ? {} : { parent: parent.id }),
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
