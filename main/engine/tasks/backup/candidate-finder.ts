import { type ByteString, joinPath } from "../../names/index.ts";
import {
  EntryFilter,
  type FilterSpec,
  type FoundEntry,
  type InheritedRules,
  listFolder,
  lookUp,
  lookUpWay,
  type SourceProblem,
  SourceUnreadable,
} from "../../source/index.ts";
import type { FolderInput } from "./jobs.ts";

/** An entry to take, where it is, and the rules that its own content goes by. */
export interface Candidate {
  readonly entry: FoundEntry;
  readonly path: ByteString;
  readonly rules: InheritedRules;
  readonly device: bigint | undefined;
  readonly isNamed: boolean;
  /** A folder whose content is left out: it stays, empty. */
  readonly isEmptied: boolean;
}

/** Finds what of a folder a backup takes. */
export class CandidateFinder {
  readonly #spec: FilterSpec;
  readonly #filter: EntryFilter;

  constructor(spec: FilterSpec) {
    this.#spec = spec;
    this.#filter = new EntryFilter(spec);
  }

  /**
   * @param problems takes note of entries that cannot be looked at
   * @throws {SourceUnreadable} the folder itself cannot be listed
   */
  find(input: FolderInput, problems: SourceProblem[]): Candidate[] {
    const isListed = input.path !== undefined && input.selected === undefined;
    return isListed ? this.#listed(input.path, input, problems) : this.#selected(input, problems);
  }

  /** What a folder on disk holds, less what the rules keep out. */
  #listed(path: ByteString, input: FolderInput, problems: SourceProblem[]): Candidate[] {
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
    return candidates;
  }

  /** The entries that were asked for, or lead to such. */
  #selected(input: FolderInput, problems: SourceProblem[]): Candidate[] {
    const candidates: Candidate[] = [];
    for (const { name, path, role, rules, device } of input.selected ?? []) {
      try {
        const entry = role === "way" ? lookUpWay(path, name) : lookUp(path, name);
        const reason = role === "content" ? this.#filter.excludes(path, entry, rules, device) : undefined;
        if (entry.type === "socket" || (reason !== undefined && reason.keptEmpty !== true)) continue;
        const kept = { isNamed: role === "target", isEmptied: reason !== undefined };
        candidates.push({ entry, path, rules, device: device ?? this.#deviceOf(entry), ...kept });
      } catch (error) {
        if (!(error instanceof SourceUnreadable)) throw error;
        problems.push(error.problem);
      }
    }
    return candidates;
  }

  #deviceOf(entry: FoundEntry): bigint | undefined {
    return this.#spec.oneFileSystem ? entry.stat.dev : undefined;
  }
}
