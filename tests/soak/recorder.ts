import { treeFacts } from "../support/tree-facts.ts";
import type { Mutator } from "./mutator.ts";

/** What a tree was like around the moment of a snapshot. */
export interface Recorded {
  readonly snapshotId: string;
  /** Each path with all that is said of it, before the run was asked for. */
  readonly before: ReadonlyMap<string, string>;
  /** Paths, relative to the root, that were touched from then on until the run had ended. */
  readonly touched: readonly string[];
}

export function factsByPath(root: string): ReadonlyMap<string, string> {
  // No attributes: nothing here sets any, and the tool that lists them is slow. Folders' times follow their entries.
  const lines = treeFacts(root, { extendedAttributes: false });
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(" ")), line]));
}

/**
 * Differences between a restored snapshot and what was recorded, for all that was quiet around its moment. A folder is
 * quiet when nothing in it, or above it, was touched.
 */
export function unlike(recorded: Recorded, restored: ReadonlyMap<string, string>): string[] {
  const isQuiet = (path: string): boolean => !recorded.touched.some((touched) => concerns(touched, path));
  const paths = new Set([...recorded.before.keys(), ...restored.keys()]);
  return [...paths]
    .filter((path) => isQuiet(path))
    .flatMap((path) => {
      const [was, is] = [recorded.before.get(path), restored.get(path)];
      return was === is ? [] : [`${path}: was ${was ?? "not there"}, is ${is ?? "not there"}`];
    });
}

/** Touching something concerns it, all below it, and the folder it is in, whose own time it changes. */
function concerns(touched: string, path: string): boolean {
  return path === touched || path.startsWith(`${touched}/`) || path === touched.slice(0, touched.lastIndexOf("/"));
}

/** As `treeFacts` writes them. */
export function relative(tree: Mutator, paths: readonly string[]): string[] {
  return paths.map((path) => `.${path.slice(tree.root.length)}`);
}
