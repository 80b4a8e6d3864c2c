import type { Database, Query } from "../catalog/index.ts";
import type { IndexedSnapshot, Line } from "./lines.ts";
import type { Content, FoundPath } from "./model.ts";

export interface SpanRow extends Content {
  readonly line: number;
  readonly last: number;
  readonly first: number;
}

export const SPANS = "SELECT line, last, first, type, bytes, modified, content FROM spans WHERE path = :path";
const FOLDER = 1;

/** Where a path stands on one target. */
export type Standing = Omit<FoundPath, "path">;

/** Tells of paths in which snapshots they are, and whether they still are. */
export class Standings {
  readonly #spans: Query<{ path: number }, SpanRow>;

  constructor(database: Database) {
    this.#spans = database.query(SPANS);
  }

  spans(path: number): readonly SpanRow[] {
    return this.#spans.all({ path });
  }

  /** One for each target among these lines that has, or had, the path in a snapshot which is still there. */
  of(path: number, lines: ReadonlyMap<number, Line>, heads: Heads): Standing[] {
    const byTarget = new Map<string, { newest: IndexedSnapshot; line: Line; span: SpanRow; contents: Set<string> }>();
    for (const span of this.#spans.all({ path })) {
      const line = lines.get(span.line);
      const newest = line === undefined ? undefined : newestIn(line.snapshots, span);
      if (line === undefined || newest === undefined) continue;
      const known = byTarget.get(line.target);
      const contents = known?.contents ?? new Set();
      contents.add(contentOf(span));
      const isNewer = known === undefined || newest.time > known.newest.time;
      byTarget.set(line.target, isNewer ? { newest, line, span, contents } : known);
    }
    return [...byTarget.values()].map(({ newest, line: { target, series }, span, contents }) => ({
      ...{ target, series, type: span.type, bytes: span.bytes, modified: span.modified, versions: contents.size },
      ...{ snapshotId: newest.id, snapshotAt: newest.time, isGone: newest.time < heads.timeOf(target, series) },
    }));
  }
}

/** The newest snapshot of each series on each target. */
export class Heads {
  readonly #times = new Map<string, number>();

  constructor(lines: ReadonlyMap<number, Line>) {
    for (const { target, series, snapshots } of lines.values()) {
      const key = `${target} ${series}`;
      this.#times.set(key, Math.max(this.#times.get(key) ?? 0, snapshots.at(-1)?.time ?? 0));
    }
  }

  timeOf(target: string, series: string): number {
    return this.#times.get(`${target} ${series}`) ?? 0;
  }
}

/** Snapshots of a span, by their ordinals. */
export function snapshotsIn(
  snapshots: readonly IndexedSnapshot[],
  { first, last }: SpanRow,
): readonly IndexedSnapshot[] {
  return snapshots.slice(placeOf(snapshots, first), last === 0 ? undefined : placeOf(snapshots, last + 1));
}

function newestIn(snapshots: readonly IndexedSnapshot[], { first, last }: SpanRow): IndexedSnapshot | undefined {
  const newest = last === 0 ? snapshots.at(-1) : snapshots[placeOf(snapshots, last + 1) - 1];
  return newest !== undefined && newest.ordinal >= first ? newest : undefined;
}

/** Of the first one whose ordinal is at least this. */
function placeOf(snapshots: readonly IndexedSnapshot[], ordinal: number): number {
  let [low, high] = [0, snapshots.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((snapshots[middle]?.ordinal ?? 0) < ordinal) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of folders it only counts that they are there. */
export function contentOf({ type, bytes, content }: Content): string {
  return type === FOLDER ? "folder" : `${type} ${bytes} ${content}`;
}
