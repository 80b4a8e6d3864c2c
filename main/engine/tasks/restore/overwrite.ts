import type { ExistingEntry } from "../../destination/index.ts";
import type { NodeType } from "../../format/index.ts";
import type { Overwrite } from "./model.ts";

/** What is to be restored, as far as it matters for what is already there. */
export interface WantedEntry {
  readonly type: NodeType;
  /** Bytes, for files. */
  readonly size: number;
  readonly mtimeNs: bigint;
}

/**
 * - `write`: whatever is there is replaced.
 * - `compare`: a file is there whose content may be right, wholly or in parts.
 * - `keep-content`: a file is there whose content counts as right.
 * - `skip`: it stays as it is.
 * - `beside`: likewise, and the wanted entry gets another name unless it is the same.
 */
export type OverwriteDecision = "write" | "compare" | "keep-content" | "skip" | "beside";

/**
 * Whether something else is lost when the wanted entry is written, as far as type, size and time tell. A folder is never
 * lost: where one is in the way nothing is written.
 */
export function replacesOther(wanted: WantedEntry, existing: ExistingEntry | undefined): boolean {
  if (existing === undefined || existing.type === "dir") return false;
  if (wanted.type !== existing.type) return true;
  if (wanted.type !== "file") return wanted.mtimeNs !== existing.mtimeNs;
  if (wanted.size === 0 && existing.size === 0) return false;
  return wanted.size !== existing.size || wanted.mtimeNs !== existing.mtimeNs;
}

/** Whether a file that is there has the size and the time of the wanted one. */
export function looksEqual(wanted: WantedEntry, existing: ExistingEntry): boolean {
  return wanted.size === existing.size && wanted.mtimeNs === existing.mtimeNs;
}

/** Decides about one entry that is no folder. */
export function decideOverwrite(
  rule: Overwrite,
  wanted: WantedEntry,
  existing: ExistingEntry | undefined,
): OverwriteDecision {
  if (existing === undefined) return "write";
  if (rule === "never") return "skip";
  if (rule === "keep-both") return "beside";
  if (rule === "if-newer" && wanted.mtimeNs <= existing.mtimeNs) return "skip";
  if (wanted.type !== "file" || existing.type !== "file") return "write";
  // A file with more names is never changed in place: the others may lie outside of what is restored.
  if (rule === "if-changed" && looksEqual(wanted, existing) && existing.links === 1) return "keep-content";
  return wanted.size > 0 && existing.size > 0 ? "compare" : "write";
}
