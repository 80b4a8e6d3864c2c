import { encodeNode, idBytes } from "../../format/index.ts";
import type { BlobTable } from "../../repository/index.ts";
import type { Candidate } from "./candidate.ts";
import type { EntryDescriber } from "./entry-describer.ts";
import { scopeOf } from "./folder-scope.ts";
import type { ReadingRules, Scope } from "./jobs.ts";
import type { OpenFolder } from "./open-folder.ts";
import type { PreviousEntry } from "./previous-folder.ts";
import type { TreeStorer } from "./tree-storer.ts";

export interface SubfolderTakerTools {
  readonly rules: ReadingRules;
  readonly table: BlobTable;
  readonly trees: TreeStorer;
  readonly describer: EntryDescriber;
}

/** Takes the folders in a folder: by their tree in the parent snapshot, or to be gone into. */
export class SubfolderTaker {
  readonly #tools: SubfolderTakerTools;

  constructor(tools: SubfolderTakerTools) {
    this.#tools = tools;
  }

  /** @throws {SourceUnreadable} */
  take(folder: OpenFolder, candidate: Candidate): void {
    const { name } = candidate.entry;
    const previous = folder.previous.get(name);
    const scope = candidate.isEmptied ? "none" : this.#scope(folder, candidate, previous);
    if (candidate.isEmptied) this.#takeEmptied(folder, candidate, previous);
    else if (scope !== "none" || this.#tools.rules.verifies) this.#push(folder, candidate, { previous, scope });
    else this.#keep(folder, candidate, previous);
    folder.folders.add(name);
  }

  /** Nothing is known of a folder that the repository does not hold as the parent snapshot had it. */
  #scope({ marks }: OpenFolder, { entry }: Candidate, previous: PreviousEntry | undefined): Scope {
    const scope = scopeOf(marks, entry, previous, this.#tools.rules);
    const isHeld = previous?.subtree !== undefined && this.#tools.table.has("tree", idBytes(previous.subtree));
    return scope === "none" && !isHeld ? "tree" : scope;
  }

  #takeEmptied(folder: OpenFolder, { path, entry }: Candidate, previous: PreviousEntry | undefined): void {
    const node = this.#tools.describer.describe(path, entry, previous?.node, folder.problems);
    const subtree = this.#tools.trees.store({ names: [], nodes: [] }, previous?.subtree);
    if (previous?.subtree !== undefined && previous.subtree !== subtree) folder.removed.push(previous.subtree);
    folder.add({ ...node, subtree });
  }

  /** Takes a folder over with all that is below it. Its own metadata may be new. */
  #keep(folder: OpenFolder, { path, entry }: Candidate, previous: PreviousEntry | undefined): void {
    const { describer } = this.#tools;
    if (previous?.subtree === undefined) throw new Error("a folder without a tree was to be taken over");
    if (describer.isSame(entry, previous)) folder.addText(entry.name, previous.text);
    else folder.add({ ...describer.describe(path, entry, previous.node, folder.problems), subtree: previous.subtree });
  }

  #push(folder: OpenFolder, candidate: Candidate, { previous, scope }: Known): void {
    const { entry, path, rules, device, isNamed } = candidate;
    const { describer } = this.#tools;
    const before = previous === undefined ? undefined : withoutTree(previous.text);
    // Whoever asked for a folder did not ask when something last came or went beside it.
    const isKeptWay = candidate.isWay === true && this.#tools.rules.keepsWays && previous?.subtree !== undefined;
    const isSame = previous !== undefined && (isKeptWay || describer.isSame(entry, previous));
    const encodedNode =
      isSame && before !== undefined
        ? before
        : encodeNode(describer.describe(path, entry, previous?.node, folder.problems));
    // One that came, or took another's place, is a change of the folder that holds it.
    if (scope === "tree" && folder.marks?.within.get(entry.name) !== "tree") folder.areEntriesChanged = true;
    const isLookedAt = scope !== "none" || folder.input.selected !== undefined || folder.marks?.isListed !== false;
    folder.subfolders.push({
      ...{ name: entry.name, path, encodedNode, scope, rules, isNamed },
      ...(previous?.subtree === undefined ? {} : { previousTree: previous.subtree }),
      ...(device === undefined ? {} : { device }),
      ...(isLookedAt || before === encodedNode ? {} : { isMissed: true }),
    });
  }
}

interface Known {
  readonly previous: PreviousEntry | undefined;
  readonly scope: Scope;
}

/** A folder's text up to where the id of its tree stands. */
function withoutTree(text: string): string {
  return `${text.slice(0, text.lastIndexOf(',"subtree":'))}}`;
}
