import type { TreeNode } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import { describe, type FoundEntry, type SourceProblem } from "../../source/index.ts";
import type { ReadingRules } from "./jobs.ts";
import type { PreviousEntry } from "./previous-folder.ts";
import { isSameEntry } from "./same-entry.ts";

/** Makes nodes of what is found, and leans on the parent snapshot's as far as the run may. */
export class EntryDescriber {
  readonly #rules: ReadingRules;

  constructor(rules: ReadingRules) {
    this.#rules = rules;
  }

  /** @throws {SourceUnreadable} */
  describe(path: ByteString, entry: FoundEntry, previous: TreeNode | undefined, problems: SourceProblem[]): TreeNode {
    const { keepAtime, readAll } = this.#rules;
    const known = readAll ? undefined : previous;
    return describe(path, entry, known, { keepAtime, onProblem: (problem) => problems.push(problem) });
  }

  /** Whether the stored text of an entry can be written again as it is. */
  isSame(entry: FoundEntry, { plain }: PreviousEntry): boolean {
    if (plain === undefined || this.#rules.keepAtime || this.#rules.readAll) return false;
    return plain.type === entry.type && isSameEntry(entry.stat, plain);
  }
}
