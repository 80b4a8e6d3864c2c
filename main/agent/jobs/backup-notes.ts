import { bytes, countOf } from "../../../shared/figures/index.ts";
import type { BackupNotice, WalkReason } from "../../engine/index.ts";

const WALKS: Readonly<Record<WalkReason, string>> = {
  asked: "Every folder was looked at, as was asked for.",
  "other-parent": "Every folder was looked at: the changes that are known count from another snapshot.",
  "other-paths": "Every folder was looked at: the earlier snapshot is of other folders.",
  "no-figures": "Every folder was looked at: the earlier snapshot does not say how much it holds.",
  "damaged-parent": "Every folder was looked at: a part of the earlier snapshot cannot be read.",
};

/** What a backup's log says of something the engine told, if anything. */
export function noteOf(notice: Exclude<BackupNotice, { type: "problem" }>): string {
  switch (notice.type) {
    case "unlocked":
      return `Removed the lock of a backup that had died (process ${notice.pid}).`;
    case "adopted":
      return `Used ${countOf(notice.packs, "pack")} that an interrupted run had stored.`;
    case "parent":
      return notice.id === undefined
        ? "There is no earlier snapshot: every file is read."
        : `Compared with snapshot ${notice.id.slice(0, 8)}.`;
    case "walks":
      return WALKS[notice.reason];
    case "kept":
      return notice.packs === 0
        ? "Stopped; nothing new had been stored yet."
        : `Stopped; ${countOf(notice.packs, "pack")} (${bytes(notice.bytes)}) ${notice.packs === 1 ? "is" : "are"} kept.`;
  }
}
