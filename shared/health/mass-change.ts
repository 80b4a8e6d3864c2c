import { count } from "../figures/index.ts";
import type { MassChange } from "../model/index.ts";

/** What a warning about an unusual change says: “4,120 of 5,000 files were rewritten”. */
export function massChangeText({ kind, filesBefore, filesRemoved, filesChanged, filesNew }: MassChange): string {
  const touched = kind === "removed" ? filesRemoved - filesNew : filesChanged + Math.min(filesRemoved, filesNew);
  const what = kind === "removed" ? "removed" : "rewritten";
  return `${count(Math.min(touched, filesBefore))} of ${count(filesBefore)} files were ${what}`;
}

/** Where to go back to: “the last good backup is of Tue 14:10”, with the day when it is more than six days ago. */
export function lastGoodText({ lastGoodAt }: MassChange, now: number): string {
  const isRecent = now - lastGoodAt < 6 * 86_400_000;
  const day: Intl.DateTimeFormatOptions = isRecent
    ? { weekday: "long" }
    : { year: "numeric", month: "short", day: "numeric" };
  const when = new Date(lastGoodAt);
  const time = when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return `the last good backup is of ${when.toLocaleDateString("en-GB", day)} ${time}`;
}
