import type { BlobId, TreeNode } from "../../format/index.ts";
import { type ByteString, joinPath } from "../../names/index.ts";
import { ROOT } from "../trees/index.ts";
import { type ChosenFile, chosenFile } from "./chosen-file.ts";
import { pickWeighted, type RandomNumbers } from "./random.ts";
import type { TreeAccess } from "./tree-access.ts";

export interface DescentOptions {
  readonly trees: TreeAccess;
  readonly root: BlobId;
  /** Of the snapshot before. */
  readonly rootBefore: BlobId | undefined;
  readonly mostFiles: number;
  readonly mostBytes: number;
  /** A file has to fit into this. */
  readonly roomBytes: number;
  readonly random: RandomNumbers;
}

/** What has changed since the snapshot before is chosen so many times as often as what has not. */
const NEW_WEIGHT = 4;
/** Ways that end in a folder with nothing to choose are given up; there may be nothing at all. */
const TRIES_A_FILE = 4;

/**
 * Chooses files by going down from the root at random, once for each: the price is that of the folders on the way, however
 * large the snapshot is. Folders lead on in as many ways as they have entries, so what is in small folders comes up more often.
 */
export async function descend(options: DescentOptions): Promise<ChosenFile[]> {
  const chosen = new Map<ByteString, ChosenFile>();
  const empty = new Set<ByteString>();
  let bytes = 0;
  for (let tries = 0; tries < TRIES_A_FILE * options.mostFiles && !empty.has(ROOT); tries++) {
    if (chosen.size >= options.mostFiles) break;
    const room = Math.min(options.mostBytes - bytes, options.roomBytes);
    const found = await oneWayDown(options, (path, size) => size <= room && !chosen.has(path), empty);
    if (found === undefined) continue;
    chosen.set(found.path, found);
    bytes += found.bytes;
  }
  return [...chosen.values()];
}

interface Place {
  readonly path: ByteString;
  readonly tree: BlobId;
  readonly before: BlobId | undefined;
}

async function oneWayDown(
  { trees, root, rootBefore, random }: DescentOptions,
  isFit: (path: ByteString, size: number) => boolean,
  empty: Set<ByteString>,
): Promise<ChosenFile | undefined> {
  for (let place: Place = { path: ROOT, tree: root, before: rootBefore }; ; ) {
    const { path: folder } = place;
    const nodes = await trees.entries(folder, place.tree);
    const isSame = place.before === place.tree;
    const before = new Map((isSame ? [] : await trees.entriesIfThere(place.before)).map((node) => [node.name, node]));
    const candidates = nodes.flatMap((node) => {
      const path = joinPath(folder, node.name);
      const isFolder = node.type === "dir" && node.subtree !== undefined && !empty.has(path);
      const isFile = node.type === "file" && isFit(path, node.size ?? 0);
      return isFolder || isFile ? [{ path, node, before: isSame ? node : before.get(node.name) }] : [];
    });
    const next = pickWeighted(candidates, (each) => weightOf(each.node, each.before), random);
    if (next === undefined) {
      empty.add(folder);
      return undefined;
    }
    if (next.node.type === "file" || next.node.subtree === undefined) return chosenFile(next.path, next.node);
    place = { path: next.path, tree: next.node.subtree, before: next.before?.subtree };
  }
}

/** Large files count for more, by the order of their size; folders as if they held something large. */
function weightOf(node: TreeNode, before: TreeNode | undefined): number {
  const size = node.type === "dir" ? 4 : 1 + Math.log10(1 + (node.size ?? 0)) / 3;
  return size * (isSameContent(node, before) ? 1 : NEW_WEIGHT);
}

function isSameContent(node: TreeNode, before: TreeNode | undefined): boolean {
  if (before === undefined || node.type !== before.type) return false;
  if (node.type === "dir") return node.subtree === before.subtree;
  return node === before || String(node.content) === String(before.content);
}
