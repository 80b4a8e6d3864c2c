import type { ByteString } from "../../names/index.ts";
import type { SnapshotFilter } from "../../repository/index.ts";
import type { OpenRepository } from "../open-repository.ts";
import { streamLocked } from "../reading.ts";
import type { ReadOptions } from "../task-options.ts";
import { cleanPath, locateFolder, resolvePath } from "../trees/index.ts";
import { NotDumpable } from "./errors.ts";
import { fileContent } from "./file-content.ts";
import { tarOfFolder } from "./tar.ts";

export interface DumpOptions extends ReadOptions {
  /** `latest` or the start of an id; with `:FOLDER` behind it, that folder is taken for the root. */
  readonly snapshot: string;
  /** What `latest` is chosen from. */
  readonly filter?: SnapshotFilter;
  /** The file or folder; `/` for everything. */
  readonly path: ByteString;
}

/**
 * The content of a file, or a folder as a tar archive. Every byte is verified before it is handed out; a stream that ends
 * with an error is incomplete.
 *
 * @throws {PathNotInSnapshot} {FolderExpected} {NotDumpable} {SnapshotNotFound} {AmbiguousId}, and for damaged content
 */
export function dump(open: OpenRepository, options: DumpOptions): AsyncGenerator<Buffer, void, undefined> {
  return streamLocked(open, options, (signal) => dumped(open, options, signal));
}

async function* dumped(open: OpenRepository, options: DumpOptions, signal: AbortSignal): AsyncGenerator<Buffer> {
  const { repository } = open;
  const { tree, trees } = await locateFolder(open, options.snapshot, options.filter, signal);
  const path = cleanPath(options.path);
  const node = await resolvePath(trees, tree, path, signal);
  if (node?.type === "file") yield* fileContent(repository, node.content ?? [], signal);
  else if (node === undefined) yield* tarOfFolder(repository, trees, tree, path, signal);
  else if (node.type !== "dir" || node.subtree === undefined) throw new NotDumpable(path, node.type);
  else yield* tarOfFolder(repository, trees, node.subtree, path, signal);
}
