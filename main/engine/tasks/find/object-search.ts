import type { BlobId } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import { NotAnId } from "./errors.ts";
import type { Candidate, Search } from "./search.ts";

/** A use of an object in a snapshot. */
export interface ObjectUse {
  readonly object: "blob" | "tree";
  readonly id: BlobId;
  readonly path: ByteString;
  readonly parentTree?: BlobId;
}

/** The objects looked for, by their ids or the first digits of these. */
export class WantedIds {
  readonly #whole: ReadonlySet<string>;
  readonly #beginnings: readonly string[];

  /** @throws {NotAnId} */
  constructor(ids: readonly string[]) {
    for (const id of ids) if (!/^[0-9a-f]{1,64}$/.test(id)) throw new NotAnId(id);
    this.#whole = new Set(ids.filter((id) => id.length === 64));
    this.#beginnings = ids.filter((id) => id.length < 64);
  }

  has(id: string): boolean {
    return this.#whole.has(id) || this.#beginnings.some((beginning) => id.startsWith(beginning));
  }
}

export const NO_IDS = new WantedIds([]);

/** Finds where data blobs are parts of files and trees are folders. */
export function objectSearch(blobs: WantedIds, trees: WantedIds): Search<"anywhere", ObjectUse> {
  return {
    start: "anywhere",
    keyOf: () => "",
    look: (state, { path, node, parentTree }: Candidate) => {
      const { subtree, content } = node;
      const treeUses =
        subtree !== undefined && trees.has(subtree) ? [{ object: "tree" as const, id: subtree, path }] : [];
      const ids = node.type === "file" ? (content ?? []).filter((id) => blobs.has(id)) : [];
      const blobUses = ids.map((id) => ({ object: "blob" as const, id, path, parentTree }));
      return { hits: [...treeUses, ...blobUses], inside: state };
    },
  };
}
