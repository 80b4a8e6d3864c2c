import { type BlobType, decodeTree, type TreeNode } from "../../format/index.ts";
import type { BlobTable } from "../../repository/index.ts";
import type { CheckJobs, SurveyedTree, TouchedEntry } from "./jobs.ts";

/** Finds what of one folder is touched by findings. */
export function surveyTree(table: BlobTable, input: CheckJobs["surveyTree"]["input"]): SurveyedTree {
  const id = Buffer.alloc(32);
  const find = (type: BlobType, hex: string): number => {
    id.write(hex, "hex");
    return table.find(type, id);
  };
  const touched: TouchedEntry[] = [];
  const folders: { name: TreeNode["name"]; entry: number }[] = [];
  for (const { name, type, content, subtree } of decodeTree(input.plain)) {
    const isFolder = type === "dir";
    const blobs = isFolder ? [subtree].flatMap((tree) => (tree === undefined ? [] : [find("tree", tree)])) : [];
    const lost = isFolder ? blobs : (content ?? []).map((blob) => find("data", blob));
    const findings = new Set(lost.map((entry) => (input.causes[entry] ?? 0) - 1).filter((finding) => finding >= 0));
    for (const finding of findings) touched.push({ name, isFolder, finding });
    if (findings.size === 0) for (const entry of blobs) folders.push({ name, entry });
  }
  return { touched, folders };
}
