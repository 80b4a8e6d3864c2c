import type { PathText } from "../../../shared/model/index.ts";

/** Beyond this it is simpler to look at everything. */
const MOST = 10_000;

/** Collects the places of problems: what is not, or not wholly, in a snapshot has to be looked at again, changed or not. */
export class FoldersAgain {
  readonly #paths = new Set<PathText>();
  #count = 0;

  /** An entry with a problem: its folder is looked at again, and itself, which may be a folder. */
  add(path: PathText): void {
    this.#count += 1;
    if (this.#paths.size > MOST) return;
    this.#paths.add(path.slice(0, Math.max(1, path.lastIndexOf("/"))));
    this.#paths.add(path);
  }

  /** @param problems how many there were @returns undefined when some of them are not known, or they are too many */
  of(problems: number): readonly PathText[] | undefined {
    return this.#count < problems || this.#paths.size > MOST ? undefined : [...this.#paths];
  }
}
