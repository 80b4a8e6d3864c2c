import type { Dirent, Stats } from "node:fs";
import { lstat, opendir } from "node:fs/promises";
import { type ByteString, fromBuffer, joinPath, toBuffer, toText } from "../names/index.ts";
import { openFolder } from "./remove-tree.ts";

/** Something in a folder that goes into an archive. */
export interface ArchiveEntry {
  readonly path: ByteString;
  /** In the archive: text, "/" between names, none twice. */
  readonly name: string;
  readonly stat: Stats;
}

/**
 * All that is in a folder, each folder before what is in it; what is in a folder comes in no order. No link is followed. Folders that
 * their owner may not look into or change are opened, once they have been told of as they were.
 */
export async function* archiveEntries(folder: ByteString): AsyncGenerator<ArchiveEntry> {
  yield* below(folder, "", new Set());
}

async function* below(folder: ByteString, name: string, taken: Set<string>): AsyncGenerator<ArchiveEntry> {
  // Closed by being read to its end, or by a caller that leaves.
  for await (const entry of (await opendir(toBuffer(folder), {
    encoding: "buffer" as BufferEncoding,
  })) as AsyncIterable<Dirent<Buffer>>) {
    const raw = fromBuffer(entry.name);
    const path = joinPath(folder, raw);
    const stat = await lstat(toBuffer(path));
    const own = free(name + archivedName(raw), taken);
    yield { path, name: own, stat };
    if (!stat.isDirectory()) continue;
    await openFolder(path, stat.mode);
    yield* below(path, `${own}/`, new Set());
  }
}

/** Programs that unpack take a backslash for the end of a folder's name. */
function archivedName(raw: ByteString): string {
  return toText(raw).replaceAll("\\", "_");
}

/** Names that are no text may look alike as text. */
function free(name: string, taken: Set<string>): string {
  for (let count = 1; ; count++) {
    const tried = count === 1 ? name : `${name} (${count})`;
    if (taken.has(tried)) continue;
    taken.add(tried);
    return tried;
  }
}
