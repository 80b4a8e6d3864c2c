import { checkName } from "../../destination/index.ts";
import type { ByteString } from "../../names/index.ts";
import { TakenNames } from "./beside.ts";
import type { FileToFill, FolderToOpen, OpenedFolder, Subfolder, Tally } from "./jobs.ts";
import type { RestoreConflict, RestoreProblem } from "./model.ts";
import { problemAt, problemFrom } from "./problems.ts";

/** A folder while it is worked on. */
export class FolderDraft {
  readonly input: FolderToOpen;
  /** It was made just now, so nothing can be in it. */
  isNew = false;
  isMade = false;
  /** Why it cannot be made. */
  blocked: { readonly error: unknown } | undefined;
  readonly subfolders: Subfolder[] = [];
  readonly files: FileToFill[] = [];
  readonly problems: RestoreProblem[] = [];
  readonly conflicts: RestoreConflict[] = [];
  readonly #met = new Set<ByteString>();
  #taken: TakenNames | undefined;
  /** Of all entries in the snapshot's folder. */
  names: readonly ByteString[] = [];

  constructor(input: FolderToOpen) {
    this.input = input;
  }

  /** Names that what goes beside something else must not get. */
  get taken(): TakenNames {
    this.#taken ??= new TakenNames(this.names);
    return this.#taken;
  }

  /** Whether the folder can have an entry of this name; otherwise the problem is noted. */
  admits(name: ByteString, path: ByteString): boolean {
    try {
      checkName(name);
    } catch (error) {
      this.problems.push(problemFrom(path, error));
      return false;
    }
    const isFirst = !this.#met.has(name);
    this.#met.add(name);
    const message = "The snapshot holds two entries of this name. Only the first is restored.";
    if (!isFirst) this.problems.push(problemAt(path, "duplicate-name", message));
    return isFirst;
  }

  close(): OpenedFolder {
    const { isMade, subfolders, files, problems, conflicts } = this;
    return { isMade, subfolders, files, problems, conflicts };
  }
}

export function noTally(): Tally {
  const entries = { files: 0, folders: 0, symlinks: 0, others: 0 };
  return { ...entries, replaced: 0, keptBoth: 0, unchanged: 0, bytesUnchanged: 0, skipped: 0, ownersKept: 0 };
}
