import { AppError } from "../../../../shared/errors/index.ts";
import { type ByteString, toText } from "../../names/index.ts";

/** Folders of a snapshot are named by absolute paths only. */
export class PathNotAbsolute extends AppError {
  readonly code = "list/path-not-absolute";
  readonly hint = "Write it as “holdfast ls” shows it, beginning with “/”.";

  constructor(path: ByteString) {
    super(`“${toText(path)}” is not an absolute path.`, { path: toText(path) });
  }
}
