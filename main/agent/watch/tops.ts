import { type ByteString, joinPath } from "../../engine/light.ts";
import type { FolderNode } from "./folder-node.ts";
import { isWithin } from "./within.ts";

/** A topmost root that is watched. */
export interface Top {
  readonly node: FolderNode;
  /** Which folder it was when it was taken in. */
  readonly identity: string;
  /** Its path without links on the way, as mounts are told. */
  readonly real: ByteString;
  /** Stands for the rules by which it was taken in. */
  readonly key: string;
}

/** The topmost roots that are watched, by path. */
export class Tops extends Map<ByteString, Top> {
  /** The root that a path is at or below. */
  over(path: ByteString): Top | undefined {
    for (const [root, top] of this) if (isWithin(path, root)) return top;
    return undefined;
  }

  nodeAt(path: ByteString): FolderNode | undefined {
    return this.over(path)?.node.find(path);
  }

  /** Where a path below a root really is. */
  realOf(path: ByteString): ByteString {
    for (const [root, { real }] of this) if (real !== root && isWithin(path, root)) return rebased(path, root, real);
    return path;
  }

  /** The paths by which roots lead to a real place. */
  seenAs(place: ByteString): ByteString[] {
    const found = [...this].filter(([, { real }]) => isWithin(place, real));
    return found.map(([root, { real }]) => rebased(place, real, root));
  }
}

/** The same place below another folder. */
function rebased(path: ByteString, from: ByteString, to: ByteString): ByteString {
  if (path === from) return to;
  // A piece of a byte string is one.
  return joinPath(to, path.slice(from.endsWith("/") ? from.length : from.length + 1) as ByteString);
}
