import type { Moment, Run, Space, SpaceForecast } from "../../../shared/model/index.ts";
import { isBelowStopLine, stopLine } from "./stop-line.ts";

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Weeks that are looked at, and how many there have to be for a word on the future. */
const WEEKS = 8;
const FEWEST_WEEKS = 2;
/** Beyond this, a forecast is a guess. */
const FURTHEST_DAYS = 5 * 365;
const SOON_DAYS = 30;
const LOW_DAYS = 7;
/** So many stop lines of free room are little, whatever the history says. */
const LOW_LINES = 2;

/** How much comes and goes, in bytes a day. */
export interface Growth {
  /** Of the last weeks; absent until there is enough history. */
  readonly addedPerDay?: number;
  readonly freedPerDay: number;
}

/**
 * What was added a day is the median of the last whole weeks, so that neither the first backup nor one import of photos
 * counts for ever; what tidying gave back comes seldom and is the mean.
 *
 * @param runs on the target, in any order
 */
export function growthOf(runs: readonly Run[], now: Moment): Growth {
  const weeks = wholeWeeks(runs, now);
  if (weeks.length < FEWEST_WEEKS) return { freedPerDay: 0 };
  const freedPerDay = weeks.reduce((sum, { freed }) => sum + freed, 0) / weeks.length / 7;
  return { addedPerDay: lowerMedian(weeks.map(({ added }) => added)) / 7, freedPerDay };
}

/** How full a target is going to be. @param space of its volume; undefined where nobody knows */
export function forecastSpace(
  space: Space | undefined,
  { addedPerDay, freedPerDay }: Growth,
  now: Moment,
): SpaceForecast {
  const daysLeft = addedPerDay === undefined ? undefined : daysUntilFull(space, addedPerDay - freedPerDay);
  return {
    ...(addedPerDay === undefined ? {} : { bytesPerDay: addedPerDay }),
    ...(daysLeft === undefined ? {} : { fullAt: Math.round(now + daysLeft * DAY_MS) }),
    state: stateOf(space, daysLeft),
  };
}

function stateOf(space: Space | undefined, daysLeft = Number.POSITIVE_INFINITY): SpaceForecast["state"] {
  if (isBelowStopLine(space)) return "stopped";
  const isLittle = space !== undefined && space.freeBytes < LOW_LINES * stopLine(space.totalBytes);
  if (isLittle || daysLeft <= LOW_DAYS) return "low";
  return daysLeft <= SOON_DAYS ? "soon" : "fine";
}

/** Until backups stop. */
function daysUntilFull(space: Space | undefined, netPerDay: number): number | undefined {
  if (space === undefined || netPerDay <= 0) return undefined;
  const days = Math.max(0, space.freeBytes - stopLine(space.totalBytes)) / netPerDay;
  return days <= FURTHEST_DAYS ? days : undefined;
}

interface Week {
  readonly added: number;
  readonly freed: number;
}

/** The last whole weeks, counted back from now, since the first run. */
function wholeWeeks(runs: readonly Run[], now: Moment): Week[] {
  const dated = runs.flatMap(({ endedAt, figures }) =>
    endedAt === undefined || figures === undefined ? [] : [{ endedAt, figures }],
  );
  const first = Math.min(now, ...dated.map(({ endedAt }) => endedAt));
  const count = Math.min(WEEKS, Math.floor((now - first) / WEEK_MS));
  return Array.from({ length: count }, (_, at) => {
    const end = now - at * WEEK_MS;
    const within = dated.filter(({ endedAt }) => endedAt <= end && endedAt > end - WEEK_MS);
    return {
      added: within.reduce((sum, { figures }) => sum + (figures.kind === "backup" ? figures.bytesStored : 0), 0),
      freed: within.reduce(
        (sum, { figures }) => sum + (figures.kind === "tidy" ? figures.bytesBefore - figures.bytesAfter : 0),
        0,
      ),
    };
  });
}

function lowerMedian(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
