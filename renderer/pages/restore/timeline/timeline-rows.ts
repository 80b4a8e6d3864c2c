import type { Moment, Snapshot, SnapshotId } from "../../../../shared/model/index.ts";

/** A year, month or day with what was made in it, the newest first. */
export interface Span {
  /** As in `2026`, `2026-03`, `2026-03-09`: unique among all, and each begins with the key of the one it is in. */
  readonly key: string;
  readonly unit: "year" | "month" | "day";
  /** Its first moment, here. */
  readonly start: Moment;
  readonly count: number;
  /** Of a year its months, of a month its days; none in a day. */
  readonly spans: readonly Span[];
  /** Of a day. */
  readonly snapshots: readonly Snapshot[];
}

interface Place {
  /** From 1, as a screen reader says it. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
}

export type SpanRow = Place & {
  readonly kind: "span";
  readonly key: string;
  readonly span: Span;
  readonly isOpen: boolean;
};
export type SnapshotRow = Place & {
  readonly kind: "snapshot";
  readonly key: SnapshotId;
  readonly snapshot: Snapshot;
  /** The only one of its day, which then has no row of its own. */
  readonly isAlone: boolean;
};

/** A line of the timeline. */
export type TimelineRow = SpanRow | SnapshotRow;

/** Above this many snapshots only the newest month, and the one that is looked at, are open at first. */
const FEW = 60;

/** The calendar of snapshots, years first. @param snapshots the newest first */
export function spansOf(snapshots: readonly Snapshot[]): readonly Span[] {
  return grouped(snapshots, "year");
}

const BELOW = { year: "month", month: "day", day: undefined } as const;

function grouped(snapshots: readonly Snapshot[], unit: Span["unit"]): readonly Span[] {
  const below = BELOW[unit];
  return [...Map.groupBy(snapshots, ({ time }) => keyOf(time, unit))].map(([key, own]) => ({
    ...{ key, unit, count: own.length, start: startOf(own[0]?.time ?? 0, unit) },
    spans: below === undefined ? [] : grouped(own, below),
    snapshots: below === undefined ? own : [],
  }));
}

function keyOf(time: Moment, unit: Span["unit"]): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, "0");
  const parts = [String(date.getFullYear()), two(date.getMonth() + 1), two(date.getDate())];
  return parts.slice(0, unit === "year" ? 1 : unit === "month" ? 2 : 3).join("-");
}

function startOf(time: Moment, unit: Span["unit"]): Moment {
  const date = new Date(time);
  const [month, day] = [unit === "year" ? 0 : date.getMonth(), unit === "day" ? date.getDate() : 1];
  return new Date(date.getFullYear(), month, day).getTime();
}

/** The keys of the year, month and day that a moment is in. */
export function keysAround(time: Moment): readonly string[] {
  return (["year", "month", "day"] as const).map((unit) => keyOf(time, unit));
}

/** What is open when the timeline appears. */
export function openAtFirst(snapshots: readonly Snapshot[], current: Moment | undefined): ReadonlySet<string> {
  if (snapshots.length <= FEW) return new Set(snapshots.flatMap(({ time }) => keysAround(time)));
  const [newest] = snapshots;
  const shown = [newest?.time, current].filter((time) => time !== undefined);
  return new Set(shown.flatMap(keysAround));
}

/** The lines that there are, from the top: what is in a closed span has none. */
export function rowsOf(spans: readonly Span[], open: ReadonlySet<string>): readonly TimelineRow[] {
  const rows: TimelineRow[] = [];
  const addAll = (list: readonly Span[], level: number): void => {
    for (const [index, span] of list.entries()) {
      const place = { level, position: index + 1, siblings: list.length };
      const [only] = span.snapshots;
      if (only !== undefined && span.snapshots.length === 1) {
        rows.push({ ...place, kind: "snapshot", key: only.id, snapshot: only, isAlone: true });
        continue;
      }
      const isOpen = open.has(span.key);
      rows.push({ ...place, kind: "span", key: span.key, span, isOpen });
      if (!isOpen) continue;
      addAll(span.spans, level + 1);
      for (const [at, snapshot] of span.snapshots.entries()) {
        const within = { level: level + 1, position: at + 1, siblings: span.snapshots.length };
        rows.push({ ...within, kind: "snapshot", key: snapshot.id, snapshot, isAlone: false });
      }
    }
  };
  addAll(spans, 1);
  return rows;
}

/** How large a snapshot's dot is: what it added to the target, in steps of a hundred. */
export function dotSize({ bytesStored = 0 }: Snapshot): 0 | 1 | 2 | 3 {
  if (bytesStored < 1_000_000) return 0;
  if (bytesStored < 100_000_000) return 1;
  return bytesStored < 10_000_000_000 ? 2 : 3;
}
