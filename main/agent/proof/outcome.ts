import type { Moment, PathText, RunId, SnapshotId, TestAmount } from "../../../shared/model/index.ts";
import { type ProveResult, toPathText } from "../../engine/index.ts";
import type { PlanProofRecord, ProvenPack } from "../catalog/index.ts";

const RANKS: Readonly<Record<TestAmount, number>> = { sample: 1, large: 2, all: 3 };
/** Of paths and of packs that failed. */
const MOST_KEPT = 1000;

/** A test that came to its end. */
export interface EndedTest {
  readonly runId: RunId;
  readonly at: Moment;
  readonly amount: TestAmount;
  readonly snapshot: { readonly id: SnapshotId; readonly time: Moment };
  /** Whether it is the newest of the plan on the target. */
  readonly isNewest: boolean;
  readonly result: ProveResult;
}

/**
 * What is known of a plan on a target after a test. A failure stays until as much as failed has been tested again and came back:
 * the files and packs that failed are part of every test until then. Where more failed than is kept, only a test of all clears it.
 */
export function afterTest(record: PlanProofRecord, test: EndedTest): PlanProofRecord {
  const { runId, at, amount, snapshot, isNewest, result } = test;
  const [first] = result.failures;
  if (first !== undefined) {
    const paths = result.failures.flatMap(({ path }): PathText[] => (path === undefined ? [] : [toPathText(path)]));
    const failure = { runId, at, failures: result.failureCount, says: first.message };
    const packs = badPacks(result);
    const isCut = result.failureCount > result.failures.length || packs.length > MOST_KEPT;
    const before = record.failure === undefined ? undefined : record.failedAmount;
    const failedAmount = isCut ? "all" : strongest(before, amount);
    const again = { failedPaths: paths.slice(0, MOST_KEPT), failedPacks: packs.slice(0, MOST_KEPT) };
    return { ...record, failure, failedAmount, ...again };
  }
  // That an older one comes back says nothing of the newest, which may have what the older one has not.
  if (!isNewest) return record;
  // It brought nothing back, as of an empty snapshot or with nothing left of the day: it says nothing.
  if (result.files === 0 && result.packsRead === 0 && result.snapshotFiles > 0) return record;
  const { failure, failedAmount = "sample", failedPaths, failedPacks, ...rest } = record;
  const proven = { provenAt: at, snapshotId: snapshot.id, snapshotAt: snapshot.time };
  const isCleared = failure === undefined || RANKS[amount] >= RANKS[failedAmount];
  if (isCleared) return { ...rest, ...proven };
  const again = {
    ...(failedPaths === undefined ? {} : { failedPaths }),
    ...(failedPacks === undefined ? {} : { failedPacks }),
  };
  return { ...rest, failure, failedAmount, ...again };
}

/** The ledger after a test: packs that are gone are forgotten, and one in doubt is proven no more. */
export function ledgerAfter(
  before: ReadonlyMap<string, Moment>,
  { packs, failures }: Pick<ProveResult, "packs" | "failures">,
  at: Moment,
): readonly ProvenPack[] {
  const bad = new Set(badPacks({ packs, failures }));
  return packs.map(({ id, bytes, isProven }) => {
    if (bad.has(id)) return { id, bytes };
    return { id, bytes, provenAt: isProven ? at : before.get(id) };
  });
}

/** Those found damaged, and those that hold what did not come back. */
function badPacks({ packs, failures }: Pick<ProveResult, "packs" | "failures">): readonly string[] {
  const doubtful = packs.flatMap(({ id, isInDoubt }) => (isInDoubt ? [id] : []));
  return [...new Set([...failures.flatMap(({ pack }) => pack ?? []), ...doubtful])];
}

function strongest(one: TestAmount | undefined, other: TestAmount): TestAmount {
  return one !== undefined && RANKS[one] > RANKS[other] ? one : other;
}
