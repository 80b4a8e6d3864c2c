import { bytes, countOf } from "../../../shared/figures/index.ts";
import type { BackupNotice } from "../../engine/index.ts";

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
    case "kept":
      return notice.packs === 0
        ? "Stopped; nothing new had been stored yet."
        : `Stopped; ${countOf(notice.packs, "pack")} (${bytes(notice.bytes)}) ${notice.packs === 1 ? "is" : "are"} kept.`;
  }
}
