import { countOf } from "../../../shared/figures/index.ts";
import type { Moment, PlanWatch, Unwatched } from "../../../shared/model/index.ts";
import { atInWords, showPath } from "../../components/index.ts";

/** How a plan's folders are watched, in a sentence or two. */
export function watchSentence({ state, folders, unwatched }: PlanWatch): string {
  switch (state) {
    case "off":
      return "Its folders are not watched: each backup walks all of them to find what has changed.";
    case "starting":
      return `The watch is starting: ${countOf(folders, "folder")} so far. Until then a backup walks all of them.`;
    case "watching":
      return `${watched(folders)} A backup looks only where something has changed.`;
    case "partly": {
      const parts = countOf(unwatched.length, "part");
      const are = unwatched.length === 1 ? "is" : "are";
      return `${watched(folders)} ${parts} ${are} not: each backup walks ${unwatched.length === 1 ? "it" : "them"}.`;
    }
  }
}

function watched(folders: number): string {
  return `${countOf(folders, "folder")} ${folders === 1 ? "is" : "are"} watched.`;
}

/** How many folders have changes that are not saved yet; undefined when only a walk can tell. */
export function changedWords({ changedFolders }: PlanWatch): string | undefined {
  if (changedFolders === undefined) return undefined;
  return changedFolders === 0 ? "nothing since the newest snapshot" : `in ${countOf(changedFolders, "folder")}`;
}

/** When all was last walked, and what that showed of the watch. */
export function walkedWords({ walkedAt, missed }: PlanWatch, now: Moment): string | undefined {
  if (walkedAt === undefined) return undefined;
  const at = atInWords(walkedAt, now).replace(/^on /, "");
  if (missed === undefined) return at;
  return missed === 0
    ? `${at}; nothing had been missed`
    : `${at}; ${countOf(missed, "changed folder")} had been missed`;
}

const REASONS: Readonly<Record<Unwatched["reason"], string>> = {
  limit: "the system’s number of watches is used up",
  network: "on a network, changes by others are not told",
  "not-allowed": "Holdfast may not look into it",
  error: "the system refused to watch it",
};

/** Why a part has to be walked, such as “/mnt/office: on a network, changes by others are not told”. */
export function unwatchedWords({ path, reason, detail }: Unwatched): string {
  const more = reason === "error" && detail !== "" ? ` (${detail})` : "";
  return `${showPath(path)}: ${REASONS[reason]}${more}`;
}
