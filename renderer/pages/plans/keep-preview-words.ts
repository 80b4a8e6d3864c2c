import type { RetentionPreview } from "../../../shared/model/index.ts";
import { say } from "../../../shared/words/index.ts";

/** The button that saves rules says what goes: “Save and remove 14 snapshots at the next tidying”. */
export function saveWords(previews: readonly RetentionPreview[]): string {
  const removed = previews.reduce((sum, preview) => sum + preview.removed, 0);
  if (removed === 0) return say("Save");
  const isHeld = previews.every((preview) => preview.removed === 0 || preview.isHeld);
  return isHeld
    ? say("Save and remove {removed, plural, one {# snapshot} other {# snapshots}} once the warning is closed", {
        removed,
      })
    : say("Save and remove {removed, plural, one {# snapshot} other {# snapshots}} at the next tidying", { removed });
}

/** What becomes of the snapshots on one target. */
export function removalWords({ kept, removed, isHeld }: RetentionPreview): string {
  const all = kept + removed;
  if (all === 0) return say("There are no snapshots yet.");
  if (removed === 0) return say("{all, plural, one {The one snapshot stays.} other {All # snapshots stay.}}", { all });
  const words = say(
    "{kept, plural, one {# snapshot of {all, number} stays} other {# snapshots of {all, number} stay}}, {removed, plural, one {# goes} other {# go}}.",
    { kept, all, removed },
  );
  return isHeld
    ? say("{words} As long as the warning about an unusual change is open, nothing goes.", { words })
    : words;
}
