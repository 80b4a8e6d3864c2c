import { type ByteString, baseName, parentPath } from "../../names/index.ts";
import { matchText } from "./match-text.ts";
import { RootPatterns } from "./root-patterns.ts";
import type { FilterSpec } from "./spec.ts";

/** What decides without a look into folders. Plain data, so that it travels to threads. */
export type FolderRules = Pick<FilterSpec, "patterns" | "insensitivePatterns" | "skipPaths">;

/**
 * Tells which folders a backup leaves out by their path alone, for those who watch or count folders and look into no file.
 * Ignore files and cache tags are not read: it leaves out less than `EntryFilter`, never more.
 */
export class FolderFilter {
  readonly #patterns: readonly RootPatterns[];
  readonly #skipPaths: ReadonlySet<ByteString>;

  constructor({ patterns, insensitivePatterns, skipPaths }: FolderRules) {
    const sets: [readonly string[], boolean][] = [
      [patterns, false],
      [insensitivePatterns, true],
    ];
    this.#patterns = sets.filter(([lines]) => lines.length > 0).map(([lines, any]) => new RootPatterns(lines, any));
    this.#skipPaths = new Set(skipPaths);
  }

  /** @param folder absolute; the one it is in counts as not left out */
  leavesOut(folder: ByteString): boolean {
    if (this.#skipPaths.has(folder)) return true;
    if (this.#patterns.length === 0) return false;
    const above = unrooted(matchText(parentPath(folder)));
    const name = `${matchText(baseName(folder))}/`;
    const path = above === "" ? name : `${above}/${name}`;
    for (const patterns of this.#patterns) {
      const decision = patterns.decide(path, above, name);
      if (decision !== undefined) return decision.excluded;
    }
    return false;
  }
}

function unrooted(path: string): string {
  return path.startsWith("/") ? path.slice(1) : path;
}
