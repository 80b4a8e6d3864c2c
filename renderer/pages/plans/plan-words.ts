import { bytes, countOf } from "../../../shared/figures/index.ts";
import type { Plan, PlanFilter, TargetState } from "../../../shared/model/index.ts";
import { baseName, listInWords } from "../../components/index.ts";

/** A piece of the paragraph that a plan reads as; what the user can change stands out. */
export interface Piece {
  readonly text: string;
  readonly isChoice?: boolean;
}

/** “Back up Documents and Letters to Blue drive, leaving out caches and temporary files, when you ask for it.” */
export function planAsParagraph(
  { folders, targetIds, filter }: Plan,
  targets: readonly TargetState[],
): readonly Piece[] {
  const names = targetIds.map((id) => targets.find(({ target }) => target.id === id)?.target.name);
  const leftOut = leftOutInWords(filter);
  return [
    { text: "Back up " },
    { text: listInWords(folders.map(baseName), 3), isChoice: true },
    { text: " to " },
    {
      text: listInWords(
        names.map((name) => name ?? "a target that was removed"),
        3,
      ),
      isChoice: true,
    },
    ...(leftOut === undefined ? [] : [{ text: ", leaving out " }, { text: leftOut, isChoice: true }]),
    { text: ", when you ask for it." },
  ];
}

function leftOutInWords({
  useDefaultExcludes,
  patterns,
  largerThanBytes,
  oneFileSystem,
}: PlanFilter): string | undefined {
  const parts = [
    ...(useDefaultExcludes ? ["caches and temporary files"] : []),
    ...(patterns.length > 0 ? [`what fits ${countOf(patterns.length, "pattern")}`] : []),
    ...(largerThanBytes === undefined ? [] : [`files larger than ${bytes(largerThanBytes)}`]),
    ...(oneFileSystem ? ["other disks"] : []),
  ];
  return parts.length === 0 ? undefined : listInWords(parts, parts.length);
}

/** Lines of a text field as patterns: empty lines go, and so does what stands around a pattern. */
export function patternsOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
