import { type ByteString, joinPath } from "../../names/index.ts";
import {
  EntryFilter,
  type FoundEntry,
  listFolder,
  lookUp,
  lookUpWay,
  type SourceProblem,
  SourceUnreadable,
} from "../../source/index.ts";
import type { Candidate } from "./candidate.ts";
import type { FolderInput, FolderMarks, ReadingRules } from "./jobs.ts";
import type { PreviousFolder } from "./previous-folder.ts";
import { areRulesChanged } from "./rule-files.ts";
import { WayFinder } from "./way-finder.ts";

/** What of a folder a backup looks at. */
export interface FoundCandidates {
  readonly candidates: readonly Candidate[];
  /** What is known of its subfolders; absent when nothing is, or no more. */
  readonly marks?: FolderMarks;
  /** All other entries are as the parent snapshot has them. */
  readonly keepsRest: boolean;
}

/** Finds what of a folder a backup takes. */
export class CandidateFinder {
  readonly #rules: ReadingRules;
  readonly #filter: EntryFilter;
  readonly #ways: WayFinder;

  constructor(rules: ReadingRules) {
    this.#rules = rules;
    this.#filter = new EntryFilter(rules.filter);
    this.#ways = new WayFinder(rules, this.#filter);
  }

  /**
   * @param problems takes note of entries that cannot be looked at
   * @throws {SourceUnreadable} the folder itself cannot be listed
   */
  find(input: FolderInput, previous: PreviousFolder, problems: SourceProblem[]): FoundCandidates {
    const { path, marks } = input;
    if (path === undefined || input.selected !== undefined) return this.#selected(input, previous, problems);
    if (marks !== undefined && !marks.isListed && !this.#rules.verifies) {
      const way = this.#ways.find(path, input, marks, previous);
      if (way !== undefined) {
        problems.push(...way.problems);
        return { candidates: way.candidates, marks, keepsRest: true };
      }
    }
    return this.#listed(path, input, previous, problems);
  }

  /** What a folder on disk holds, less what the rules keep out. */
  #listed(path: ByteString, input: FolderInput, previous: PreviousFolder, problems: SourceProblem[]): FoundCandidates {
    const found = listFolder(path);
    problems.push(...found.problems);
    const {
      rules,
      entries,
      problems: inRules,
    } = this.#filter.enter(path, found.entries, input.rules, {
      named: input.isNamed,
    });
    problems.push(...inRules);
    const candidates: Candidate[] = [];
    for (const entry of entries) {
      const entryPath = joinPath(path, entry.name);
      const reason = this.#filter.excludes(entryPath, entry, rules, input.device);
      if (reason !== undefined && reason.keptEmpty !== true) continue;
      const isEmptied = reason !== undefined;
      candidates.push({ entry, path: entryPath, rules, device: input.device, isNamed: false, isEmptied });
    }
    return { candidates, keepsRest: false, ...this.#marks(input, found.entries, previous) };
  }

  /** The entries that were asked for, or lead to such. */
  #selected(input: FolderInput, previous: PreviousFolder, problems: SourceProblem[]): FoundCandidates {
    const candidates: Candidate[] = [];
    for (const { name, path, role, rules, device } of input.selected ?? []) {
      try {
        const entry = role === "way" ? lookUpWay(path, name) : lookUp(path, name);
        const reason = role === "content" ? this.#filter.excludes(path, entry, rules, device) : undefined;
        if (entry.type === "socket" || (reason !== undefined && reason.keptEmpty !== true)) continue;
        const kept = {
          isNamed: role === "target",
          isEmptied: reason !== undefined,
          ...(role === "way" ? { isWay: true as const } : {}),
        };
        candidates.push({ entry, path, rules, device: device ?? this.#deviceOf(entry), ...kept });
      } catch (error) {
        if (!(error instanceof SourceUnreadable)) throw error;
        problems.push(error.problem);
      }
    }
    // The content of a target without a name of its own goes by the ignore files among it.
    const entries = candidates.map(({ entry }) => entry);
    return { candidates, keepsRest: false, ...this.#marks(input, entries, previous) };
  }

  /** Rules that changed hold for all that is below, whether it changed or not. */
  #marks({ marks, isNamed }: FolderInput, entries: readonly FoundEntry[], previous: PreviousFolder) {
    if (marks === undefined) return {};
    const isKnown = !areRulesChanged(this.#filter.ruleFiles(isNamed), entries, previous, this.#rules);
    return isKnown ? { marks } : {};
  }

  #deviceOf(entry: FoundEntry): bigint | undefined {
    return this.#rules.filter.oneFileSystem ? entry.stat.dev : undefined;
  }
}
