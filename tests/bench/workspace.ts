import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { removeTree } from "./trees.ts";

const PREFIX = "run-";

/** Temporary folders of one run, on the disk of the data. */
export class Workspace {
  readonly #root: string;
  #made = 0;

  /** Also removes what runs have left that were killed. */
  constructor(data: string) {
    mkdirSync(data, { recursive: true });
    for (const name of readdirSync(data)) {
      if (name.startsWith(PREFIX) && !existsSync(`/proc/${name.slice(PREFIX.length)}`)) removeTree(join(data, name));
    }
    this.#root = join(data, `${PREFIX}${process.pid}`);
  }

  /** A new empty folder. */
  folder(): string {
    const path = join(this.#root, String(++this.#made));
    mkdirSync(path, { recursive: true });
    return path;
  }

  remove(folder: string): void {
    removeTree(folder);
  }

  close(): void {
    removeTree(this.#root);
  }
}
