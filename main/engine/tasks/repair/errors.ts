import { AppError } from "../../../../shared/errors/index.ts";
import { shortId } from "../../format/index.ts";

/** Not one pack is there, and the index lists some: more likely a folder that is not connected than a loss. */
export class NoPackThere extends AppError {
  readonly code = "repair/no-pack-there";
  readonly hint =
    "Look whether the drive or share with the folder “data” of the repository is connected. Nothing was changed.";

  constructor(location: string, listed: number) {
    super(`Not one of the ${listed} packs that the index lists is at “${location}”.`, { location, listed });
  }
}

/** A pack to be repaired that is neither stored nor listed. */
export class PackUnknown extends AppError {
  readonly code = "repair/pack-unknown";
  readonly hint = "“holdfast check --read-data” tells the ids of damaged packs.";

  constructor(asked: string) {
    super(`The repository has no pack “${asked}”.`, { asked });
  }
}

/** Packs cannot be taken out of an index that is wrong about others. */
export class IndexUnsound extends AppError {
  readonly code = "repair/index-unsound";
  readonly hint = "Run “holdfast repair index” first.";

  constructor(pack: string) {
    super(`The index is wrong about pack ${shortId(pack)}, too.`, { pack });
  }
}
