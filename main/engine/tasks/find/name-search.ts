import { parseTime, type TreeNode } from "../../format/index.ts";
import type { FindQuery } from "./model.ts";
import { PathPatterns, type PatternState } from "./path-patterns.ts";
import type { Candidate, Search } from "./search.ts";

type NameQuery = Extract<FindQuery, { by: "name" }>;

/** Finds entries by patterns and times. @throws {BadPattern} */
export function nameSearch(query: NameQuery): Search<PatternState, Candidate> {
  const patterns = new PathPatterns(query.patterns, query.ignoreCase === true);
  return {
    start: patterns.start,
    keyOf: (state) => state.key,
    look: (state, candidate) => {
      const inside = patterns.step(state, candidate.node.name);
      const isHit = inside.isMatch && isInTime(candidate.node, query);
      const canMatchInside = inside.isMatch || inside.places.size > 0;
      return { hits: isHit ? [candidate] : [], ...(canMatchInside ? { inside } : {}) };
    },
  };
}

function isInTime(node: TreeNode, { oldestNs, newestNs }: NameQuery): boolean {
  if (oldestNs === undefined && newestNs === undefined) return true;
  const modified = parseTime(node.mtime);
  return (oldestNs === undefined || modified >= oldestNs) && (newestNs === undefined || modified <= newestNs);
}
