import type { Moment, Plan, TestAmount } from "../../../shared/model/index.ts";
import type { PlanProofRecord } from "../catalog/index.ts";

/** The day of a moment in the computer's time zone, as in `2026-11-22`. */
export function dayOf(moment: Moment): string {
  const date = new Date(moment);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** What a test may read: those that begin by themselves share the day's bytes, one that the user asked for has them to itself. */
export function budgetFor(
  { tests }: Plan,
  record: PlanProofRecord,
  { amount, isAsked, now }: { readonly amount: TestAmount; readonly isAsked: boolean; readonly now: Moment },
): number {
  if (amount === "all") return Number.MAX_SAFE_INTEGER;
  if (isAsked) return tests.bytesPerDay;
  const read = record.day === dayOf(now) ? (record.bytesOfDay ?? 0) : 0;
  return Math.max(0, tests.bytesPerDay - read);
}

/** With what a test has read, however it ended. */
export function withRead(record: PlanProofRecord, bytes: number, now: Moment): PlanProofRecord {
  const day = dayOf(now);
  const before = record.day === day ? (record.bytesOfDay ?? 0) : 0;
  return { ...record, day, bytesOfDay: before + bytes };
}
