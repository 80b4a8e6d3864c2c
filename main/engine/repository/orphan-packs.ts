import { AppError } from "../../../shared/errors/index.ts";
import { decodePackHeader, idBytes, type PackId, packSize } from "../format/index.ts";
import type { StoredFile } from "../storage/index.ts";
import { indexedBlobs } from "./job-handlers.ts";
import type { StoredPack } from "./jobs.ts";
import type { Repository } from "./repository.ts";

/** Read from the end of a pack at first: enough for the headers of most. */
const TAIL_BYTES = 16 << 10;
const SMALLEST_PACK = 36 + 37;

/**
 * The packs that are stored and in no index, as an interrupted run leaves them. Each is whole, since a pack is written
 * in one step; one whose header does not open is left to `check`.
 */
export async function* orphanPacks(repository: Repository, signal?: AbortSignal): AsyncGenerator<StoredPack> {
  for await (const file of repository.storage.list("data", signal)) {
    // The storage lists only names that are ids.
    const id = file.name as PackId;
    if (repository.table.hasPack(id)) continue;
    const header = await readPackHeader(repository, file, signal);
    if (header !== undefined) yield { id, header };
  }
}

/** Adds a stored pack to the table, so that what it holds is not stored again. */
export function adoptPack(repository: Repository, pack: StoredPack): void {
  const blobs = [...indexedBlobs(pack, repository.version)];
  const number = repository.table.addPack(pack.id, packSize(blobs));
  for (const blob of blobs) repository.table.add({ ...blob, id: idBytes(blob.id), pack: number });
}

/**
 * The plain header entries of a stored pack.
 *
 * @returns undefined if the file is no sound pack
 */
export async function readPackHeader(
  repository: Repository,
  file: StoredFile,
  signal?: AbortSignal,
): Promise<Buffer | undefined> {
  if (file.size < SMALLEST_PACK) return undefined;
  const tail = await readTail(repository, file, TAIL_BYTES, signal);
  const sealedLength = tail.readUInt32LE(tail.length - 4);
  if (sealedLength > file.size - 4) return undefined;
  const end = sealedLength + 4 <= tail.length ? tail : await readTail(repository, file, sealedLength + 4, signal);
  try {
    const header = repository.sealer.open(end.subarray(end.length - 4 - sealedLength, end.length - 4));
    return packSize(decodePackHeader(header, repository.version)) === file.size ? header : undefined;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function readTail(repository: Repository, file: StoredFile, bytes: number, signal?: AbortSignal): Promise<Buffer> {
  const length = Math.min(bytes, file.size);
  const range = { offset: file.size - length, length };
  return repository.storage.read({ kind: "data", name: file.name }, range, signal);
}
