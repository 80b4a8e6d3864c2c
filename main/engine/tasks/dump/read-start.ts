import type { NodeType } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { OpenRepository } from "../open-repository.ts";
import { readLocked } from "../reading.ts";
import type { ReadOptions } from "../task-options.ts";
import { cleanPath, locateFolder, resolvePath } from "../trees/index.ts";

export interface ReadStartOptions extends ReadOptions {
  /** `latest` or the start of an id. */
  readonly snapshot: string;
  readonly path: ByteString;
  /** Bytes at most. */
  readonly limit: number;
}

/** What is at a path, and of a file how it begins. */
export interface FileStart {
  /** The root is a folder. */
  readonly type: NodeType;
  /** Of the whole file. */
  readonly size: number;
  /** Empty for everything but files. */
  readonly bytes: Buffer;
}

/**
 * The first bytes of a file, each verified; of its blobs no more than these need are read.
 *
 * @throws {PathNotInSnapshot} {FolderExpected} {SnapshotNotFound} {AmbiguousId}, and for damaged content
 */
export function readStart(open: OpenRepository, options: ReadStartOptions): Promise<FileStart> {
  return readLocked(open, options, async (signal) => {
    const { tree, trees } = await locateFolder(open, options.snapshot, undefined, signal);
    const node = await resolvePath(trees, tree, cleanPath(options.path), signal);
    if (node?.type !== "file") return { type: node?.type ?? "dir", size: 0, bytes: Buffer.alloc(0) };
    const blobs: Buffer[] = [];
    let length = 0;
    for (const id of node.content ?? []) {
      if (length >= options.limit) break;
      const blob = await open.repository.reader.read("data", id, signal);
      blobs.push(blob);
      length += blob.length;
    }
    return { type: "file", size: node.size ?? 0, bytes: Buffer.concat(blobs).subarray(0, options.limit) };
  });
}
