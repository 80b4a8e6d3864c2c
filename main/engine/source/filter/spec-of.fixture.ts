import { type FilterSpec, NO_FILTER } from "./spec.ts";

/** A filter that leaves out nothing but what the test asks for. */
export function specOf(parts: Partial<FilterSpec>): FilterSpec {
  return { ...NO_FILTER, ...parts };
}
