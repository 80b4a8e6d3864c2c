import type { FSWatcher } from "node:fs";
import { type ByteString, joinPath } from "../../engine/light.ts";

/** What holds a watch of a folder, and lets go of it. */
export interface Hold {
  release(node: FolderNode): void;
}

/** A watched folder. A path is put together when it is asked for: names take far less memory. */
export class FolderNode {
  readonly parent: FolderNode | undefined;
  /** Of a root: its whole path. */
  readonly name: ByteString;
  children: Map<ByteString, FolderNode> | undefined = undefined;
  /** At most one of each kind; both for a moment when one takes over from the other. */
  lean: Hold | undefined = undefined;
  chokidar: Hold | undefined = undefined;
  /** The system's own watch, where each folder has one. */
  watcher: FSWatcher | undefined = undefined;
  /** The flush that its mark waits for, so that it waits once. */
  markedFor = 0;
  #isGone = false;

  constructor(name: ByteString, parent?: FolderNode) {
    this.name = name;
    this.parent = parent;
  }

  get path(): ByteString {
    return this.parent === undefined ? this.name : joinPath(this.parent.path, this.name);
  }

  /** It, or a folder above, was taken out of the tree. */
  get isGone(): boolean {
    for (let node: FolderNode | undefined = this; node !== undefined; node = node.parent) if (node.#isGone) return true;
    return false;
  }

  child(name: ByteString): FolderNode {
    const node = new FolderNode(name, this);
    this.children ??= new Map();
    this.children.set(name, node);
    return node;
  }

  /** Takes it out of the tree. What watches it and those below is still to be let go. */
  cut(): void {
    this.#isGone = true;
    if (this.parent?.children?.get(this.name) === this) this.parent.children.delete(this.name);
    if (this.parent?.children?.size === 0) this.parent.children = undefined;
  }

  /** The folder at a path at or below this one, if it is watched. */
  find(path: ByteString): FolderNode | undefined {
    const own = this.path;
    if (path === own) return this;
    let node: FolderNode | undefined = this;
    for (const name of path.slice(own.endsWith("/") ? own.length : own.length + 1).split("/")) {
      // A piece of a byte string is one.
      node = node?.children?.get(name as ByteString);
    }
    return node;
  }

  count(): number {
    let count = 0;
    const left: FolderNode[] = [this];
    for (let node = left.pop(); node !== undefined; node = left.pop()) {
      count++;
      if (node.children !== undefined) left.push(...node.children.values());
    }
    return count;
  }
}
