import fc from "fast-check";
import type { TimeText } from "../../main/engine/format/index.ts";
import {
  formatDuration,
  type Grouping,
  type KeepPolicy,
  parseDuration,
  type SnapshotFilter,
  type StoredSnapshot,
} from "../../main/engine/index.ts";

/** Moments around which calendars do something: summer time in Europe and America, ends of months and years, leap days. */
const ANCHORS = [
  ...["2024-03-31T01:00:00Z", "2024-10-27T01:00:00Z", "2024-11-03T06:00:00Z", "2024-02-29T12:00:00Z"],
  ...["2020-12-31T23:30:00Z", "2021-01-04T00:00:00Z", "2023-07-01T10:00:00Z", "2088-01-01T00:00:00Z"],
].map((text) => Date.parse(text) / 1000);
const HOUR = 3600;
const STEPS = [1, 600, HOUR, 24 * HOUR, 7 * 24 * HOUR, 31 * 24 * HOUR, 366 * 24 * HOUR];
const ZONES = [-720, -300, -240, 0, 60, 120, 330, 840];
const LOCAL_ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Europe/London"];
const HOSTS = ["blue", "red"];
const PATHS = ["/home", "/etc"];
const TAGS = ["a", "b"];

export interface Case {
  readonly snapshots: readonly Omit<StoredSnapshot, "id" | "tree">[];
  readonly policy: KeepPolicy;
  readonly groupBy: Grouping;
  readonly filter: SnapshotFilter;
  readonly localZone: string;
}

function textOf(second: number, offset: number, fraction: string): TimeText {
  const clock = new Date((second + offset * 60) * 1000).toISOString().slice(0, 19);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const zone = `${offset < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
  return `${clock}${fraction}${offset === 0 ? "Z" : zone}` as TimeText; // of the form that the brand stands for
}

const time = fc
  .record({
    ...{ anchor: fc.constantFrom(...ANCHORS), step: fc.constantFrom(...STEPS), count: fc.nat(4) },
    ...{ offset: fc.constantFrom(...ZONES), fraction: fc.constantFrom("", "", ".5", ".000000001") },
  })
  .map(({ anchor, step, count, offset, fraction }) => textOf(anchor - step * count, offset, fraction));

/** A snapshot's time is often that of another one, or near it. */
const times = fc
  .tuple(fc.array(time, { minLength: 1, maxLength: 8 }), fc.array(fc.nat(100), { minLength: 1, maxLength: 14 }))
  .map(([pool, picks]) => picks.map((pick) => pool[pick % pool.length] ?? ("" as TimeText)));

const snapshots = times.chain((all) =>
  fc.tuple(
    ...all.map((at) =>
      fc.record({
        time: fc.constant(at),
        hostname: fc.constantFrom(...HOSTS),
        paths: fc.shuffledSubarray(PATHS, { minLength: 1 }),
        tags: fc.shuffledSubarray(TAGS),
      }),
    ),
  ),
);

const count = fc.constantFrom(1, 2, 3, 5, -1);
const duration = fc.record({
  ...{ years: fc.constantFrom(0, 0, 1, 5), months: fc.constantFrom(0, 1, 6, 14) },
  ...{ days: fc.constantFrom(0, 1, 7, 30), hours: fc.constantFrom(0, 1, 24, 49) },
});
const tags = fc.array(fc.constantFrom(["a"], ["b"], ["a", "b"], [""], ["c"]), { minLength: 1, maxLength: 2 });
export const COUNTS = ["last", "hourly", "daily", "weekly", "monthly", "yearly"] as const;
const TIMES = ["within", "withinHourly", "withinDaily", "withinWeekly", "withinMonthly", "withinYearly"] as const;

function some<T extends string, V>(names: readonly T[], value: fc.Arbitrary<V>): fc.Arbitrary<Partial<Record<T, V>>> {
  const chosen = fc.subarray([...names], { maxLength: Math.min(3, names.length) });
  return chosen.chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, value])))) as fc.Arbitrary<
    Partial<Record<T, V>> // the record has values for these names
  >;
}

const policy: fc.Arbitrary<KeepPolicy> = fc
  .tuple(some(COUNTS, count), some(TIMES, duration), some(["tags"], tags))
  .map((parts) => Object.assign({}, ...parts));

const flag = fc.boolean();
export const testCase: fc.Arbitrary<Case> = fc.record({
  ...{ snapshots, policy, localZone: fc.constantFrom(...LOCAL_ZONES) },
  groupBy: fc.oneof(
    fc.constant({ host: true, paths: true, tags: false }),
    fc.record({ host: flag, paths: flag, tags: flag }),
  ),
  filter: fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    fc.record({ tags }),
    fc.record({ hosts: fc.constant(["red"]), paths: fc.constant(["/etc"]) }),
  ),
});

export interface Corner {
  readonly title: string;
  readonly localZone: string;
  readonly policy: KeepPolicy;
  readonly times: readonly TimeText[];
}

/** What chance hits too seldom. */
export const CORNERS: readonly Corner[] = [
  within(
    "a half-year across summer time",
    "Europe/Berlin",
    "6m",
    "2024-07-01T12:00:00+02:00",
    "2024-01-01T11:30:00+01:00",
  ),
  within("the same far from that zone", "Asia/Kolkata", "6m", "2024-07-01T12:00:00+02:00", "2024-01-01T11:30:00+01:00"),
  within("the hour that is not", "Europe/Berlin", "1d", "2024-04-01T02:30:00+02:00", "2024-03-31T01:15:00+01:00"),
  within("the hour after it", "Europe/Berlin", "1d", "2024-04-01T02:30:00+02:00", "2024-03-31T03:15:00+02:00"),
  within("the hour that is twice", "Europe/Berlin", "1d", "2024-10-28T02:30:00+01:00", "2024-10-27T02:45:00+02:00"),
  within("the second of these hours", "Europe/Berlin", "1h", "2024-10-27T02:30:00+01:00", "2024-10-27T02:15:00+02:00"),
  within("a zone at no distance", "Europe/London", "4m", "2024-07-01T12:00:00+01:00", "2024-03-01T11:30:00Z"),
  within("the winter of that zone", "Europe/London", "6m", "2024-12-01T12:00:00Z", "2024-06-01T12:30:00+01:00"),
  within("west of Greenwich", "America/New_York", "7m", "2024-07-01T22:30:00-04:00", "2023-12-01T22:15:00-05:00"),
  within("the end of a month", "UTC", "1m", "2024-03-31T12:00:00Z", "2024-03-02T12:00:00.1Z", "2024-03-02T12:00:00Z"),
  within("a leap day", "UTC", "1y", "2024-02-29T12:00:00Z", "2023-03-01T12:00:00.1Z", "2023-03-01T12:00:00Z"),
  within(
    "the very moment",
    "UTC",
    "2h",
    "2024-03-31T12:00:00Z",
    "2024-03-31T10:00:00.000000001Z",
    "2024-03-31T10:00:00Z",
  ),
  within("a life before the calendar", "UTC", "99y", "2024-03-31T12:00:00Z", "0000-01-01T00:00:00Z"),
  corner("weeks of two years", "UTC", { weekly: 12 }, [
    ...["2020-12-28T12:00:00Z", "2020-12-31T12:00:00Z", "2021-01-03T12:00:00Z", "2021-01-04T12:00:00Z"],
    ...["2024-12-29T12:00:00Z", "2024-12-30T12:00:00Z", "2026-12-31T12:00:00Z", "2027-01-03T12:00:00Z"],
  ]),
];

function within(title: string, localZone: string, duration: string, ...times: string[]): Corner {
  return corner(title, localZone, { within: parseDuration(duration) }, times);
}

function corner(title: string, localZone: string, policy: KeepPolicy, times: readonly string[]): Corner {
  return { title, localZone, policy, times: times as readonly TimeText[] }; // of the form that the brand stands for
}

export function flagsOf({ policy: { tags: kept = [], ...rules }, groupBy, filter }: Case): string[] {
  const keep = Object.entries(rules).flatMap(([name, value]) => {
    const option = `--keep-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (typeof value !== "number") return [option, formatDuration(value)];
    return [option, value === -1 ? "unlimited" : String(value)];
  });
  return [
    ...keep,
    ...kept.flatMap((list) => ["--keep-tag", list.join(",")]),
    ...[
      "--group-by",
      Object.entries(groupBy)
        .flatMap(([name, isIt]) => (isIt === true ? [name] : []))
        .join(","),
    ],
    ...(filter.hosts ?? []).flatMap((host) => ["--host", host]),
    ...(filter.paths ?? []).flatMap((path) => ["--path", path]),
    ...(filter.tags ?? []).flatMap((list) => ["--tag", list.join(",")]),
  ];
}
