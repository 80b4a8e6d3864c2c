import { countOf } from "../../../../shared/figures/index.ts";

/** Something that went wrong with one entry. */
export interface EntryProblem<Cause extends string> {
  readonly cause: Cause;
  /** For people. */
  readonly path: string;
}

/** What a cause means to a person: what is so, and what to do. */
export interface CauseWords {
  readonly says: string;
  readonly hint: string;
}

const EXAMPLES = 3;

/**
 * Problems grouped by cause: how many, what to do, and the first paths of each. All of them with `all`.
 *
 * @param total how many there were, if more than are told here
 */
export function problemReport<Cause extends string>(
  title: string,
  problems: readonly EntryProblem<Cause>[],
  total: number,
  words: Readonly<Record<Cause, CauseWords>>,
  all: boolean,
): string[] {
  if (total === 0) return [];
  const groups = Map.groupBy(problems, ({ cause }) => cause);
  const report = [title];
  for (const [cause, members] of groups) {
    const { says, hint } = words[cause];
    report.push(`  ${countOf(members.length, "entry", "entries")}: ${says}. ${hint}`);
    const shown = all ? members : members.slice(0, EXAMPLES);
    report.push(...shown.map(({ path }) => `    ${path}`));
    const left = members.length - shown.length;
    if (left > 0) report.push(`    and ${countOf(left, "other")}`);
  }
  const untold = total - problems.length;
  return untold > 0 ? [...report, `  and ${countOf(untold, "entry", "entries")} more`] : report;
}
