import type { ExistingFiles, RestoreRequest } from "../../../shared/model/index.ts";
import { fromPathText, type RestoreOptions } from "../../engine/index.ts";
import type { RestorePart } from "./restore-parts.ts";

type Overwrite = NonNullable<RestoreOptions["overwrite"]>;

/**
 * The engine's rule for files that are there. “Replace different” goes by the content: a file of the same size and time
 * whose content is another is just what a restore is asked to put right. Its price is that such files are read from the
 * disk; what is right in them is not fetched.
 */
const OVERWRITE: Readonly<Record<ExistingFiles, Overwrite>> = {
  "replace-different": "always",
  "replace-older": "if-newer",
  keep: "never",
  "keep-both": "keep-both",
};

/**
 * The rule by which a preview counts. It looks at sizes and times instead of reading everything: with `always` the engine's
 * dry run takes every file that is there for one to be written.
 */
const PREVIEWED: Readonly<Record<ExistingFiles, Overwrite>> = { ...OVERWRITE, "replace-different": "if-changed" };

/** What the engine is told for one part of a restore. */
export function restoreOptions(request: RestoreRequest, part: RestorePart, kind: "run" | "preview"): RestoreOptions {
  const { snapshotId, existingFiles } = request;
  return {
    snapshot: snapshotId,
    ...{ subfolder: fromPathText(part.folder), target: fromPathText(part.into) },
    ...(part.names === undefined ? {} : { names: part.names.map(fromPathText) }),
    overwrite: (kind === "preview" ? PREVIEWED : OVERWRITE)[existingFiles],
  };
}
