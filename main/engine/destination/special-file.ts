import type { TreeNode } from "../format/index.ts";
import type { ByteString } from "../names/index.ts";
import { system } from "../system/index.ts";

const S_IFBLK = 0o060000;
const S_IFCHR = 0o020000;

/** Makes a FIFO, or a block or character device. */
export function makeSpecialFile(there: ByteString, node: TreeNode, permissions: number): void {
  if (node.type === "fifo") system.makeFifo(there, permissions);
  else if (node.type === "dev") system.makeDevice(there, S_IFBLK | permissions, node.device ?? 0n);
  else if (node.type === "chardev") system.makeDevice(there, S_IFCHR | permissions, node.device ?? 0n);
  else throw new Error(`“${node.type}” is not a special file.`); // a bug of the caller
}
