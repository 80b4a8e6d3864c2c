import type { TreeNode } from "../format/index.ts";

/** A node being filled in. */
export type NodeDraft = { -readonly [Field in keyof TreeNode]: TreeNode[Field] };
