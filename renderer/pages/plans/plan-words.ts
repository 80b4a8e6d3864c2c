import { bytes } from "../../../shared/figures/index.ts";
import type { Plan, PlanFilter, TargetState } from "../../../shared/model/index.ts";
import { say, sayParts } from "../../../shared/words/index.ts";
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
    (id) => targets.find(({ target }) => target.id === id)?.target.name ?? say("a target that was removed"),
  );
  // What begins only when it is asked for waits for nothing; conditions that it has all the same are shown.
  const canWait = schedules.length > 0 || hasConditions(conditions);
  const pieces: Readonly<Record<Exclude<Choice, "conditions">, Piece>> = {
    folders: { text: listInWords(folders.map(baseName), 3), choice: "folders" },
    targets: { text: listInWords(names, 3), choice: "targets" },
    when: { text: backupTimes(schedules), choice: "when" },
    keep: { text: keepWords(keep), choice: "keep" },
    filter: { text: leftOutInWords(filter) ?? say("nothing"), choice: "filter" },
  };
  const conditionsPiece: Piece = { text: waitWords(conditions), choice: "conditions" };
  const parts = canWait
    ? sayParts("Back up {folders} to {targets}, {when}, keep {keep}; leave out {filter}; {conditions}.", {
        ...{ ...pieces, conditions: conditionsPiece },
      })
    : sayParts("Back up {folders} to {targets}, {when}, keep {keep}; leave out {filter}.", { ...pieces });
  return parts.map((part) => (typeof part === "string" ? { text: part } : part));
}

function leftOutInWords({
  useDefaultExcludes,
  patterns,
  largerThanBytes,
  oneFileSystem,
}: PlanFilter): string | undefined {
  const parts = [
    ...(useDefaultExcludes ? [say("caches and temporary files")] : []),
    ...(patterns.length > 0
      ? [say("what fits {count, plural, one {# pattern} other {# patterns}}", { count: patterns.length })]
      : []),
    ...(largerThanBytes === undefined ? [] : [say("files larger than {size}", { size: bytes(largerThanBytes) })]),
    ...(oneFileSystem ? [say("other disks")] : []),
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
