import { bytes } from "../../../../shared/figures/index.ts";
import type { ChangeKind, SnapshotChange, SnapshotChanges } from "../../../../shared/model/index.ts";
import { say, type Text, text } from "../../../../shared/words/index.ts";

/** What happened to a path, as its line says it. */
export const KIND_WORDS: Readonly<Record<ChangeKind, Text>> = {
  added: text("added"),
  changed: text("changed"),
  removed: text("removed"),
  type: text("another kind of thing"),
  metadata: text("only rights, owner or time"),
};

type Sums = Pick<SnapshotChanges, "counts" | "bytesAdded" | "bytesRemoved">;

/** “3 added, 1 changed, 2 removed; 40 MB more.” */
export function countsSentence({ counts, bytesAdded, bytesRemoved }: Sums): string {
  const { added, removed, metadata } = counts;
  const changes = say(
    "{added, plural, one {# file or folder} other {# files or folders}} added, {changed, number} changed, {removed, number} removed",
    { added, changed: counts.changed + counts.type, removed },
  );
  const grown = bytesAdded - bytesRemoved;
  const size = { size: bytes(Math.abs(grown)) };
  const weight = grown === 0 ? say("as large as before") : say(grown > 0 ? "{size} more" : "{size} less", size);
  const sentence = say("{changes}; {weight}.", { changes, weight });
  if (metadata === 0) return sentence;
  return `${sentence} ${say("{count, plural, one {# differs} other {# differ}} only in rights, owner or time.", { count: metadata })}`;
}

/** How many differ at all. */
export function changesIn({ counts }: Pick<SnapshotChanges, "counts">): number {
  return Object.values(counts).reduce((sum, each) => sum + each, 0);
}

/** “1.2 MB → 1.4 MB”, or the only one there is. */
export function sizeWords({ bytesBefore, bytesAfter }: SnapshotChange): string {
  if (bytesBefore !== undefined && bytesAfter !== undefined) {
    const [before, after] = [bytes(bytesBefore), bytes(bytesAfter)];
    return before === after ? after : say("{before} → {after}", { before, after });
  }
  const only = bytesAfter ?? bytesBefore;
  return only === undefined ? "" : bytes(only);
}

/** What the older snapshot has at the path, so that it can be restored from there; undefined if it has nothing. */
export function olderEntry({
  kind,
  type,
  bytesBefore,
}: SnapshotChange): { isFolder: boolean; bytes: number } | undefined {
  if (kind === "added") return undefined;
  // What it was is told only of files; what became another thing may have been a folder.
  return { isFolder: bytesBefore === undefined && type === "folder", bytes: bytesBefore ?? 0 };
}
