import { appendFileSync, readdirSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";

/** Some files of each of some folders, spread over a tree, which grow by a byte each time and shrink again at the end. */
export class TouchedFiles {
  readonly #sizes: ReadonlyMap<string, number>;

  constructor(root: string, { folders, filesInEach }: { readonly folders: number; readonly filesInEach: number }) {
    const all = leaves(root);
    const step = Math.max(1, Math.floor(all.length / folders));
    const chosen = all.filter((_folder, at) => at % step === 0).slice(0, folders);
    const files = chosen.flatMap((folder) => filesOf(folder).slice(0, filesInEach));
    this.#sizes = new Map(files.map((file) => [file, statSync(file).size]));
  }

  touch(): void {
    for (const file of this.#sizes.keys()) appendFileSync(file, "+");
  }

  putBack(): void {
    for (const [file, size] of this.#sizes) truncateSync(file, size);
  }
}

/** Folders without folders in them. */
function leaves(folder: string): string[] {
  const inside = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return inside.length === 0 ? [folder] : inside.flatMap(({ name }) => leaves(join(folder, name)));
}

function filesOf(folder: string): string[] {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ name }) => join(folder, name));
}
