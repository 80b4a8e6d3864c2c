import type { RunPhase } from "../../../shared/model/index.ts";
import type { PruneNotice, PrunePhase, PruneProgress } from "../../engine/index.ts";
import type { Figures } from "./meter.ts";

const PHASES: Readonly<Record<PrunePhase, RunPhase>> = {
  opening: "opening",
  index: "choosing",
  folders: "choosing",
  packs: "choosing",
  repacking: "rewriting",
  listing: "rewriting",
  removing: "removing",
};

/** How far a prune is: folder lists while it looks for what is needed, then packs and bytes. */
export function pruneFigures(progress: PruneProgress): Figures {
  const { treesDone, bytesRepacked, bytesToRepack, packsRemoved, packsToRemove } = progress;
  const phase = PHASES[progress.phase];
  if (phase === "opening" || phase === "choosing") return { phase, filesDone: treesDone, bytesDone: 0, problems: 0 };
  const total = { files: packsToRemove, bytes: bytesToRepack, isFinal: true };
  return { phase, filesDone: packsRemoved, bytesDone: bytesRepacked, total, problems: 0 };
}

/** What a run's log says of something that a prune told. */
export function pruneNote(notice: Exclude<PruneNotice, { type: "planned" }>): string {
  if (notice.type === "unlocked") return `Removed the lock of a run that had died (process ${notice.pid}).`;
  return "There was no room left: what needs no rewriting is removed first.";
}
