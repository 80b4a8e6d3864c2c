import type { ByteString } from "../../names/index.ts";
import type { PlannedFile } from "./planned-file.ts";

/** A file of several names while the restore meets them. */
interface LinkedFile {
  /** The name under which the content is, or is being, restored. */
  first: ByteString;
  isInPlace: boolean;
  /** Names that were met before the content was in place. */
  readonly waiting: PlannedFile[];
  /** Names that were not met yet; some may never be. */
  left: number;
}

/** What to do about a name: restore the content, wait for it, or link to where it is. */
export type NameRole = { readonly role: "first" | "waits" } | { readonly role: "link"; readonly existing: ByteString };

/** The files of a snapshot that have several names. Memory is taken only for those of which names are still missing. */
export class HardLinks {
  readonly #files = new Map<string, LinkedFile>();

  meet(file: PlannedFile): NameRole {
    if (file.link === undefined) return { role: "first" };
    const { key, names } = file.link;
    const known = this.#files.get(key);
    if (known === undefined) {
      this.#files.set(key, { first: file.path, isInPlace: false, waiting: [], left: names - 1 });
      return { role: "first" };
    }
    known.left -= 1;
    if (known.isInPlace) {
      if (known.left <= 0) this.#files.delete(key);
      return { role: "link", existing: known.first };
    }
    known.waiting.push(file);
    return { role: "waits" };
  }

  /** The content is in place. @returns the names that waited for it */
  placed(file: PlannedFile): readonly PlannedFile[] {
    const known = this.#known(file);
    if (known === undefined || file.link === undefined) return [];
    known.isInPlace = true;
    if (known.left <= 0) this.#files.delete(file.link.key);
    return known.waiting.splice(0);
  }

  /** The content could not be restored under this name. @returns the name to try next */
  failed(file: PlannedFile): PlannedFile | undefined {
    const known = this.#known(file);
    if (known === undefined || file.link === undefined) return undefined;
    const next = known.waiting.shift();
    if (next === undefined) this.#files.delete(file.link.key);
    else known.first = next.path;
    return next;
  }

  #known(file: PlannedFile): LinkedFile | undefined {
    const known = file.link === undefined ? undefined : this.#files.get(file.link.key);
    return known?.first === file.path ? known : undefined;
  }
}
