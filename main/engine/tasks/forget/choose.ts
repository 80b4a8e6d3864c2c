import type { SnapshotFilter, StoredSnapshot } from "../../repository/index.ts";
import { applyPolicy, type PolicySurroundings } from "./apply-policy.ts";
import { FilterNeeded, GroupWouldBeEmpty, NoPolicy } from "./errors.ts";
import { DEFAULT_GROUPING, groupSnapshots } from "./group-snapshots.ts";
import type { ForgetByPolicy, ForgetGroup } from "./model.ts";
import { isEmptyPolicy } from "./policy.ts";

/**
 * Refuses what can only be a mistake, before anything is looked at: to forget without a word of what stays.
 *
 * @throws {NoPolicy} {FilterNeeded} {InvalidPolicy}
 */
export function mustMakeSense({ policy, filter, allowRemoveAll = false }: ForgetByPolicy): void {
  if (!isEmptyPolicy(policy)) return;
  if (!allowRemoveAll) throw new NoPolicy();
  if (isEmptyFilter(filter)) throw new FilterNeeded();
}

/**
 * What of the snapshots goes and what stays.
 *
 * @param snapshots those that answer to the filter
 * @throws {GroupWouldBeEmpty} a policy with rules keeps nothing of a group, which nobody can have meant
 */
export function chooseByPolicy(
  snapshots: readonly StoredSnapshot[],
  { policy, groupBy = DEFAULT_GROUPING }: ForgetByPolicy,
  surroundings: PolicySurroundings,
): ForgetGroup[] {
  return groupSnapshots(snapshots, groupBy).map((group) => {
    // `mustMakeSense` has seen that this is what was asked for.
    if (isEmptyPolicy(policy)) return { key: group.key, keep: [], remove: group.snapshots.toReversed() };
    const verdict = applyPolicy(group.snapshots, policy, surroundings);
    if (verdict.keep.length === 0) throw new GroupWouldBeEmpty(group.key, verdict.remove.length);
    return { key: group.key, ...verdict };
  });
}

function isEmptyFilter({ hosts = [], tags = [], paths = [] }: SnapshotFilter = {}): boolean {
  return hosts.length + tags.length + paths.length === 0;
}
