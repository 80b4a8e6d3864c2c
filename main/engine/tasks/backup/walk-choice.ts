import { toText } from "../../names/index.ts";
import type { StoredSnapshot } from "../../repository/index.ts";
import type { WalkReason } from "./changed-folders.ts";
import type { BackupOptions } from "./model.ts";

/** How a run finds what changed: by what it was told, or by a walk. */
export type WalkChoice =
  | { readonly foundBy: "journal" }
  /** `verifies`: the walk also compares with what was told. `reason`: something was told, and is not gone by. */
  | { readonly foundBy: "walk"; readonly verifies: boolean; readonly reason?: WalkReason };

/**
 * Whether a run can leave out what is said not to have changed. Only with the very snapshot that the changes count from,
 * made of the same paths (of others it holds only parts); and only one that says how much it holds, so that this one can.
 */
export function chooseWalk(options: BackupOptions, parent: StoredSnapshot | undefined): WalkChoice {
  const { changes, targets } = options;
  const walk = (reason: WalkReason, verifies = false) => ({ foundBy: "walk", verifies, reason }) as const;
  if (changes === undefined) return { foundBy: "walk", verifies: false };
  if (parent?.id !== changes.since) return walk("other-parent");
  if (
    !isSameSet(
      targets.map(({ absolute }) => toText(absolute)),
      parent.paths,
    )
  )
    return walk("other-paths");
  // The time of last reading changes without being told.
  if (changes.verify === true || options.readAll === true || options.keepAtime === true)
    return walk("asked", changes.verify === true);
  return parent.summary === undefined ? walk("no-figures") : { foundBy: "journal" };
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [new Set(a), new Set(b)];
  return one.size === other.size && a.every((path) => other.has(path));
}
