import { join } from "node:path";
import {
  type BackupOptions,
  type BackupResult,
  type BackupSummary,
  backup,
  createRepository,
  fromText,
  NO_FILTER,
  type OpenRepository,
} from "../../main/engine/index.ts";
import { tempFolder } from "./temp-folder.ts";
import type { Marks } from "./told-tree.ts";

const FILTER = { ...NO_FILTER, ignoreFileNames: [".holdfastignore"], skipTaggedCaches: true };

export interface PlacedRepository {
  readonly open: OpenRepository;
  readonly place: string;
}

export async function newRepository(): Promise<PlacedRepository> {
  const place = join(tempFolder(), "repository");
  const options = { password: "pw", threads: 2, scrypt: { N: 1024, r: 8, p: 1 } };
  return { open: await createRepository(place, options), place };
}

/** Saves a folder so that it stands at the snapshot's top: the folders above, where others write too, are no part of it. */
export function save(open: OpenRepository, root: string, options: Partial<BackupOptions> = {}): Promise<BackupResult> {
  const targets = [{ given: fromText("tree"), absolute: fromText(root) }];
  return backup(open, { targets, filter: FILTER, ...options }).result;
}

/** The options of a run that compares with a snapshot, and is told what changed since. */
export function since(parent: BackupResult, marks: Marks, verify = false): Partial<BackupOptions> {
  const id = idOf(parent);
  const changes = { since: id, folders: marks.folders.map(fromText), trees: marks.trees.map(fromText), verify };
  return { parent: id, changes };
}

export function idOf({ snapshot }: BackupResult): string {
  if (snapshot === undefined) throw new Error("the run made no snapshot");
  return snapshot.id;
}

/** What two runs have to say alike, if they found the same. */
export function findingsOf({ snapshot, summary, removed, problems }: BackupResult): unknown {
  const { backupStart: _, backupEnd: __, seconds: ___, ...figures } = summary as BackupSummary;
  const { dataBlobs, treeBlobs, dataAdded, dataAddedPacked, ...found } = figures;
  return { tree: snapshot?.tree, removed, problems, ...found };
}
