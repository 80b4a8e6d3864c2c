import type { PathText, Plan, PlanId, Snapshot, SnapshotId } from "../../../shared/model/index.ts";
import type { StoredSnapshot } from "../../engine/index.ts";
import { modeOf } from "./mode-tag.ts";
import { planTag } from "./plan-tag.ts";

/** A snapshot as its repository has it, in the words of the contract. @param plans those that may have made it */
export function describeSnapshot(stored: StoredSnapshot, plans: readonly Plan[]): Snapshot {
  const { id, time, hostname = "", username = "", paths, tags = [], parent, original, summary } = stored;
  const [planId, mode] = [planOf(tags, plans), modeOf(tags)];
  return {
    // The storage lists only names that are ids; so is what the engine has read as one.
    id: id as string as SnapshotId,
    // The engine keeps only times that are dates; before 1970 there were no backups.
    time: Math.max(0, Date.parse(time)),
    ...offsetOf(time),
    ...{ hostname, username, tags, paths: paths.map(pathInSnapshot) },
    ...(planId === undefined ? {} : { planId }),
    ...(mode === undefined ? {} : { mode }),
    ...(parent === undefined ? {} : { parent: parent as string as SnapshotId }),
    ...(original === undefined ? {} : { original: original as string as SnapshotId }),
    ...(summary === undefined
      ? {}
      : {
          ...{ files: summary.totalFilesProcessed, bytes: summary.totalBytesProcessed },
          ...{ bytesStored: summary.dataAddedPacked, filesNew: summary.filesNew, filesChanged: summary.filesChanged },
        }),
  };
}

/** `Z`, or `+02:00` at the end of a time as the format has it. */
function offsetOf(time: string): Pick<Snapshot, "utcOffsetMinutes"> {
  if (time.endsWith("Z")) return { utcOffsetMinutes: 0 };
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(time) ?? [];
  if (hours === undefined) return {};
  const offset = Number(hours) * 60 + Number(minutes);
  return { utcOffsetMinutes: sign === "-" ? -offset : offset };
}

function planOf(tags: readonly string[], plans: readonly Plan[]): PlanId | undefined {
  return plans.find(({ id }) => tags.includes(planTag(id)))?.id;
}

/** Where a folder stands in a snapshot: on Windows a volume loses its colon, `C:\Users` is in `/C/Users`. */
export function pathInSnapshot(path: string): PathText {
  const volume = /^([A-Za-z]):[\\/]?(.*)$/s.exec(path);
  if (volume === null) return path;
  const [, letter = "", rest = ""] = volume;
  return `/${letter}/${rest.replaceAll("\\", "/")}`.replace(/\/+$/, "");
}
