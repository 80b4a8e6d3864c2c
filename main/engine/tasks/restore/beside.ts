import { AppError } from "../../../../shared/errors/index.ts";
import { type ExistingEntry, NameTaken, type RestoreFolder } from "../../destination/index.ts";
import { type ByteString, joinPath } from "../../names/index.ts";
import { besideName } from "./beside-name.ts";
import type { ContentMatch } from "./content-match.ts";
import { entryPath } from "./entry-path.ts";
import type { NodeContent } from "./file-content.ts";
import { looksEqual, type WantedEntry } from "./overwrite.ts";

/** So many different things that came back from one snapshot to one name are a mistake. */
const MOST_NUMBERS = 1000;

/** An entry that is to come back, as far as it can be compared with what is there. */
export type WantedContent = WantedEntry & NodeContent;

export interface BesideTools {
  readonly destination: RestoreFolder;
  readonly match: ContentMatch;
  readonly stamp: string;
  /** Equal size and time count as equal content. */
  readonly trustsLooks: boolean;
}

/** Names that nothing may go to: what the snapshot has in this folder, and what was chosen before. */
export class TakenNames {
  readonly #names: Set<string>;

  constructor(names: Iterable<ByteString>) {
    this.#names = new Set(Array.from(names, keyOf));
  }

  has(name: ByteString): boolean {
    return this.#names.has(keyOf(name));
  }

  add(name: ByteString): void {
    this.#names.add(keyOf(name));
  }
}

/** Many file systems take two names that differ in case for one. */
function keyOf(name: ByteString): string {
  return name.toLowerCase();
}

/** Finds places for what comes back and may not replace what is there. */
export class Beside {
  readonly #tools: BesideTools;

  constructor(tools: BesideTools) {
    this.#tools = tools;
  }

  /**
   * A free name in the folder, which is taken from then on; undefined when the same is there under such a name already.
   *
   * @throws {NameTaken} very many are taken
   */
  name(folder: ByteString, wanted: WantedContent, taken: TakenNames): ByteString | undefined {
    const { destination, stamp } = this.#tools;
    for (let number = 1; number <= MOST_NUMBERS; number++) {
      const name = besideName(wanted.node.name, stamp, number);
      if (taken.has(name)) continue;
      const path = entryPath(folder, name);
      const existing = destination.existing(path);
      if (existing !== undefined && this.isSame(path, existing, wanted)) return undefined;
      if (existing !== undefined) continue;
      taken.add(name);
      return name;
    }
    throw new NameTaken(joinPath(destination.root, entryPath(folder, wanted.node.name)));
  }

  /** Whether what is there is what would come back, but for its metadata. */
  isSame(path: ByteString, existing: ExistingEntry, wanted: WantedContent): boolean {
    const { destination, trustsLooks } = this.#tools;
    if (existing.type !== wanted.type) return false;
    if (wanted.type === "symlink") return destination.linkTarget(path) === wanted.node.linkTarget;
    if (wanted.type !== "file") return true;
    if (existing.size !== wanted.size) return false;
    return (trustsLooks && looksEqual(wanted, existing)) || this.#hasContent(path, wanted);
  }

  #hasContent(path: ByteString, { size, entries }: WantedContent): boolean {
    const { destination, match } = this.#tools;
    try {
      const file = destination.openExisting(path);
      try {
        return match.isSame(file, size, entries);
      } finally {
        file.close();
      }
    } catch (error) {
      // What cannot be read is not known to be the same; it stays in any case.
      if (error instanceof AppError) return false;
      throw error;
    }
  }
}
