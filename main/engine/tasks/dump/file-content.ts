import { type BlobId, idBytes } from "../../format/index.ts";
import { MissingBlob, type Repository } from "../../repository/index.ts";

/** Plaintext read ahead of whoever takes it, in bytes, and in blobs. */
const AHEAD_BYTES = 16 << 20;
const AHEAD_BLOBS = 8;

/** Bytes of a file by the blobs it is made of. @throws {MissingBlob} */
export function contentLength({ table }: Repository, content: readonly BlobId[]): number {
  return content.reduce((sum, id) => {
    const entry = table.find("data", idBytes(id));
    if (entry < 0) throw new MissingBlob("data", id);
    return sum + table.plainLength(entry);
  }, 0);
}

/**
 * The content of a file, blob by blob, each verified. Several are read at a time, within a fixed amount of memory.
 *
 * @throws {MissingBlob} {DamagedBlob}
 */
export async function* fileContent(
  repository: Repository,
  content: readonly BlobId[],
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  const waiting: { readonly bytes: number; readonly blob: Promise<Buffer> }[] = [];
  let bytesAhead = 0;
  let next = 0;
  while (next < content.length || waiting.length > 0) {
    for (let id = content[next]; id !== undefined && mayReadAhead(waiting.length, bytesAhead); id = content[next]) {
      const bytes = contentLength(repository, [id]);
      const blob = repository.reader.read("data", id, signal);
      // It is awaited in its turn, and whoever leaves early never does.
      blob.catch(() => {});
      waiting.push({ bytes, blob });
      bytesAhead += bytes;
      next += 1;
    }
    const first = waiting.shift();
    if (first === undefined) break;
    yield await first.blob;
    bytesAhead -= first.bytes;
  }
}

function mayReadAhead(blobs: number, bytes: number): boolean {
  return blobs === 0 || (blobs < AHEAD_BLOBS && bytes < AHEAD_BYTES);
}
