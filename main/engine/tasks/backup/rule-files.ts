import type { ByteString } from "../../names/index.ts";
import { type FoundEntry, isUnchanged } from "../../source/index.ts";
import type { ReadingRules } from "./jobs.ts";
import type { PreviousFolder } from "./previous-folder.ts";

/**
 * Whether files that decide what is left out came, went or changed since the parent snapshot: then it may lack, or hold too
 * much of, all that is below. One that is itself left out was never seen, so it counts as changed.
 *
 * @param names of such files
 */
export function areRulesChanged(
  names: readonly ByteString[],
  entries: readonly FoundEntry[],
  previous: PreviousFolder,
  { ignoreInode }: ReadingRules,
): boolean {
  return names.some((name) => {
    const [now, before] = [entries.find((entry) => entry.name === name), previous.get(name)];
    if (now === undefined || before === undefined) return now !== before;
    if (now.type !== before.type || before.node === undefined) return true;
    return now.type === "file" && !isUnchanged(now.stat, before.node, { ignoreInode });
  });
}
