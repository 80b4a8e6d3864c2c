import type { ByteString } from "../../names/index.ts";
import type { MissedFolders } from "./changed-folders.ts";

const FOLDERS_KEPT = 1000;

/** Takes note of changed folders that nobody had told. */
export class MissedLog {
  readonly #first: ByteString[] = [];
  #count = 0;

  add(path: ByteString): void {
    this.#count += 1;
    if (this.#first.length < FOLDERS_KEPT) this.#first.push(path);
  }

  get missed(): MissedFolders {
    return { count: this.#count, first: this.#first };
  }
}
