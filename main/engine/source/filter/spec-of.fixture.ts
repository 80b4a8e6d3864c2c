import type { FilterSpec } from "./spec.ts";

/** A filter that leaves out nothing but what the test asks for. */
export function specOf(parts: Partial<FilterSpec>): FilterSpec {
  return {
    patterns: [],
    insensitivePatterns: [],
    ignoreFileNames: [],
    skipTaggedCaches: false,
    skipIfPresent: [],
    oneFileSystem: false,
    skipPaths: [],
    ...parts,
  };
}
