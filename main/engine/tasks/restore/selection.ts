import { type ByteString, baseName, parentPath } from "../../names/index.ts";
import { matchText, RootPatterns } from "../../source/index.ts";

/** Which part of a snapshot is restored: lines of gitignore syntax over absolute paths in it. Plain data. */
export interface SelectionSpec {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly insensitiveInclude: readonly string[];
  readonly insensitiveExclude: readonly string[];
  /** These files and nothing else, by their whole paths; `include` is empty then. */
  readonly only?: readonly ByteString[];
}

/** `whole`: it and all in it. `way`: a folder that may hold something wanted. `none`: it and all in it stay away. */
export type Selected = "whole" | "way" | "none";

const WILD = /[*?[\\!]/;

/** Decides what of a snapshot is restored. Each thread has its own. */
export class Selection {
  readonly #include: readonly RootPatterns[];
  readonly #exclude: readonly RootPatterns[];
  /** Paths below which everything that is included must lie; undefined if there is no telling. */
  readonly #includedBelow: readonly string[] | undefined;
  readonly #only: { readonly files: ReadonlySet<ByteString>; readonly ways: ReadonlySet<ByteString> } | undefined;

  constructor(spec: SelectionSpec) {
    this.#include = patterns(spec.include, spec.insensitiveInclude);
    this.#exclude = patterns(spec.exclude, spec.insensitiveExclude);
    const anchors = spec.include.map(anchorOf);
    const isTold = spec.insensitiveInclude.length === 0 && anchors.every((anchor) => anchor !== undefined);
    this.#includedBelow = isTold ? anchors : undefined;
    this.#only = spec.only && { files: new Set(spec.only), ways: waysTo(spec.only) };
  }

  /** Whether all is wanted that nothing excludes: then the root is. */
  get wantsAll(): boolean {
    return this.#include.length === 0 && this.#only === undefined;
  }

  /** @param path absolute in the snapshot. @param isWanted the folder that holds it is selected as a whole */
  select(path: ByteString, isFolder: boolean, isWanted: boolean): Selected {
    if (this.#only !== undefined) {
      if (isFolder) return this.#only.ways.has(path) ? "way" : "none";
      return this.#only.files.has(path) ? "whole" : "none";
    }
    if (isWanted && this.#exclude.length === 0) return "whole";
    const folder = matchText(parentPath(path)).slice(1);
    const name = isFolder ? `${matchText(baseName(path))}/` : matchText(baseName(path));
    const text = folder === "" ? name : `${folder}/${name}`;
    const isNamed = (set: readonly RootPatterns[]): boolean =>
      set.some((each) => each.decide(text, folder, name)?.excluded === true);
    if (isNamed(this.#exclude)) return "none";
    if (isWanted || isNamed(this.#include)) return "whole";
    return isFolder && this.#leadsToIncluded(text) ? "way" : "none";
  }

  #leadsToIncluded(folder: string): boolean {
    if (this.#includedBelow === undefined) return true;
    return this.#includedBelow.some((anchor) => anchor.startsWith(folder) || folder.startsWith(anchor));
  }
}

function patterns(lines: readonly string[], insensitive: readonly string[]): RootPatterns[] {
  const sets = [new RootPatterns(lines, false), new RootPatterns(insensitive, true)];
  return sets.filter((_, at) => (at === 0 ? lines : insensitive).length > 0);
}

/** All folders above these files. */
function waysTo(files: readonly ByteString[]): ReadonlySet<ByteString> {
  const ways = new Set<ByteString>();
  for (const file of files) {
    for (let way = parentPath(file); !ways.has(way); way = parentPath(way)) ways.add(way);
  }
  return ways;
}

/** The folder that a line from the root on leads to before its first wildcard, with a slash at its end. */
function anchorOf(line: string): string | undefined {
  if (!line.startsWith("/")) return undefined;
  const parts = line.trimEnd().slice(1).replace(/\/$/, "").split("/");
  const wild = parts.findIndex((part) => WILD.test(part));
  const plain = wild < 0 ? parts : parts.slice(0, wild);
  return plain.length === 0 ? "" : `${plain.join("/")}/`;
}
