import type { MassChange, Moment } from "../../shared/model/index.ts";
import { atInWords, timeInWords } from "../../shared/moments/index.ts";
import { say } from "../../shared/words/index.ts";

/** “4,120 of 5,000 files were rewritten on Tuesday at 14:10. The last good backup is of 13:10.” */
export function massChangeWords(change: MassChange, now: Moment): string {
  const { filesBefore, at, lastGoodAt } = change;
  const isSameDay = new Date(at).toDateString() === new Date(lastGoodAt).toDateString();
  // Beside a time of the same day the day need not be said again.
  const good = isSameDay ? timeInWords(lastGoodAt, lastGoodAt) : timeInWords(lastGoodAt, now);
  const words = { touched: touched(change), all: filesBefore, at: atInWords(at, now), good };
  switch (whatOf(change)) {
    case "removed":
      return say(
        "{touched, number} of {all, plural, one {# file} other {# files}} were removed {at}. The last good backup is of {good}.",
        words,
      );
    case "renamed":
      return say(
        "{touched, number} of {all, plural, one {# file} other {# files}} were renamed or rewritten {at}. The last good backup is of {good}.",
        words,
      );
    case "rewritten":
      return say(
        "{touched, number} of {all, plural, one {# file} other {# files}} were rewritten {at}. The last good backup is of {good}.",
        words,
      );
  }
}

/** A file that is renamed is gone under its old name: it counts as rewritten, and never are there more than there were. */
function touched({ kind, filesBefore, filesRemoved, filesChanged }: MassChange): number {
  return kind === "removed" ? filesRemoved : Math.min(filesBefore, filesChanged + filesRemoved);
}

function whatOf({ kind, filesRemoved, filesChanged }: MassChange): "removed" | "renamed" | "rewritten" {
  if (kind === "removed") return "removed";
  return filesRemoved > filesChanged ? "renamed" : "rewritten";
}

/** What happens meanwhile. */
export function massChangeHint(): string {
  return say(
    "Until you have looked at it, nothing is removed from this plan’s history. Backups go on. If it was not you, a program may be at work that destroys files: go back to the last good backup.",
  );
}
