import { homedir } from "node:os";
import type { PathText, PlanFilter } from "../../../shared/model/index.ts";
import { defaultExcludes, type FilterSpec, fromPathText, NO_FILTER } from "../../engine/index.ts";

/** Files with patterns for the folder they are in, as the command line knows them, too. */
const IGNORE_FILE = ".holdfastignore";

/** What a backup leaves out. @param skipPaths exactly these, whatever the plan says */
export function filterSpec(filter: PlanFilter, skipPaths: readonly PathText[]): FilterSpec {
  const byDefault = filter.useDefaultExcludes ? defaultExcludes(process.platform, homedir()) : [];
  return {
    ...NO_FILTER,
    // The user's come last, so that `!` can take back what is left out by default.
    patterns: [...byDefault.map(({ pattern }) => pattern), ...filter.patterns],
    ignoreFileNames: [IGNORE_FILE],
    skipTaggedCaches: filter.useDefaultExcludes,
    ...(filter.largerThanBytes === undefined ? {} : { largerThanBytes: filter.largerThanBytes }),
    oneFileSystem: filter.oneFileSystem,
    skipPaths: skipPaths.map(fromPathText),
  };
}
