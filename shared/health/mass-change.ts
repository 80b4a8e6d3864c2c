import type { MassChange } from "../model/index.ts";
import { languageOf, say, spokenLocale } from "../words/index.ts";

/** What a warning about an unusual change says: “4,120 of 5,000 files were rewritten”. */
export function massChangeText({ kind, filesBefore, filesRemoved, filesChanged, filesNew }: MassChange): string {
  const touched = kind === "removed" ? filesRemoved - filesNew : filesChanged + Math.min(filesRemoved, filesNew);
  const words = { touched: Math.min(touched, filesBefore), all: filesBefore };
  return kind === "removed"
    ? say("{touched, number} of {all, number} files were removed", words)
    : say("{touched, number} of {all, number} files were rewritten", words);
}

/** Where to go back to: “the last good backup is of Tue 14:10”, with the day when it is more than six days ago. */
export function lastGoodText({ lastGoodAt }: MassChange, now: number): string {
  const isRecent = now - lastGoodAt < 6 * 86_400_000;
  const day: Intl.DateTimeFormatOptions = isRecent
    ? { weekday: "long" }
    : { year: "numeric", month: "short", day: "numeric" };
  const when = new Date(lastGoodAt);
  const where = languageOf(spokenLocale()) === "en" ? "en-GB" : spokenLocale();
  const time = when.toLocaleTimeString(where, { hour: "2-digit", minute: "2-digit" });
  return say("the last good backup is of {day} {time}", { day: when.toLocaleDateString(where, day), time });
}
