import { AppError } from "../../../../shared/errors/index.ts";
import { decodeTree, type TreeNode } from "../../format/index.ts";
import { type ByteString, fromText } from "../../names/index.ts";
import type { EngineThread } from "../engine-thread.ts";
import { EntryBook, type PlacedBlob, problemOf, type WalkMemory } from "../survey/index.ts";
import type { CheckedTrees, TreeBatch, TreeProblem } from "./jobs.ts";

const FOLDER_ITSELF = fromText("");

/** Opens trees and checks every entry in them, noting the blobs they refer to. */
export function checkTrees(thread: EngineThread, batch: TreeBatch, memory: WalkMemory): CheckedTrees {
  const book = new EntryBook(thread.table, memory);
  const problems: TreeProblem[] = [];
  const unreadable: { entry: number; problem: string }[] = [];
  for (const place of batch.trees) {
    try {
      const nodes = decodeTree(plainTree(thread, batch, place));
      problems.push(...problemsOf(thread, book, place.entry, nodes));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unreadable.push({ entry: place.entry, problem: problemOf(error) });
    }
  }
  return { ...book.met, unreadable, problems };
}

function plainTree({ opener, table }: EngineThread, batch: TreeBatch, place: PlacedBlob): Uint8Array {
  const bytes = batch.bytes.subarray(place.start, place.start + place.length);
  return batch.isPlain === true ? bytes : opener.open(bytes, table.idOf(place.entry), place.uncompressedLength);
}

function* problemsOf(
  thread: EngineThread,
  book: EntryBook,
  tree: number,
  nodes: readonly TreeNode[],
): Generator<TreeProblem> {
  let before: ByteString | undefined;
  let isOrdered = true;
  for (const node of nodes) {
    isOrdered &&= before === undefined || before < node.name;
    before = node.name;
    const invalid = invalidity(node);
    if (invalid !== undefined) yield { tree, kind: "entry-invalid", name: node.name, problem: invalid };
    const problem = checkReferences(thread, book, node);
    if (problem !== undefined) yield { tree, kind: "file-size", name: node.name, problem };
  }
  const problem = "its entries are not in order, or a name is there twice";
  if (!isOrdered) yield { tree, kind: "folder-order", name: FOLDER_ITSELF, problem };
}

/** What a restore could not do anything with. Unknown types do not get this far: they do not decode. */
function invalidity({ name, type, content, subtree }: TreeNode): string | undefined {
  if (name === "") return "it has no name";
  if (name === "." || name === ".." || name.includes("/") || name.includes("\0")) return "its name is not allowed";
  if (type === "file" && content === null) return "it is a file without a list of contents";
  if (type === "dir" && subtree === undefined) return "it is a folder without a list of entries";
  return undefined;
}

/** @returns what is odd about the file's size */
function checkReferences({ table }: EngineThread, book: EntryBook, node: TreeNode): string | undefined {
  if (node.type === "dir" && node.subtree !== undefined) book.meet("tree", node.subtree);
  if (node.type !== "file" || node.content === null) return undefined;
  let bytes = 0;
  let isWhole = true;
  for (const id of node.content) {
    const entry = book.meet("data", id);
    if (entry === undefined) isWhole = false;
    else bytes += table.plainLength(entry);
  }
  const size = node.size ?? 0;
  return isWhole && bytes !== size ? `its size is noted as ${size} bytes, and its content has ${bytes}` : undefined;
}
