import type { Database, Query } from "../catalog/index.ts";
import type { IndexedSnapshot, Line } from "./lines.ts";
import type { Content, FoundPath } from "./model.ts";

export interface SpanRow extends Content {
  readonly line: number;
  readonly last: number;
  readonly first: number;
}

export const SPANS = "SELECT line, last, first, type, bytes, modified, content FROM spans WHERE path = :path";
/** What still is in the newest state of a line; and of what is in none, how long it was. */
export const OPEN = "SELECT line, last, first FROM spans WHERE path = :path AND last = 0";
export const LAST = "SELECT line, max(last) AS last, first FROM spans WHERE path = :path GROUP BY line";
const FOLDER = 1;

/** Where a path stands, as far as the order of an answer needs it. */
export interface Place {
  readonly target: string;
  readonly at: number;
  readonly isGone: boolean;
}

type Stretch = Pick<SpanRow, "line" | "last" | "first">;

/** Where a path stands on one target. */
export type Standing = Omit<FoundPath, "path">;

/** Tells of paths in which snapshots they are, and whether they still are. */
export class Standings {
  readonly #spans: Query<{ path: number }, SpanRow>;
  readonly #open: Query<{ path: number }, Stretch>;
  readonly #last: Query<{ path: number }, Stretch>;

  constructor(database: Database) {
    this.#spans = database.query(SPANS);
    this.#open = database.query(OPEN);
    this.#last = database.query(LAST);
  }

  /** The same as `of` says, with a fraction of the work: nearly always the newest span of a line is enough. */
  places(path: number, lines: ReadonlyMap<number, Line>, heads: Heads): readonly Place[] {
    const open = this.#open.all({ path }).filter(({ line }) => lines.has(line));
    // Of a path that is there in one line, what is gone in another may be what a target has.
    const stretches =
      open.length === lines.size ? open : this.#last.all({ path }).filter(({ line }) => lines.has(line));
    const newest = stretches.map((stretch) => {
      const line = must(lines.get(stretch.line));
      const isOpen = open.find((each) => each.line === stretch.line);
      return { line, snapshot: newestIn(line.snapshots, isOpen ?? stretch) };
    });
    if (newest.some(({ snapshot }) => snapshot === undefined)) return this.#placesOfAll(path, lines, heads);
    return placesOf(newest, heads);
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

  #placesOfAll(path: number, lines: ReadonlyMap<number, Line>, heads: Heads): Place[] {
    return this.of(path, lines, heads).map(({ target, snapshotAt: at, isGone }) => ({ target, at, isGone }));
  }
}

function placesOf(newest: readonly { line: Line; snapshot: IndexedSnapshot | undefined }[], heads: Heads): Place[] {
  const byTarget = new Map<string, Place>();
  for (const { line, snapshot } of newest) {
    const { target, series } = line;
    const at = snapshot?.time ?? 0;
    if (at > (byTarget.get(target)?.at ?? -1))
      byTarget.set(target, { target, at, isGone: at < heads.timeOf(target, series) });
  }
  return [...byTarget.values()];
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("a line that was chosen is not there");
  return value;
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

function newestIn(snapshots: readonly IndexedSnapshot[], { first, last }: Stretch): IndexedSnapshot | undefined {
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
