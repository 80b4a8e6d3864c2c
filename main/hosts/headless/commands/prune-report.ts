import { bytes, countOf } from "../../../../shared/figures/index.ts";
import type { PruneNotice, PruneProgress, PruneResult } from "../../../engine/index.ts";
import type { Output } from "../output.ts";
import type { Figures } from "../terminal/progress-block.ts";

const PHASES: Readonly<Record<PruneProgress["phase"], string>> = {
  opening: "Opening the repository",
  index: "Reading the index",
  folders: "Finding what snapshots need",
  packs: "Deciding what can go",
  repacking: "Writing anew what is needed",
  listing: "Writing the index",
  removing: "Removing what nobody needs",
};

export function pruneProgress(progress: PruneProgress): Figures {
  const { phase, secondsElapsed, treesDone, bytesRepacked, bytesToRepack, packsRemoved, packsToRemove } = progress;
  const common = { phase: PHASES[phase], secondsElapsed, bytesDone: bytesRepacked };
  if (phase === "removing") return { ...common, itemsDone: packsRemoved, item: "pack", itemsTotal: packsToRemove };
  const total = phase === "repacking" ? { bytesTotal: bytesToRepack } : {};
  return { ...common, itemsDone: treesDone, item: "folder", ...total };
}

export function tellNotice(output: Output, notice: PruneNotice): void {
  if (notice.type === "unlocked") {
    const who = `${notice.username || "somebody"} on ${notice.hostname}, process ${notice.pid}`;
    output.note(`Removed a lock that was left behind by ${who}.`);
  } else if (notice.type === "out-of-space") {
    output.note("There is no room left, so what needs no writing is removed first.");
  } else {
    const { removed, repacked } = notice.figures;
    output.detail(`To remove: ${countOf(removed.packs, "pack")}; to write anew: ${countOf(repacked.packs, "pack")}.`);
  }
}

/** What was done, or would be, for people. */
export function reportLines(result: PruneResult): string[] {
  const { used, removed, repacked, unlisted, unusedAfter, before, after, leftovers, isDryRun } = result;
  const [remove, write] = isDryRun ? ["Would remove", "Would write"] : ["Removed", "Wrote"];
  const idle = removed.packs + unlisted.packs;
  return [
    `Snapshots need ${countOf(used.blobs, "blob")}, ${bytes(used.bytes)}.`,
    ...(idle === 0
      ? []
      : [`${remove} ${countOf(idle, "pack")} that nothing needs, ${bytes(removed.bytes + unlisted.bytes)}.`]),
    ...(repacked.packs === 0
      ? []
      : [
          `${write} ${countOf(repacked.packs, "pack")} anew without ${bytes(repacked.freed.bytes)} that nothing needs.`,
        ]),
    ...(leftovers === 0 ? [] : [`${remove} ${countOf(leftovers, "leftover")} of writes that were cut short.`]),
    ...(unusedAfter.bytes === 0
      ? []
      : [`${bytes(unusedAfter.bytes)} that nothing needs ${isDryRun ? "would stay" : "stay"}.`]),
    sizeLine(before.bytes, after.bytes, isDryRun),
    ...endLines(result),
  ];
}

function sizeLine(before: number, after: number, isDryRun: boolean): string {
  if (before === after) return `The repository's data take ${bytes(after)}, as before.`;
  const freed = before > after ? `${bytes(before - after)} less` : `${bytes(after - before)} more`;
  const [had, has] = isDryRun ? ["take", "would take"] : ["took", "take now"];
  return `The repository's data ${had} ${bytes(before)} and ${has} ${bytes(after)}: ${freed}.`;
}

function endLines({ isDryRun, stoppedBy, notRemoved, held }: PruneResult): string[] {
  if (isDryRun) return [...heldLines(held), "Nothing was changed."];
  return [
    ...heldLines(held),
    ...(stoppedBy === "time" ? ["The time was up; the next prune goes on."] : []),
    ...(stoppedBy === "space" ? ["For more there is no room on the disk; with some, the next prune goes on."] : []),
    ...(notRemoved === 0 ? [] : [`${countOf(notRemoved, "pack")} could not be removed; the next prune tries again.`]),
  ];
}

function heldLines(held: PruneResult["held"]): string[] {
  if (held === undefined) return [];
  const until = held.until === undefined ? "for now" : `until ${held.until.toISOString().slice(0, 10)}`;
  return [`Protected by the storage ${until}: ${countOf(held.packs, "pack")} with ${bytes(held.bytes)}.`];
}

/** The same for programs. Bytes are those of sealed blobs, but `before` and `after`, which are of files. */
export function reportData(result: PruneResult): unknown {
  const { used, unused, duplicate, removed, repacked, unlisted, unusedAfter, before, after, planned, held } = result;
  return {
    ...{ message_type: "summary", dry_run: result.isDryRun ? true : undefined },
    ...{ used_blobs: used.blobs, used_bytes: used.bytes, unused_blobs: unused.blobs, unused_bytes: unused.bytes },
    ...{ duplicate_blobs: duplicate.blobs, duplicate_bytes: duplicate.bytes },
    ...{ unlisted_packs: unlisted.packs, unlisted_bytes: unlisted.bytes },
    ...{ removed_packs: removed.packs, removed_blobs: removed.blobs, removed_bytes: removed.bytes },
    ...{ repacked_packs: repacked.packs, repacked_blobs: repacked.blobs, repacked_bytes: repacked.bytes },
    ...{ repacked_freed_bytes: repacked.freed.bytes, kept_packs: result.keptPacks },
    ...{ unused_blobs_after: unusedAfter.blobs, unused_bytes_after: unusedAfter.bytes },
    ...{ packs_before: before.packs, bytes_before: before.bytes, packs_after: after.packs, bytes_after: after.bytes },
    ...{ leftovers: result.leftovers, not_removed: result.notRemoved, stopped_by: result.stoppedBy },
    ...(held === undefined
      ? {}
      : { held_packs: held.packs, held_bytes: held.bytes, held_until: held.until?.toISOString() }),
    ...(planned === undefined ? {} : { packs_to_remove: planned.remove, packs_to_repack: planned.repack }),
  };
}
