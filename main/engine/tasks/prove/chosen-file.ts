import type { BlobId, TreeNode } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";

/** A file of the snapshot that is to come back. */
export interface ChosenFile {
  /** In the snapshot; absolute. */
  readonly path: ByteString;
  readonly bytes: number;
  readonly content: readonly BlobId[];
  readonly mtime: TreeNode["mtime"];
  readonly ctime: TreeNode["ctime"];
}

export function chosenFile(path: ByteString, { size = 0, content, mtime, ctime }: TreeNode): ChosenFile {
  return { path, bytes: size, content: content ?? [], mtime, ctime };
}
