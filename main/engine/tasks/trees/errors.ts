import { AppError } from "../../../../shared/errors/index.ts";
import { type ByteString, toText } from "../../names/index.ts";

/** A path that leads to nothing in a snapshot. */
export class PathNotInSnapshot extends AppError {
  readonly code = "trees/path-not-found";
  readonly hint = "“holdfast ls” shows the paths of a snapshot; names are case-sensitive.";

  constructor(path: ByteString) {
    super(`“${toText(path)}” is not in the snapshot.`, { path: toText(path) });
  }
}

/** A path that should be a folder's and is something else's, itself or on its way. */
export class FolderExpected extends AppError {
  readonly code = "trees/not-a-folder";
  readonly hint = "Give the path of a folder.";

  constructor(path: ByteString, type: string) {
    super(`“${toText(path)}” is not a folder in the snapshot.`, { path: toText(path), type });
  }
}
