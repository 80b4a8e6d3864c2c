import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { BlobId } from "../../main/engine/format/index.ts";
import {
  applyPolicy,
  type Counters,
  createRepository,
  groupSnapshots,
  isEmptyPolicy,
  type KeepPolicy,
  type LocalZone,
  type OpenRepository,
  type StoredSnapshot,
} from "../../main/engine/index.ts";
import { listSnapshots, saveSnapshot } from "../../main/engine/repository/index.ts";
import { describeWithEachRestic, restic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { type Case, CORNERS, COUNTS, flagsOf, testCase } from "./forget-policy-cases.ts";

const PASSWORD = "throw-away";
const RUNS = 90;
/** On a busy machine fewer runs have to do. */
const TIME_LIMIT_MS = 20_000;

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
  const placeOf = (place: number): string => String(place).padStart(4, "0");
  const renamed = ordered.map((snapshot, place) => ({ ...snapshot, id: placeOf(place) }));
  const verdict = applyPolicy(renamed, policy, { nowMs: Date.now(), localZone: zoneNamed(localZone) });
  const nameOf = ({ id }: { readonly id: string }): string => ordered[Number(id)]?.id ?? "";
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

  /** @returns whether restic had an answer to compare with; it has none to a policy it refuses */
  async function compareWithRestic(made: Case): Promise<boolean> {
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
      return false;
    }
    const fates = groups.map(({ snapshots }) => orders(snapshots).map((order) => ourFate(order, each, isOld)));
    const isRefused = fates.some(([fate]) => fate?.keep.length === 0) && !isOld;
    expect([code, stderr]).toEqual([isRefused ? 1 : 0, isRefused ? expect.stringContaining("refusing to delete") : ""]);
    if (isRefused) return false;
    const theirs: readonly TheirGroup[] = stdout === "" ? [] : JSON.parse(stdout);
    const fateOf = new Map(theirs.map((group) => [nameOf(group.host, group.paths, group.tags), theirFate(group)]));
    expect([...fateOf.keys()].sort()).toEqual(groups.map(({ key: k }) => nameOf(k.hostname, k.paths, k.tags)).sort());
    for (const [place, { key }] of groups.entries())
      expect(fates[place]).toContainEqual(fateOf.get(nameOf(key.hostname, key.paths, key.tags)));
    return true;
  }

  it.each(CORNERS)("is restic's at the corners of the calendar: $title", async ({ localZone, policy, times }) => {
    const snapshots = times.map((time) => ({ time, hostname: "blue", paths: ["/home"], tags: [] }));
    const groupBy = { host: true, paths: true, tags: false };
    expect(await compareWithRestic({ snapshots, policy, groupBy, filter: {}, localZone })).toBe(true);
  });

  it("keeps and removes what restic does, for the same reasons", async () => {
    let compared = 0;
    const property = fc.asyncProperty(testCase, async (made) => {
      if (await compareWithRestic(made)) compared++;
    });
    await fc.assert(property, { numRuns: RUNS, interruptAfterTimeLimit: TIME_LIMIT_MS, markInterruptAsFailure: false });
    expect(compared).toBeGreaterThan(5);
  });
});

function nameOf(host: string, paths: readonly string[] | null, tags: readonly string[] | null): string {
  return JSON.stringify([host, paths, tags]);
}
