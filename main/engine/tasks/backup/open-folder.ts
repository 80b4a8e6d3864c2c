import { type BlobId, encodeNode, type TreeNode } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { SourceProblem } from "../../source/index.ts";
import type { WaitingFile } from "./file-slices.ts";
import type { FolderInput, FolderMarks, Subfolder } from "./jobs.ts";
import { NO_PREVIOUS, type PreviousFolder } from "./previous-folder.ts";

/** A folder while it is worked on. */
export class OpenFolder {
  readonly input: FolderInput;
  readonly previous: PreviousFolder;
  readonly marks: FolderMarks | undefined;
  readonly problems: SourceProblem[];
  /** Nodes that are complete, and their names. */
  readonly names: ByteString[] = [];
  readonly nodes: string[] = [];
  readonly subfolders: Subfolder[] = [];
  readonly waiting: WaitingFile[] = [];
  /** All folders in it, complete or not. */
  readonly folders = new Set<ByteString>();
  /** Trees of the parent snapshot that have no folder any more. */
  readonly removed: BlobId[] = [];
  /** What the parent snapshot had here cannot be told, or not wholly. */
  isPreviousLost: boolean;
  storedBytes = 0;
  storedFiles = 0;
  /** Whether the text of any entry differs from the parent snapshot, as far as it is known by now. */
  isChanged = false;
  /** Whether an entry came, went or changed, other than a folder's metadata and content, as far as it is known by now. */
  areEntriesChanged = false;

  constructor(input: FolderInput, previous: PreviousFolder, marks: FolderMarks | undefined, problems: SourceProblem[]) {
    this.input = input;
    this.previous = previous;
    this.marks = marks;
    this.problems = problems;
    this.isPreviousLost = input.previous !== undefined && previous === NO_PREVIOUS;
  }

  /** Takes in a node that is complete. */
  add(node: TreeNode): void {
    const text = encodeNode(node);
    if (this.previous.get(node.name)?.text !== text) {
      this.isChanged = true;
      if (node.type !== "dir") this.areEntriesChanged = true;
    }
    this.addText(node.name, text);
  }

  addText(name: ByteString, text: string): void {
    this.names.push(name);
    this.nodes.push(text);
  }

  /** How many entries it has by now. */
  get size(): number {
    return this.names.length + this.subfolders.length + this.waiting.length;
  }
}
