const TREE_DIGITS = 13;

/**
 * A tree's id as a number that SQLite and JavaScript keep exactly: 52 bits of it, which are enough to tell it from the one tree
 * it is ever compared with. Never 0, which stands for a folder that was not wholly taken in.
 */
export function treeKey(tree: string): number {
  return Number.parseInt(tree.slice(0, TREE_DIGITS), 16) || 1;
}
