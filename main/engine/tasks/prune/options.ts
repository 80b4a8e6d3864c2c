import { DEFAULT_SAVING } from "../saving.ts";
import { InvalidPruneOption } from "./errors.ts";
import type { MaxUnused, PruneOptions } from "./model.ts";
import type { PlanRules } from "./plan.ts";

const DEFAULT_MAX_UNUSED: MaxUnused = { percent: 5 };
/** Of the size at which packs are full: what is above counts as large enough. */
const LARGE_ENOUGH = 0.8;

/** What the options mean for a repository. @throws {InvalidPruneOption} */
export function rulesOf(options: PruneOptions, version: 1 | 2, packBytes = DEFAULT_SAVING.packBytes): PlanRules {
  const { maxUnused = DEFAULT_MAX_UNUSED, maxRepackBytes = Number.POSITIVE_INFINITY } = options;
  const { repackSmall = false, repackSmallerThan, repackUncompressed = false, repackCacheableOnly = false } = options;
  mustBeSensible(options, maxUnused, version);
  return {
    ...{ version, packBytes, maxUnused, maxRepackBytes, repackUncompressed, repackCacheableOnly },
    smallBytes: repackSmallerThan ?? (repackSmall ? packBytes * LARGE_ENOUGH : undefined),
  };
}

function mustBeSensible(options: PruneOptions, maxUnused: MaxUnused, version: 1 | 2): void {
  if (options.without !== undefined && options.dryRun !== true) {
    throw new Error("a prune that takes snapshots for gone may only be a dry run");
  }
  if (options.repackUncompressed === true && version === 1) {
    const message = "A repository of format version 1 cannot compress.";
    throw new InvalidPruneOption(message, "Leave out “repack uncompressed”.", "repackUncompressed");
  }
  if (maxUnused === "unlimited") return;
  const isShare = "percent" in maxUnused;
  const isRight = isShare ? maxUnused.percent >= 0 && maxUnused.percent < 100 : maxUnused.bytes >= 0;
  if (isRight) return;
  const asked = isShare ? `${maxUnused.percent} %` : `${maxUnused.bytes} bytes`;
  const hint = "Give a share from 0 % to below 100 %, or a size.";
  throw new InvalidPruneOption(`${asked} is no limit for what may stay unused.`, hint, "maxUnused");
}
