import { bytes } from "../../../../shared/figures/index.ts";
import type { Moment, PlanState, Snapshot } from "../../../../shared/model/index.ts";
import { say, spokenLocale } from "../../../../shared/words/index.ts";
import { formatDate, formatDay, formatMoment, startOfDay } from "../../../components/index.ts";
import { changeWords, makerOf, typeWord } from "../snapshot-words.ts";
import type { Span } from "./timeline-rows.ts";

const NEAR_MS = 1.6 * 24 * 3_600_000;

/** `2026`, `March`, `Today`, `Monday 9`: what a line of the timeline is called; what it is in stands above it. */
export function spanName({ unit, start }: Span, now: Moment): string {
  const date = new Date(start);
  if (unit === "year") return String(date.getFullYear());
  if (unit === "month") return date.toLocaleDateString(spokenLocale(), { month: "long" });
  return dayName(start, now);
}

/** `Today`, `Yesterday`, `Monday 9`. */
export function dayName(moment: Moment, now: Moment): string {
  if (startOfDay(now) - startOfDay(moment) < NEAR_MS) return formatDay(moment, now);
  return new Date(moment).toLocaleDateString(spokenLocale(), { weekday: "long", day: "numeric" });
}

/** The same for somebody who does not see what is above: `March 2026`, `Monday 9 March`. */
export function spanTitle(span: Span, now: Moment): string {
  const date = new Date(span.start);
  if (span.unit === "year") return String(date.getFullYear());
  if (span.unit === "month") return date.toLocaleDateString(spokenLocale(), { month: "long", year: "numeric" });
  return startOfDay(now) - span.start < NEAR_MS ? formatDay(span.start, now) : formatDate(span.start, now);
}

/** All that is known of a snapshot, for who cannot see the dot: when, of what, how much, its kind, and whether it is proven. */
export function snapshotTitle(snapshot: Snapshot, plans: readonly PlanState[]): string {
  const words = [
    formatMoment(snapshot.time),
    makerOf(snapshot, plans),
    changeWords(snapshot),
    ...(snapshot.mode === "incremental" ? [] : [typeWord(snapshot)]),
    ...(snapshot.provenAt === undefined ? [] : [say("Came back in a test-restore")]),
  ];
  return words.filter((word) => word !== undefined && word !== "").join("; ");
}

/** `1.2 GB`: what it added. */
export function addedWords({ bytesStored }: Snapshot): string {
  return bytesStored === undefined ? "" : say("+{size}", { size: bytes(bytesStored) });
}
