import { type BigIntStats, readlinkSync } from "node:fs";
import { type ExtendedAttribute, formatTime, goMode, parseTime, type TreeNode } from "../format/index.ts";
import type { ByteString } from "../names/index.ts";
import { errnoOf, longPaths, system } from "../system/index.ts";
import type { FoundEntry } from "./list-folder.ts";
import type { NodeDraft } from "./node-draft.ts";
import { type SourceProblem, SourceUnreadable, sourceProblem } from "./problem.ts";
import { asOnWindows } from "./windows-node.ts";

export interface DescribeOptions {
  /** Keep the time of the last reading. Otherwise it is the time of the last change, and trees stay equal. */
  readonly keepAtime?: boolean;
  /** Told about attributes that cannot be read; the node comes without them. */
  readonly onProblem?: (problem: SourceProblem) => void;
}

/**
 * All that is to be stored about an entry, as restic would write it. A file comes with an empty `content` and the size
 * that lstat saw, a folder without its `subtree`: whoever reads them fills these in.
 *
 * @param previous the node of the same path in the parent snapshot: its extended attributes are taken over when inode
 *   and ctime say that they cannot have changed
 * @throws {SourceUnreadable} the entry is gone, or is no longer a link
 */
export function describe(
  path: ByteString,
  entry: FoundEntry,
  previous?: TreeNode,
  options: DescribeOptions = {},
): TreeNode {
  const { stat, type } = entry;
  const node = commonFields(entry, options);
  if (type === "file") {
    node.size = Number(stat.size);
    node.links = Number(stat.nlink);
  } else if (type === "symlink") {
    node.links = Number(stat.nlink);
    node.linkTarget = readTarget(path);
  } else if (type === "dev" || type === "chardev") {
    node.links = Number(stat.nlink);
    node.device = unsigned(stat.rdev);
  }
  const attributes =
    previous !== undefined && hasSameMetadata(node, stat, previous)
      ? previous.extendedAttributes
      : readAttributes(path, options.onProblem);
  if (attributes !== undefined && attributes.length > 0) node.extendedAttributes = attributes;
  if (process.platform === "win32") asOnWindows(node, stat);
  return node;
}

function commonFields({ name, type, stat }: FoundEntry, options: DescribeOptions): NodeDraft {
  const uid = Number(stat.uid);
  const gid = Number(stat.gid);
  const mtime = formatTime(stat.mtimeNs);
  const node: NodeDraft = {
    name,
    type,
    mode: goMode(Number(stat.mode)),
    mtime,
    atime: options.keepAtime === true ? formatTime(stat.atimeNs) : mtime,
    ctime: stat.ctimeNs === stat.mtimeNs ? mtime : formatTime(stat.ctimeNs),
    uid,
    gid,
    user: system.userName(uid),
    group: system.groupName(gid),
    inode: unsigned(stat.ino),
    deviceId: unsigned(stat.dev),
    content: type === "file" ? [] : null,
  };
  return node;
}

/** Node reads 64-bit numbers as signed. Some network file systems use all bits of an inode number. */
function unsigned(value: bigint): bigint {
  return value < 0n ? BigInt.asUintN(64, value) : value;
}

/** Whether ctime proves that nothing of an inode's metadata was touched. Text first: parsing costs more. */
function hasSameMetadata(node: TreeNode, stat: BigIntStats, previous: TreeNode): boolean {
  if (previous.inode !== node.inode || previous.type !== node.type) return false;
  return previous.ctime === node.ctime || parseTime(previous.ctime) === stat.ctimeNs;
}

function readTarget(path: ByteString): ByteString {
  try {
    // The bytes one by one, as with names.
    return readlinkSync(longPaths.reach(path), "latin1") as ByteString;
  } catch (error) {
    // EINVAL: there is something, and it is not a link.
    throw errnoOf(error) === "EINVAL"
      ? new SourceUnreadable(path, "changed", error)
      : SourceUnreadable.from(path, error);
  }
}

function readAttributes(
  path: ByteString,
  onProblem?: (problem: SourceProblem) => void,
): readonly ExtendedAttribute[] | undefined {
  try {
    return system.listExtendedAttributes(path, (_name, failure) =>
      onProblem?.(sourceProblem(path, "attributes", failure.errno)),
    );
  } catch (error) {
    const { problem } = SourceUnreadable.from(path, error);
    onProblem?.(problem.cause === "vanished" ? problem : sourceProblem(path, "attributes", errnoOf(error)));
    return undefined;
  }
}
