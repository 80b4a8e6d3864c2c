import { type ByteString, compareBytes, fromText, joinPath, parentPath } from "../../names/index.ts";
import type { FoundEntry } from "../list-folder.ts";
import { type SourceProblem, SourceUnreadable } from "../problem.ts";
import { IgnoreFiles, readIgnoreFile } from "./ignore-files.ts";
import { matchText } from "./match-text.ts";
import type { Decision } from "./pattern-set.ts";
import { RootPatterns } from "./root-patterns.ts";
import type { ExclusionReason, FilterSpec, InheritedRules } from "./spec.ts";
import { isTag, type TagFile, tagFilesOf } from "./tag-files.ts";

export interface EnteredFolder {
  /** To be handed to `excludes` for the entries of this folder, and to `enter` for its folders. */
  readonly rules: InheritedRules;
  /** What is left to look at: all entries, or only the tag file when `emptied`. */
  readonly entries: readonly FoundEntry[];
  /** The folder's content is left out, for this reason. */
  readonly emptied?: ExclusionReason;
  /** Ignore files that could not be read. More is backed up than they might want. */
  readonly problems: readonly SourceProblem[];
}

/**
 * Decides what a walk leaves out. Each thread has its own; what it needs to know about a folder travels as
 * `InheritedRules`. Memory does not grow with the number of files.
 *
 * The folders a user names are never asked about, and being inside one never counts as being excluded.
 */
export class EntryFilter {
  readonly #spec: FilterSpec;
  readonly #patterns: readonly RootPatterns[];
  readonly #ignoreFileNames: readonly ByteString[];
  readonly #tags: readonly TagFile[];
  readonly #skipPaths: ReadonlySet<ByteString>;
  readonly #ignoreFiles = new IgnoreFiles();
  #lastFolder: ByteString | undefined;
  #lastFolderText = "";

  constructor(spec: FilterSpec) {
    this.#spec = spec;
    const sets: [readonly string[], boolean][] = [
      [spec.patterns, false],
      [spec.insensitivePatterns, true],
    ];
    this.#patterns = sets.filter(([lines]) => lines.length > 0).map(([lines, any]) => new RootPatterns(lines, any));
    this.#ignoreFileNames = spec.ignoreFileNames.map(fromText);
    this.#tags = tagFilesOf(spec);
    this.#skipPaths = new Set(spec.skipPaths);
  }

  /** Names of the files in a folder that decide what of it is left out, in byte order; `named` as for `enter`. */
  ruleFiles(named: boolean): readonly ByteString[] {
    const tags = named ? [] : this.#tags.map(({ name }) => name);
    return [...new Set([...this.#ignoreFileNames, ...tags])].sort(compareBytes);
  }

  /**
   * Called once for each folder that is walked, before its entries.
   *
   * @param entries in byte order
   * @param options.named the user named this folder, so tag files in it do not count
   */
  enter(
    folder: ByteString,
    entries: readonly FoundEntry[],
    inherited: InheritedRules,
    options: { readonly named?: boolean } = {},
  ): EnteredFolder {
    if (options.named !== true) {
      for (const tag of this.#tags) {
        const found = findEntry(entries, tag.name);
        if (found === undefined || !isTag(folder, found, tag)) continue;
        return { rules: inherited, entries: [found], emptied: { ...tag.reason, keptEmpty: true }, problems: [] };
      }
    }
    return this.#withIgnoreFiles(folder, entries, inherited);
  }

  /** @param path of the entry. @param rootDevice of the named folder that the walk started from */
  excludes(
    path: ByteString,
    entry: FoundEntry,
    rules: InheritedRules,
    rootDevice?: bigint,
  ): ExclusionReason | undefined {
    const spec = this.#spec;
    if (this.#skipPaths.has(path)) return { rule: "skipped-path", detail: "" };
    if (entry.type === "file" && spec.largerThanBytes !== undefined && entry.stat.size > spec.largerThanBytes) {
      return { rule: "too-large", detail: "" };
    }
    const matched = this.#matched(path, entry, rules);
    if (matched !== undefined) return matched;
    if (!spec.oneFileSystem || rootDevice === undefined || entry.stat.dev === rootDevice) return undefined;
    return { rule: "other-file-system", detail: "", ...(entry.type === "dir" && { keptEmpty: true }) };
  }

  #matched(path: ByteString, entry: FoundEntry, rules: InheritedRules): ExclusionReason | undefined {
    if (this.#patterns.length === 0 && rules.length === 0) return undefined;
    const folder = this.#folderText(parentPath(path));
    const name = entry.type === "dir" ? `${matchText(entry.name)}/` : matchText(entry.name);
    const text = folder === "" ? name : `${folder}/${name}`;
    for (const patterns of this.#patterns) {
      const decision = patterns.decide(text, folder, name);
      if (decision !== undefined) return reasonOf(decision, "pattern");
    }
    return reasonOf(this.#ignoreFiles.decide(text, folder, rules), "ignore-file");
  }

  /** The folder without the slash at its start. Remembered, as the entries of one folder come together. */
  #folderText(folder: ByteString): string {
    if (folder !== this.#lastFolder) {
      this.#lastFolder = folder;
      const text = matchText(folder);
      this.#lastFolderText = text.startsWith("/") ? text.slice(1) : text;
    }
    return this.#lastFolderText;
  }

  #withIgnoreFiles(folder: ByteString, entries: readonly FoundEntry[], inherited: InheritedRules): EnteredFolder {
    const added = [];
    const problems: SourceProblem[] = [];
    for (const name of this.#ignoreFileNames) {
      if (findEntry(entries, name)?.type !== "file") continue;
      try {
        added.push({ folder, text: readIgnoreFile(folder, name) });
      } catch (error) {
        problems.push(SourceUnreadable.from(joinPath(folder, name), error).problem);
      }
    }
    return { rules: added.length === 0 ? inherited : [...inherited, ...added], entries, problems };
  }
}

function reasonOf(decision: Decision, rule: "pattern" | "ignore-file"): ExclusionReason | undefined {
  return decision?.excluded === true ? { rule, detail: decision.pattern } : undefined;
}

function findEntry(entries: readonly FoundEntry[], name: ByteString): FoundEntry | undefined {
  let low = 0;
  let high = entries.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry === undefined || entry.name === name) return entry;
    if (entry.name < name) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
