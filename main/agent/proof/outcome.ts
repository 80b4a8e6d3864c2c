import type { Moment, PathText, RunId, SnapshotId, TestAmount } from "../../../shared/model/index.ts";
import { type ProveResult, toPathText } from "../../engine/index.ts";
import type { PlanProofRecord, ProvenPack } from "../catalog/index.ts";

const RANKS: Readonly<Record<TestAmount, number>> = { sample: 1, large: 2, all: 3 };
const PATHS_KEPT = 100;

/** A test that came to its end. */
export interface EndedTest {
  readonly runId: RunId;
  readonly at: Moment;
  readonly amount: TestAmount;
  readonly snapshot: { readonly id: SnapshotId; readonly time: Moment };
  readonly result: ProveResult;
}

/**
 * What is known of a plan on a target after a test. A failure stays until as much as failed has been tested again and came back:
 * the files that failed are part of every test until then.
 */
export function afterTest(record: PlanProofRecord, test: EndedTest): PlanProofRecord {
  const { runId, at, amount, snapshot, result } = test;
  const [first] = result.failures;
  if (first !== undefined) {
    const paths = result.failures.flatMap(({ path }): PathText[] => (path === undefined ? [] : [toPathText(path)]));
    const failure = { runId, at, failures: result.failureCount, says: first.message };
    const failedAmount = strongest(record.failure === undefined ? undefined : record.failedAmount, amount);
    return { ...record, failure, failedAmount, failedPaths: paths.slice(0, PATHS_KEPT) };
  }
  // It brought nothing back, as of an empty snapshot or with nothing left of the day: it says nothing.
  if (result.files === 0 && result.packsRead === 0 && result.snapshotFiles > 0) return record;
  const { failure, failedAmount = "sample", failedPaths, ...rest } = record;
  const proven = { provenAt: at, snapshotId: snapshot.id, snapshotAt: snapshot.time };
  const isCleared = failure === undefined || RANKS[amount] >= RANKS[failedAmount];
  if (isCleared) return { ...rest, ...proven };
  return { ...rest, failure, failedAmount, ...(failedPaths === undefined ? {} : { failedPaths }) };
}

/** The ledger after a test: packs that are gone are forgotten, and one in doubt is proven no more. */
export function ledgerAfter(
  before: ReadonlyMap<string, Moment>,
  { packs, failures }: Pick<ProveResult, "packs" | "failures">,
  at: Moment,
): readonly ProvenPack[] {
  const bad = new Set(failures.flatMap(({ pack }) => pack ?? []));
  return packs.map(({ id, bytes, isProven }) => {
    if (bad.has(id)) return { id, bytes };
    return { id, bytes, provenAt: isProven ? at : before.get(id) };
  });
}

function strongest(one: TestAmount | undefined, other: TestAmount): TestAmount {
  return one !== undefined && RANKS[one] > RANKS[other] ? one : other;
}
