import { count, countOf } from "../../../shared/figures/index.ts";
import type { RetentionPreview } from "../../../shared/model/index.ts";

/** The button that saves rules says what goes: “Save and remove 14 snapshots at the next tidying”. */
export function saveWords(previews: readonly RetentionPreview[]): string {
  const removed = previews.reduce((sum, preview) => sum + preview.removed, 0);
  if (removed === 0) return "Save";
  const isHeld = previews.every((preview) => preview.removed === 0 || preview.isHeld);
  const when = isHeld ? "once the warning is closed" : "at the next tidying";
  return `Save and remove ${countOf(removed, "snapshot")} ${when}`;
}

/** What becomes of the snapshots on one target. */
export function removalWords({ kept, removed, isHeld }: RetentionPreview): string {
  const all = kept + removed;
  if (all === 0) return "There are no snapshots yet.";
  if (removed === 0) return `${all === 1 ? "The one snapshot stays" : `All ${count(all)} snapshots stay`}.`;
  const stay = `${countOf(kept, "snapshot")} of ${count(all)} ${kept === 1 ? "stays" : "stay"}`;
  const words = `${stay}, ${count(removed)} ${removed === 1 ? "goes" : "go"}.`;
  return isHeld ? `${words} As long as the warning about an unusual change is open, nothing goes.` : words;
}
