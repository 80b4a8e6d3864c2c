import type { Moment, PlanWatch, Unwatched } from "../../../shared/model/index.ts";
import { say, type Text, text } from "../../../shared/words/index.ts";
import { atInWords, showPath } from "../../components/index.ts";

/** How a plan's folders are watched, in a sentence or two. */
export function watchSentence({ state, folders, unwatched }: PlanWatch): string {
  switch (state) {
    case "off":
      return say("Its folders are not watched: each backup walks all of them to find what has changed.");
    case "starting":
      return say(
        "The watch is starting: {folders, plural, one {# folder} other {# folders}} so far. Until then a backup walks all of them.",
        { folders },
      );
    case "watching":
      return say(
        "{folders, plural, one {# folder is watched.} other {# folders are watched.}} A backup looks only where something has changed.",
        { folders },
      );
    case "partly":
      return say(
        "{folders, plural, one {# folder is watched.} other {# folders are watched.}} {parts, plural, one {# part is not: each backup walks it.} other {# parts are not: each backup walks them.}}",
        { folders, parts: unwatched.length },
      );
  }
}

/** How many folders have changes that are not saved yet; undefined when only a walk can tell. */
export function changedWords({ changedFolders }: PlanWatch): string | undefined {
  if (changedFolders === undefined) return undefined;
  return changedFolders === 0
    ? say("nothing since the newest snapshot")
    : say("{count, plural, one {in # folder} other {in # folders}}", { count: changedFolders });
}

/** When all was last walked, and what that showed of the watch. */
export function walkedWords({ walkedAt, missed }: PlanWatch, now: Moment): string | undefined {
  if (walkedAt === undefined) return undefined;
  const at = atInWords(walkedAt, now).replace(/^on /, "");
  if (missed === undefined) return at;
  return missed === 0
    ? say("{at}; nothing had been missed", { at })
    : say("{at}; {missed, plural, one {# changed folder} other {# changed folders}} had been missed", { at, missed });
}

const REASONS: Readonly<Record<Unwatched["reason"], Text>> = {
  limit: text("the system’s number of watches is used up"),
  network: text("on a network, changes by others are not told"),
  "not-allowed": text("Holdfast may not look into it"),
  error: text("the system refused to watch it"),
};

/** Why a part has to be walked, such as “/mnt/office: on a network, changes by others are not told”. */
export function unwatchedWords({ path, reason, detail }: Unwatched): string {
  const more = reason === "error" && detail !== "" ? ` (${detail})` : "";
  return `${showPath(path)}: ${say(REASONS[reason])}${more}`;
}
