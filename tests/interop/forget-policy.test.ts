import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { BlobId, TimeText } from "../../main/engine/format/index.ts";
import {
  applyPolicy,
  type Counters,
  createRepository,
  formatDuration,
  type Grouping,
  groupSnapshots,
  isEmptyPolicy,
  type KeepPolicy,
  type LocalZone,
  type OpenRepository,
  type SnapshotFilter,
  type StoredSnapshot,
} from "../../main/engine/index.ts";
import { listSnapshots, saveSnapshot } from "../../main/engine/repository/index.ts";
import { describeWithEachRestic, restic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";

const PASSWORD = "throw-away";
const RUNS = 90;
/** On a busy machine fewer runs have to do. */
const TIME_LIMIT_MS = 25_000;

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

interface Case {
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
const COUNTS = ["last", "hourly", "daily", "weekly", "monthly", "yearly"] as const;
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
const testCase: fc.Arbitrary<Case> = fc.record({
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

function flagsOf({ policy: { tags: kept = [], ...rules }, groupBy, filter }: Case): string[] {
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

/** restic 0.14 takes a number only. */
function withoutUnlimited(policy: KeepPolicy): KeepPolicy {
  return Object.fromEntries(Object.entries(policy).map(([name, value]) => [name, value === -1 ? 100 : value]));
}

/** A zone's offset by the system's own tables. */
function zoneNamed(timeZone: string): LocalZone {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  return (second) => {
    const name = format.formatToParts(second * 1000).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    return hours === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
}

/** What becomes of a group: ids with their reasons, and ids. */
interface Fate {
  readonly keep: readonly (readonly [id: string, reasons: readonly string[], counters?: unknown])[];
  readonly remove: readonly string[];
}

interface TheirGroup {
  readonly host: string;
  readonly paths: readonly string[] | null;
  readonly tags: readonly string[] | null;
  readonly keep: readonly { readonly id: string }[] | null;
  readonly remove: readonly { readonly id: string }[] | null;
  readonly reasons: readonly { readonly matches: readonly string[]; readonly counters?: unknown }[] | null;
}

function theirFate({ keep, remove, reasons }: TheirGroup): Fate {
  const kept = (keep ?? []).map(({ id }, place) => {
    const { matches, counters } = reasons?.[place] ?? { matches: [] };
    return counters === undefined ? ([id, matches] as const) : ([id, matches, counters] as const);
  });
  return { keep: kept, remove: (remove ?? []).map(({ id }) => id) };
}

function ties(group: readonly StoredSnapshot[]): StoredSnapshot[][] {
  return [...Map.groupBy(group, (snapshot) => new Date(snapshot.time).getTime()).values()];
}

/** In how many orders the snapshots of one instant may come. */
function orderCount(group: readonly StoredSnapshot[]): number {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return ties(group).reduce((product, { length }) => product * factorial(length), 1);
}

/** Every order in which snapshots of one instant may come: restic leaves that to chance, we go by their ids. */
function orders(group: readonly StoredSnapshot[]): StoredSnapshot[][] {
  return ties(group).reduce<StoredSnapshot[][]>(
    (all, tied) => all.flatMap((before) => permutations(tied).map((next) => [...before, ...next])),
    [[]],
  );
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, place) => permutations(items.toSpliced(place, 1)).map((rest) => [item, ...rest]));
}

/** What our rules make of a group if those of one instant are in this order. restic 0.14 knows no “oldest”. */
function ourFate(ordered: readonly StoredSnapshot[], { policy, localZone }: Case, isOld: boolean): Fate {
  const ids = new Map(ordered.map((snapshot, place) => [String(place).padStart(4, "0"), snapshot.id]));
  const renamed = [...ids.keys()].map((id, place) => ({
    ...ordered[place],
    time: ordered[place]?.time as TimeText,
    id,
  })); // the same keys
  const verdict = applyPolicy(renamed, policy, { nowMs: Date.now(), localZone: zoneNamed(localZone) });
  const nameOf = ({ id }: { readonly id: string }): string => ids.get(id) ?? "";
  const remove = verdict.remove.map(nameOf);
  if (!isOld) return { keep: verdict.keep.map(({ snapshot, reasons }) => [nameOf(snapshot), reasons]), remove };
  const keep = verdict.keep.map(({ snapshot, reasons, counters }) => {
    const others = reasons.filter((reason) => !reason.startsWith("oldest "));
    return [nameOf(snapshot), others, { ...counters, ...countersBefore(reasons, counters) }] as const;
  });
  const onlyOldest = keep.filter(([, reasons]) => reasons.length === 0).map(([id]) => id);
  return { keep: keep.filter(([, reasons]) => reasons.length > 0), remove: [...remove, ...onlyOldest] };
}

/** The counters of rules that keep a snapshot for being the oldest, had they not. */
function countersBefore(reasons: readonly string[], counters: Counters): Counters {
  const rules = COUNTS.filter((rule) => reasons.includes(`oldest ${rule} snapshot`));
  return Object.fromEntries(rules.map((rule) => [rule, (counters[rule] ?? 0) + 1]));
}

describeWithEachRestic("the policy of forget", (program) => {
  const folder = join(tempFolder(), "repository");
  const isOld = program.name.includes(" 0.14");
  let open: OpenRepository;

  beforeAll(async () => {
    open = await createRepository(folder, { password: PASSWORD, threads: 1, scrypt: { N: 1024, r: 8, p: 1 } });
  });
  afterAll(() => open.close());

  async function store(snapshots: Case["snapshots"]): Promise<void> {
    for (const { id } of await listSnapshots(open.repository)) rmSync(join(folder, "snapshots", id));
    const tree = "0".repeat(64) as BlobId; // a dry run looks into no tree
    for (const { tags = [], ...rest } of snapshots)
      await saveSnapshot(open.repository, { ...rest, tree, ...(tags.length === 0 ? {} : { tags }) });
  }

  it("keeps and removes what restic does, for the same reasons", async () => {
    let compared = 0;
    const property = fc.asyncProperty(testCase, async (made) => {
      const each = isOld ? { ...made, policy: withoutUnlimited(made.policy) } : made;
      await store(each.snapshots);
      const flags = ["forget", "--no-lock", "--dry-run", "--json", ...flagsOf(each)];
      const { stdout, stderr, code } = await restic(program.path, folder, PASSWORD, flags, {
        env: { TZ: each.localZone },
      });
      const groups = groupSnapshots(await listSnapshots(open.repository, each.filter), each.groupBy);
      fc.pre(groups.every(({ snapshots }) => orderCount(snapshots) <= 200));
      if (isEmptyPolicy(each.policy)) {
        expect([code, stdout]).toEqual([isOld ? 0 : 1, ""]);
        return;
      }
      const fates = groups.map(({ snapshots }) => orders(snapshots).map((order) => ourFate(order, each, isOld)));
      const isRefused = fates.some(([fate]) => fate?.keep.length === 0) && !isOld;
      expect([code, stderr]).toEqual([
        isRefused ? 1 : 0,
        isRefused ? expect.stringContaining("refusing to delete") : "",
      ]);
      if (isRefused) return;
      const theirs: readonly TheirGroup[] = stdout === "" ? [] : JSON.parse(stdout);
      const fateOf = new Map(theirs.map((group) => [nameOf(group.host, group.paths, group.tags), theirFate(group)]));
      expect([...fateOf.keys()].sort()).toEqual(groups.map(({ key: k }) => nameOf(k.hostname, k.paths, k.tags)).sort());
      for (const [place, { key }] of groups.entries())
        expect(fates[place]).toContainEqual(fateOf.get(nameOf(key.hostname, key.paths, key.tags)));
      compared++;
    });
    await fc.assert(property, { numRuns: RUNS, interruptAfterTimeLimit: TIME_LIMIT_MS, markInterruptAsFailure: false });
    expect(compared).toBeGreaterThan(5);
  });
});

function nameOf(host: string, paths: readonly string[] | null, tags: readonly string[] | null): string {
  return JSON.stringify([host, paths, tags]);
}
