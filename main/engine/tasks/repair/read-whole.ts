import { AppError, hasCode } from "../../../../shared/errors/index.ts";
import { type BlobId, idBytes } from "../../format/index.ts";
import { openBlob, type Repository } from "../../repository/index.ts";
import { IndexUnsound } from "./errors.ts";

/**
 * A tree, from whichever of its copies is whole.
 *
 * @returns undefined if it is lost: no index lists it, or the bytes of every copy are damaged
 * @throws what keeps it from being read now, which is not a loss; {IndexUnsound} a pack is not as the index says
 */
export async function readWhole(
  { table, reader, sealer }: Repository,
  id: BlobId,
  signal: AbortSignal,
): Promise<Buffer | undefined> {
  for (const copy of table.copies("tree", idBytes(id))) {
    signal.throwIfAborted();
    const sealed = await reader.sealed("tree", copy, signal).catch((error: unknown) => {
      const isNotAsListed = hasCode(error, "storage/missing") || hasCode(error, "storage/too-short");
      throw isNotAsListed ? new IndexUnsound(copy.pack) : error;
    });
    try {
      return openBlob(sealer, sealed, id, copy.uncompressedLength);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return undefined;
}
