import type { PathText, Plan } from "../../shared/model/index.ts";
import { filterSpec } from "./jobs/index.ts";
import type { WatchedRoot } from "./watch/index.ts";

/** Where changes matter: the folders of all plans, less what each plan that has such a folder leaves out. */
export function watchedRoots(plans: readonly Plan[], skipPaths: readonly PathText[]): readonly WatchedRoot[] {
  const paths = [...new Set(plans.flatMap(({ folders }) => folders))];
  return paths.map((path) => {
    const here = plans.filter(({ folders }) => folders.includes(path));
    const leftOut = here.map(({ filter }) => {
      const { patterns, insensitivePatterns } = filterSpec(filter, []);
      return { patterns, insensitivePatterns };
    });
    return { path, skip: skipPaths, leftOut };
  });
}
