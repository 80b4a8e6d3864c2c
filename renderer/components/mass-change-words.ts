import { count, countOf } from "../../shared/figures/index.ts";
import type { MassChange, Moment } from "../../shared/model/index.ts";
import { atInWords, timeInWords } from "./moment-words.ts";

/** “4,120 of 5,000 files were rewritten on Tuesday at 14:10. The last good backup is of 13:10.” */
export function massChangeWords(change: MassChange, now: Moment): string {
  const { filesBefore, at, lastGoodAt } = change;
  const isSameDay = new Date(at).toDateString() === new Date(lastGoodAt).toDateString();
  // Beside a time of the same day the day need not be said again.
  const good = isSameDay ? timeInWords(lastGoodAt, lastGoodAt) : timeInWords(lastGoodAt, now);
  const files = `${count(touched(change))} of ${countOf(filesBefore, "file")}`;
  return `${files} were ${verb(change)} ${atInWords(at, now)}. The last good backup is of ${good}.`;
}

/** A file that is renamed is gone under its old name: it counts as rewritten, and never are there more than there were. */
function touched({ kind, filesBefore, filesRemoved, filesChanged }: MassChange): number {
  return kind === "removed" ? filesRemoved : Math.min(filesBefore, filesChanged + filesRemoved);
}

function verb({ kind, filesRemoved, filesChanged }: MassChange): string {
  if (kind === "removed") return "removed";
  return filesRemoved > filesChanged ? "renamed or rewritten" : "rewritten";
}

/** What happens meanwhile. */
export const MASS_CHANGE_HINT =
  "Until you have looked at it, nothing is removed from this plan’s history. Backups go on. " +
  "If it was not you, a program may be at work that destroys files: go back to the last good backup.";
