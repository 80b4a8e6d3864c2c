import { type ByteString, FolderFilter, fromPathText, parentPath } from "../../engine/light.ts";
import type { WatchedRoot } from "./contract.ts";
import { isWithin } from "./within.ts";

/** What of the disk is to be watched: everything below a root that is not left out, and the way from one root to another in it. */
export class RootScope {
  readonly #roots: readonly { readonly path: ByteString; readonly leavesOut: (folder: ByteString) => boolean }[];
  /** Roots that are in no other root. */
  readonly tops: readonly ByteString[];
  readonly paths: readonly ByteString[];
  readonly #given: readonly WatchedRoot[];

  constructor(roots: readonly WatchedRoot[]) {
    this.#roots = roots.map((root) => ({ path: fromPathText(root.path), leavesOut: leavingOut(root) }));
    this.#given = roots;
    this.paths = this.#roots.map(({ path }) => path);
    const distinct = [...new Set(this.paths)];
    this.tops = distinct.filter((path) => !distinct.some((other) => other !== path && isWithin(path, other)));
  }

  /** Stands for all that decides what is watched below a top; the same text means the same folders. Empty for what is no top. */
  keyOf(top: ByteString): string {
    if (!this.tops.includes(top)) return "";
    return JSON.stringify(this.#given.filter(({ path }) => isWithin(fromPathText(path), top)));
  }

  /** @param folder at or below a top, in a folder that is watched */
  isWanted(folder: ByteString): boolean {
    return this.#roots.some(({ path, leavesOut }) => {
      if (!isWithin(folder, path)) return isWithin(path, folder);
      if (folder === path) return true;
      if (this.#roots.length === 1) return !leavesOut(folder);
      // One root may leave out what is above a folder that another wants.
      for (let at = folder; at !== path && at.length > path.length; at = parentPath(at))
        if (leavesOut(at)) return false;
      return true;
    });
  }
}

function leavingOut({ skip, leftOut = [] }: WatchedRoot): (folder: ByteString) => boolean {
  const always = new Set(skip.map(fromPathText));
  const filters = leftOut.map((rules) => new FolderFilter({ ...rules, skipPaths: [] }));
  return (folder) => always.has(folder) || (filters.length > 0 && filters.every((filter) => filter.leavesOut(folder)));
}
