import { type ByteString, fromText } from "../../engine/index.ts";
import type { JournalMark } from "../catalog/index.ts";
import { pathsAbove } from "./folders.ts";

/**
 * Fewer marks that cover all that these do: the deepest become trees of the folders they are in, level by level, until
 * there are few enough.
 */
export function collapsed(marks: readonly JournalMark[], most: number): JournalMark[] {
  let found = marks;
  for (let depth = deepest(marks); found.length > most && depth > 1; depth--) found = cutAt(found, depth);
  return [...found];
}

/** Marks at this depth become trees of their parents, once each. */
function cutAt(marks: readonly JournalMark[], depth: number): JournalMark[] {
  const trees = new Set<string>();
  const rest: JournalMark[] = [];
  for (const mark of marks) {
    if (depthOf(mark.path) < depth) rest.push(mark);
    // Marks are byte strings.
    else trees.add(pathsAbove(mark.path as ByteString)[0] ?? fromText("/"));
  }
  const kept = rest.filter(({ path }) => !trees.has(path));
  return [...kept, ...[...trees].map((path): JournalMark => ({ path, scope: "tree" }))];
}

function deepest(marks: readonly JournalMark[]): number {
  return marks.reduce((depth, { path }) => Math.max(depth, depthOf(path)), 0);
}

function depthOf(path: string): number {
  return path.split("/").length;
}
