import { AppError } from "../../../../shared/errors/index.ts";

/** None of the targets could be read, so there would be nothing in the snapshot. */
export class NothingToBackUp extends AppError {
  readonly code = "backup/nothing";
  readonly hint = "Check the paths, and that the disk they are on is connected.";

  constructor(paths: readonly string[]) {
    super(`There is nothing to back up at ${paths.map((path) => `“${path}”`).join(", ")}.`, {
      paths: paths.join("\n"),
    });
  }
}
