import { sha256 } from "../../crypto/index.ts";
import { checkName } from "../../destination/index.ts";
import type { BlobId, TreeNode } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { Repository } from "../../repository/index.ts";
import { type TreeReader, type WalkedNode, walkTree } from "../trees/index.ts";
import { contentLength, fileContent } from "./file-content.ts";
import { isArchivable, tarHeader } from "./tar-entry.ts";
import { BLOCK_BYTES, padding } from "./ustar.ts";

/**
 * All that is in a folder as a tar archive. The paths are those of the snapshot without the slash at the beginning; the
 * folder itself is not an entry.
 *
 * @param folder its path in the archive
 * @throws {UnsafeName} a name that would lead out of the folder, and for a damaged repository
 */
export async function* tarOfFolder(
  repository: Repository,
  trees: TreeReader,
  tree: BlobId,
  folder: ByteString,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  const links = new HardLinks();
  for await (const walked of walkTree(trees, tree, { path: folder, signal })) {
    yield* tarEntry(repository, walked, links, signal);
  }
  yield Buffer.alloc(2 * BLOCK_BYTES);
}

async function* tarEntry(
  repository: Repository,
  { path: absolute, node }: WalkedNode,
  links: HardLinks,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  checkName(node.name, "linux");
  if (!isArchivable(node.type)) return;
  // The rest of a byte string.
  const path = absolute.slice(1) as ByteString;
  const hardLink = links.earlierName(path, node);
  if (hardLink !== undefined) {
    yield tarHeader({ path, node, size: 0, hardLink });
    return;
  }
  const content = node.type === "file" ? (node.content ?? []) : [];
  const size = contentLength(repository, content);
  yield tarHeader({ path, node, size });
  yield* fileContent(repository, content, signal);
  if (size % BLOCK_BYTES !== 0) yield padding(size);
}

/** Files under way that have more names; beyond these a file is archived again under each name. */
const MAX_REMEMBERED = 100_000;

/** Knows the first names of files that have several. */
class HardLinks {
  readonly #first = new Map<string, { readonly path: ByteString; left: number }>();

  /** The earlier path of the same file, or undefined when there is none, which makes this one the first. */
  earlierName(path: ByteString, node: TreeNode): ByteString | undefined {
    const { type, links = 1, inode, deviceId = 0n, content } = node;
    if (type !== "file" || links < 2 || inode === undefined) return undefined;
    // A file that changed while it was backed up has another content under its next name.
    const key = `${deviceId}/${inode}/${sha256(Buffer.from((content ?? []).join(""))).toString("latin1")}`;
    const first = this.#first.get(key);
    if (first === undefined) {
      if (this.#first.size < MAX_REMEMBERED) this.#first.set(key, { path, left: links - 1 });
      return undefined;
    }
    first.left -= 1;
    if (first.left === 0) this.#first.delete(key);
    return first.path;
  }
}
