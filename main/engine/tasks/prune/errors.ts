import { AppError } from "../../../../shared/errors/index.ts";
import { type BlobId, type BlobType, type PackId, shortId } from "../../format/index.ts";

/** Ids told in an error's facts. */
const TOLD = 20;

/** Snapshots need what no index lists: whoever deletes anything now may delete the last traces of it. */
export class NeededBlobsMissing extends AppError {
  readonly code = "prune/blobs-missing";
  readonly hint =
    "Nothing was changed. Run “holdfast check” to see which snapshots it touches. If packs are there that no index lists, “holdfast repair index” may bring it back.";

  constructor(blobs: readonly { readonly type: BlobType; readonly id: BlobId }[], count: number) {
    const what =
      count === 1 ? "A piece of data that snapshots need is" : `${count} pieces of data that snapshots need are`;
    const told = blobs.slice(0, TOLD).map(({ type, id }) => `${type}/${shortId(id)}`);
    super(`${what} missing in the repository's index, so nothing may be removed.`, { count, blobs: told.join(" ") });
  }
}

/** Packs that snapshots need are gone, or are not as long as the index says. */
export class NeededPacksDamaged extends AppError {
  readonly code = "prune/packs-damaged";
  readonly hint = "Nothing was changed. Run “holdfast check” to see which snapshots it touches.";

  constructor(packs: readonly PackId[], count: number) {
    const what = count === 1 ? "A pack that snapshots need is" : `${count} packs that snapshots need are`;
    const told = packs.slice(0, TOLD).map((id) => shortId(id));
    super(`${what} missing or not as long as the index says, so nothing may be removed.`, {
      count,
      packs: told.join(" "),
    });
  }
}

/** A folder list that snapshots need cannot be understood, so nobody knows what else is needed. */
export class UnreadableTree extends AppError {
  readonly code = "prune/unreadable-tree";
  readonly hint = "Nothing was changed. Run “holdfast check” to see which snapshots it touches.";

  constructor(id: BlobId, problem: string) {
    super(`The folder list ${shortId(id)} cannot be read, so nothing may be removed: ${problem}.`, { tree: id });
  }
}

/** An option that asks for what cannot be. */
export class InvalidPruneOption extends AppError {
  readonly code = "prune/invalid-option";
  readonly hint: string;

  constructor(message: string, hint: string, option: string) {
    super(message, { option });
    this.hint = hint;
  }
}
