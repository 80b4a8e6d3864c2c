import type { KeepRules, RetentionVerdict, Snapshot } from "../../../shared/model/index.ts";

type Bucket = readonly [rule: "hourly" | "daily" | "weekly" | "monthly" | "yearly", reason: string, width: number];

/** Lengths of ISO dates, but for weeks: good enough to look at. The true rules are the engine's. */
const BUCKETS: readonly Bucket[] = [
  ["hourly", "hourly snapshot", 13],
  ["daily", "daily snapshot", 10],
  ["weekly", "weekly snapshot", 0],
  ["monthly", "monthly snapshot", 7],
  ["yearly", "yearly snapshot", 4],
];
const WEEK = 7 * 24 * 3_600_000;

/** What would become of snapshots, the newest first. */
export function verdictsOf(snapshots: readonly Snapshot[], keep: KeepRules | undefined): RetentionVerdict[] {
  const seen = BUCKETS.map(() => new Set<string>());
  return snapshots.map(({ id, time }, index) => {
    const reasons = BUCKETS.flatMap(([rule, reason, width], at) => {
      const key = width === 0 ? String(Math.floor(time / WEEK)) : new Date(time).toISOString().slice(0, width);
      const known = seen[at];
      const limit = keep?.[rule] ?? 0;
      if (known === undefined || known.has(key) || known.size >= limit) return [];
      known.add(key);
      return [reason];
    });
    const last = index < (keep?.last ?? 0) ? ["last snapshot"] : [];
    const newest = index === 0 ? ["newest of the plan"] : [];
    const all = keep === undefined ? ["no rules"] : [];
    const why = [...newest, ...last, ...reasons, ...all];
    return { snapshotId: id, time, keep: why.length > 0, reasons: why };
  });
}
