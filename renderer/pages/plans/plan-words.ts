import { bytes, countOf } from "../../../shared/figures/index.ts";
import type { Plan, PlanFilter, TargetState } from "../../../shared/model/index.ts";
import { baseName, listInWords } from "../../components/index.ts";
import { backupTimes, hasConditions, keepWords, waitWords } from "../../plan-choices/index.ts";

/** What of a plan can be changed from its sentence. */
export type Choice = "folders" | "targets" | "filter" | "when" | "keep" | "conditions";

/** A piece of the paragraph that a plan reads as; what the user can change stands out. */
export interface Piece {
  readonly text: string;
  readonly choice?: Choice;
}

/**
 * “Back up Documents and 2 more to Blue, as files change, keep a year of history; leave out caches and temporary files; wait
 * while on battery.”
 */
export function planAsParagraph(plan: Plan, targets: readonly TargetState[]): readonly Piece[] {
  const { folders, targetIds, filter, schedules, keep, conditions } = plan;
  const names = targetIds.map(
    (id) => targets.find(({ target }) => target.id === id)?.target.name ?? "a target that was removed",
  );
  // What begins only when it is asked for waits for nothing; conditions that it has all the same are shown.
  const canWait = schedules.length > 0 || hasConditions(conditions);
  return [
    { text: "Back up " },
    { text: listInWords(folders.map(baseName), 3), choice: "folders" },
    { text: " to " },
    { text: listInWords(names, 3), choice: "targets" },
    { text: ", " },
    { text: backupTimes(schedules), choice: "when" },
    { text: ", keep " },
    { text: keepWords(keep), choice: "keep" },
    { text: "; leave out " },
    { text: leftOutInWords(filter) ?? "nothing", choice: "filter" },
    ...(canWait ? [{ text: "; " }, { text: waitWords(conditions), choice: "conditions" as const }] : []),
    { text: "." },
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
