import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** How many files there are, and how large each is. */
export interface TreeSize {
  readonly folders: number;
  readonly filesInEach: number;
  readonly bytesInEach: number;
}

/** Writes a tree of files that do not compress and are all different, the same for the same seed. */
export function writeTree(root: string, { folders, filesInEach, bytesInEach }: TreeSize, seed = "tree"): void {
  for (let folder = 0; folder < folders; folder++) {
    const path = join(root, `folder-${folder}`);
    mkdirSync(path, { recursive: true });
    for (let file = 0; file < filesInEach; file++) {
      writeFileSync(join(path, `file-${file}.bin`), noise(`${seed}/${folder}/${file}`, bytesInEach));
    }
  }
}

/** SHAKE256 makes as many bytes of a seed as one wants. */
function noise(seed: string, bytes: number): Buffer {
  return createHash("shake256", { outputLength: bytes }).update(seed).digest();
}
