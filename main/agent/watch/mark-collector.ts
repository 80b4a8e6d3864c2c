import { type ByteString, toPathText } from "../../engine/light.ts";
import type { WatchMark } from "./contract.ts";
import type { FolderNode } from "./folder-node.ts";

const FLUSH_MS = 50;
/** More changed folders than this in one folder, within one flush, are told as that folder with all that is below. */
const MOST_IN_ONE = 1_000;

/** Gathers marks for a moment, each folder once, and tells them together. */
export class MarkCollector {
  readonly #tell: (marks: readonly WatchMark[]) => void;
  readonly #folders: FolderNode[] = [];
  readonly #trees = new Set<ByteString>();
  #flush = 1;
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: (marks: readonly WatchMark[]) => void) {
    this.#tell = tell;
  }

  /** Cheap when it is marked already: called for each event. */
  entries(node: FolderNode): void {
    if (node.markedFor === this.#flush) return;
    node.markedFor = this.#flush;
    this.#folders.push(node);
    this.#soon();
  }

  tree(path: ByteString): void {
    this.#trees.add(path);
    this.#soon();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#flush++;
    const nodes = this.#folders.splice(0);
    const trees = new Set([...this.#trees, ...crowded(nodes)]);
    this.#trees.clear();
    const folders = nodes.filter(({ parent }) => parent === undefined || !trees.has(parent.path));
    const marks: WatchMark[] = [
      ...[...trees].map((path): WatchMark => ({ path: toPathText(path), scope: "tree" })),
      ...folders.map(({ path }): WatchMark => ({ path: toPathText(path), scope: "entries" })),
    ];
    if (marks.length > 0) this.#tell(marks);
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }
}

/** Folders of which too many subfolders changed. */
function crowded(nodes: readonly FolderNode[]): ByteString[] {
  if (nodes.length <= MOST_IN_ONE) return [];
  const counts = new Map<FolderNode, number>();
  for (const { parent } of nodes) if (parent !== undefined) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > MOST_IN_ONE).map(([{ path }]) => path);
}
