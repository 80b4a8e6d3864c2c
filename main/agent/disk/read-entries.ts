import type { Dirent } from "node:fs";
import { lstat, opendir, readdir } from "node:fs/promises";
import type { DiskEntry } from "../../../shared/model/index.ts";
import { type ByteString, toBuffer } from "../../engine/index.ts";
import { bytesBelow } from "./disk-path.ts";

/** An entry as its folder tells it, without a look at the entry itself. */
export interface FoundEntry {
  readonly name: ByteString;
  readonly type: DiskEntry["type"];
}

/** So many are asked of the system at a time. */
const BATCH = 256;

/**
 * The entries of a folder, in batches as the system gives them, in no order. A folder that is a symbolic link is followed.
 * Each batch is little work; others have their turn in between. Leaving early closes the folder.
 *
 * What the system refuses is thrown as it comes.
 */
export async function* readEntries(folder: ByteString): AsyncGenerator<readonly FoundEntry[]> {
  // latin1: one char code a byte, which is what a ByteString is.
  const open = await opendir(toBuffer(folder), { encoding: "latin1", bufferSize: BATCH });
  let batch: FoundEntry[] = [];
  try {
    for await (const entry of open) {
      batch.push({ name: entry.name as ByteString, type: typeOf(entry) });
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    // Some file systems do not tell types; Node then looks at the entry itself, and cannot for a path that is bytes.
    if (!(error instanceof Error && "code" in error && error.code === "ERR_INVALID_ARG_TYPE")) throw error;
    yield* readEntriesByLooking(folder);
    return;
  }
  if (batch.length > 0) yield batch;
}

/** The same for file systems that do not tell what an entry is. */
export async function* readEntriesByLooking(folder: ByteString): AsyncGenerator<readonly FoundEntry[]> {
  const names = await readdir(toBuffer(folder), { encoding: "latin1" });
  for (let at = 0; at < names.length; at += BATCH) {
    const batch = names.slice(at, at + BATCH).map((name) => look(folder, name as ByteString)); // see above
    yield (await Promise.all(batch)).filter((entry) => entry !== undefined);
  }
}

async function look(folder: ByteString, name: ByteString): Promise<FoundEntry | undefined> {
  const stats = await lstat(toBuffer(bytesBelow(folder, name))).catch(() => undefined);
  return stats && { name, type: typeOf(stats) };
}

function typeOf(entry: Pick<Dirent, "isDirectory" | "isFile" | "isSymbolicLink">): DiskEntry["type"] {
  if (entry.isDirectory()) return "folder";
  if (entry.isFile()) return "file";
  return entry.isSymbolicLink() ? "symlink" : "other";
}
