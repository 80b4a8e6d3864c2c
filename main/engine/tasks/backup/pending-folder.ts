import type { BlobId } from "../../format/index.ts";
import type { ByteString } from "../../names/index.ts";
import type { InheritedRules } from "../../source/index.ts";
import type { ChangeMap } from "./change-map.ts";
import type { FolderInput, FolderMarks, Scope, SelectedEntry, Subfolder } from "./jobs.ts";
import type { ParentTrees } from "./parent-trees.ts";
import type { Selection } from "./selection.ts";

/** A folder whose tree is not saved yet. */
export interface PendingFolder {
  readonly parent?: PendingFolder;
  readonly name: ByteString;
  /** The folder's own node, complete but for its tree. */
  readonly encodedNode: string;
  readonly path?: ByteString;
  readonly children?: readonly Selection[];
  readonly previousTree?: BlobId;
  readonly scope: Scope;
  readonly isMissed?: true;
  readonly rules: InheritedRules;
  readonly device?: bigint;
  readonly isNamed: boolean;
  readonly names: ByteString[];
  readonly nodes: string[];
  /** Subfolders and slices that have not come back. */
  open: number;
}

/** The root of a snapshot, which is no folder on disk. */
export function rootFolder({
  selection,
  previousTree,
}: {
  readonly selection: readonly Selection[];
  readonly previousTree?: BlobId;
}): PendingFolder {
  return {
    // A name without bytes.
    ...{ name: "" as ByteString, encodedNode: "{}", children: selection, rules: [], isNamed: false, scope: "way" },
    ...{ names: [], nodes: [], open: 0 },
    ...(previousTree === undefined ? {} : { previousTree }),
  };
}

export function pendingSubfolder(parent: PendingFolder, subfolder: Subfolder): PendingFolder {
  const children = parent.children?.find(({ name }) => name === subfolder.name)?.children;
  return { ...subfolder, parent, names: [], nodes: [], open: 0, ...(children === undefined ? {} : { children }) };
}

/** A folder as it is handed to a thread. */
export async function folderInput(
  folder: PendingFolder,
  parentTrees: ParentTrees,
  changes: ChangeMap | undefined,
): Promise<FolderInput> {
  const previous = folder.previousTree === undefined ? undefined : await parentTrees.sealed(folder.previousTree);
  const marks = changes === undefined ? undefined : marksOf(folder, changes);
  return {
    ...{ rules: folder.rules, isNamed: folder.isNamed },
    ...(folder.path === undefined ? {} : { path: folder.path }),
    ...(folder.children === undefined ? {} : { selected: folder.children.map(selectedEntry) }),
    ...(previous === undefined ? {} : { previous }),
    ...(marks === undefined ? {} : { marks }),
    ...(folder.device === undefined ? {} : { device: folder.device }),
  };
}

function marksOf({ path, scope, children }: PendingFolder, changes: ChangeMap): FolderMarks | undefined {
  if (scope === "tree") return undefined;
  if (children !== undefined) return { isListed: true, within: selectedMarks(children, changes) };
  return { isListed: scope === "entries", within: path === undefined ? new Map() : changes.within(path) };
}

/** The upper part of the snapshot need not stand as folders do on disk, so each of its entries is asked for by its path. */
function selectedMarks(children: readonly Selection[], changes: ChangeMap): ReadonlyMap<ByteString, Scope> {
  return new Map(
    children.map(({ name, path, role }) => {
      const scope = changes.scopeOf(path);
      return [name, role === "way" && scope !== "tree" ? "way" : scope];
    }),
  );
}

function selectedEntry({ name, path, role, rules, device }: Selection): SelectedEntry {
  return { name, path, role, rules, ...(device === undefined ? {} : { device }) };
}
