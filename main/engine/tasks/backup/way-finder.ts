import { type ByteString, joinPath } from "../../names/index.ts";
import {
  type EntryFilter,
  type FoundEntry,
  type InheritedRules,
  lookUp,
  type SourceProblem,
  SourceUnreadable,
} from "../../source/index.ts";
import type { Candidate } from "./candidate.ts";
import type { FolderInput, FolderMarks, ReadingRules } from "./jobs.ts";
import { NO_PREVIOUS, type PreviousFolder } from "./previous-folder.ts";
import { areRulesChanged } from "./rule-files.ts";

/** What of a folder has to be looked at, when only folders below it changed. */
export interface FoundWay {
  readonly candidates: readonly Candidate[];
  readonly problems: readonly SourceProblem[];
}

/** Goes through a folder on the way to changed ones, without listing it. */
export class WayFinder {
  readonly #rules: ReadingRules;
  readonly #filter: EntryFilter;

  constructor(rules: ReadingRules, filter: EntryFilter) {
    this.#rules = rules;
    this.#filter = filter;
  }

  /**
   * The subfolders that are marked or lead to a mark; all else is as the parent snapshot has it.
   *
   * @returns undefined when something seen on the way says otherwise: then the folder has to be listed
   */
  find(path: ByteString, input: FolderInput, marks: FolderMarks, previous: PreviousFolder): FoundWay | undefined {
    if (previous === NO_PREVIOUS) return undefined;
    const names = this.#filter.ruleFiles(input.isNamed);
    const files = names.flatMap((name) => seen(joinPath(path, name), name) ?? []);
    const { rules, emptied, entries, problems } = this.#filter.enter(path, files, input.rules, {
      named: input.isNamed,
    });
    if (emptied !== undefined) {
      // Left out but for the tag. If it was so before, what changed in it does not matter.
      const tags = entries.map(({ name }) => name);
      const isAsBefore = previous.size === tags.length && !areRulesChanged(tags, entries, previous, this.#rules);
      return isAsBefore ? { candidates: [], problems } : undefined;
    }
    if (areRulesChanged(names, files, previous, this.#rules)) return undefined;
    const candidates = this.#candidates(path, { input, marks, rules }, previous);
    return candidates === undefined ? undefined : { candidates, problems };
  }

  #candidates(
    path: ByteString,
    { input, marks, rules }: { input: FolderInput; marks: FolderMarks; rules: InheritedRules },
    previous: PreviousFolder,
  ): Candidate[] | undefined {
    const { device } = input;
    const candidates: Candidate[] = [];
    for (const name of marks.within.keys()) {
      const entryPath = joinPath(path, name);
      const entry = seen(entryPath, name);
      const reason = entry && this.#filter.excludes(entryPath, entry, rules, device);
      const isTaken = entry !== undefined && (reason === undefined || reason.keptEmpty === true);
      const before = previous.get(name);
      // What is left out, or came and went, was and is not there.
      if (!isTaken && before === undefined) continue;
      if (!isTaken || entry.type !== "dir" || before?.type !== "dir") return undefined;
      const isEmptied = reason !== undefined;
      candidates.push({ entry, path: entryPath, rules, device, isNamed: false, isEmptied });
    }
    return candidates;
  }
}

/** What is at a path; undefined also for what cannot be looked at, of which a list tells more. */
function seen(path: ByteString, name: ByteString): FoundEntry | undefined {
  try {
    return lookUp(path, name);
  } catch (error) {
    if (error instanceof SourceUnreadable) return undefined;
    throw error;
  }
}
