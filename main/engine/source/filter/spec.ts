import type { ByteString } from "../../names/index.ts";

/** What to leave out of a backup. Plain data, so that it travels to worker threads. */
export interface FilterSpec {
  /**
   * Lines of gitignore syntax over the absolute path: a leading `/` means the root of the file system, a slash in the
   * middle matches at any depth, a trailing `/` means folders only, `!` takes back what an earlier line left out.
   */
  readonly patterns: readonly string[];
  /** The same, without regard to upper and lower case. */
  readonly insensitivePatterns: readonly string[];
  /** Names of files with gitignore lines for the folder they are in and those below: ".holdfastignore". */
  readonly ignoreFileNames: readonly string[];
  /** Leave out the content of folders that a valid CACHEDIR.TAG declares to be a cache. */
  readonly skipTaggedCaches: boolean;
  /** Leave out the content of folders that hold one of these, `name` or `name:text it begins with`. */
  readonly skipIfPresent: readonly string[];
  readonly largerThanBytes?: number;
  /** Stay on the disk where each named folder is. Places where another is mounted stay as empty folders. */
  readonly oneFileSystem: boolean;
  /** Exactly these, for instance the repository itself. */
  readonly skipPaths: readonly ByteString[];
}

/** The texts of the ignore files that hold for a folder, from the top down. Travels with the folder between threads. */
export type InheritedRules = readonly InheritedRule[];

export interface InheritedRule {
  readonly folder: ByteString;
  readonly text: string;
}

/** Why something is left out. Plain data. */
export interface ExclusionReason {
  readonly rule:
    | "pattern"
    | "ignore-file"
    | "tagged-cache"
    | "present-file"
    | "too-large"
    | "other-file-system"
    | "skipped-path";
  /** What decided: the pattern, the name of the file that was present. Empty where the rule says it all. */
  readonly detail: string;
  /** Only the content is left out: the folder itself stays, empty. */
  readonly keptEmpty?: true;
}

/** Leaves nothing out. */
export const NO_FILTER: FilterSpec = {
  patterns: [],
  insensitivePatterns: [],
  ignoreFileNames: [],
  skipTaggedCaches: false,
  skipIfPresent: [],
  oneFileSystem: false,
  skipPaths: [],
};
