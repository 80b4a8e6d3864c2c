// Folders and snapshots in memory, and what a search of them would find if it went through all of them.
import { createHash } from "node:crypto";
import { join } from "node:path";
import fc from "fast-check";
import { tempFolder } from "../../../tests/support/temp-folder.ts";
import type { FolderColumns } from "../../engine/index.ts";
import { type ByteString, fromText, toBuffer, toPathText } from "../../engine/light.ts";
import { foldName } from "./fold.ts";
import type { IndexClient } from "./index-client.ts";
import type { SnapshotToIndex } from "./model.ts";
import { NameIndex } from "./name-index.ts";
import { takeIn } from "./take-in.ts";

export interface MadeFile {
  readonly type: 0 | 2 | 3;
  readonly content: number;
  readonly modified: number;
}
export interface MadeFolder {
  readonly type: 1;
  readonly entries: Readonly<Record<string, MadeFile | MadeFolder>>;
}
export interface MadeSnapshot extends SnapshotToIndex {
  readonly root: MadeFolder;
}

/** Few names, so that snapshots share them; one is not UTF-8. */
const NAMES = [
  "a",
  "Ab",
  "abc.pdf",
  "Äbc.PDF",
  "budget 2024.ods",
  "Budget",
  "写真.jpg",
  "x\u00e9\u00ff",
  "docs",
  "l'été",
].map(
  (name, at): ByteString => (at === 7 ? (name as ByteString) : fromText(name)), // bytes, one of them no UTF-8
);

const file: fc.Arbitrary<MadeFile> = fc.record({
  type: fc.constantFrom(0 as const, 0 as const, 0 as const, 2 as const),
  content: fc.integer({ min: 1, max: 3 }),
  modified: fc.integer({ min: 0, max: 5 }),
});
const folder: fc.Arbitrary<MadeFolder> = fc.letrec<{ folder: MadeFolder; entry: MadeFile | MadeFolder }>((tie) => ({
  entry: fc.oneof({ maxDepth: 3 }, file, tie("folder")),
  folder: fc.record({
    type: fc.constant(1 as const),
    entries: fc.dictionary(fc.constantFrom(...NAMES), tie("entry"), { maxKeys: 4 }),
  }),
})).folder;

/** Snapshots in the order in which they are made known, which is not always that of their times. */
export const histories: fc.Arbitrary<MadeSnapshot[]> = fc
  .uniqueArray(
    fc.record({ time: fc.integer({ min: 1, max: 40 }), series: fc.constantFrom("plan:1", "plan:2"), root: folder }),
    {
      maxLength: 7,
      selector: ({ time }) => time,
    },
  )
  .map((made) =>
    made.map(({ time, series, root }) => ({ time, series, root, id: idOf(`snapshot ${time}`), tree: treeOf(root) })),
  );

export const TARGET = "target";

/** An index in a file of its own. */
export function newIndex(file = join(tempFolder(), "search.sqlite")): NameIndex {
  return new NameIndex(file);
}

/** Makes the index know exactly these snapshots. @param mostReads breaks off after so many folders, as a kill would */
export async function takeInAll(index: NameIndex, list: readonly MadeSnapshot[], mostReads = Infinity): Promise<void> {
  const calls = callsOf(index);
  const trees = new Map(list.flatMap(({ root }) => [...foldersOf(root)].map((each) => [treeOf(each), each] as const)));
  let reads = 0;
  const read = async (tree: string): Promise<FolderColumns> => {
    if (++reads > mostReads) throw new Error("killed");
    return columnsOf(trees.get(tree) ?? { type: 1, entries: {} });
  };
  const { signal } = new AbortController();
  for (const snapshot of await calls.call("reconcile", TARGET, list)) {
    const { place, root } = await calls.call("begin", TARGET, snapshot);
    if (root !== undefined) await takeIn(root, { index: calls, place, read, signal });
    await calls.call("finish", place);
  }
}

function callsOf(index: NameIndex): Pick<IndexClient, "call"> {
  return {
    // As the thread does it.
    call: async (call, ...given) => Reflect.apply(index[call] as (...given: unknown[]) => never, index, given),
  };
}

function* foldersOf(root: MadeFolder): Generator<MadeFolder> {
  yield root;
  for (const entry of Object.values(root.entries)) if (entry.type === 1) yield* foldersOf(entry);
}

function columnsOf({ entries }: MadeFolder): FolderColumns {
  const rows = Object.entries(entries);
  const names = rows.map(([name]) => toBuffer(name as ByteString)); // as they were made
  let end = 0;
  return {
    names: new Uint8Array(Buffer.concat(names)),
    ends: Uint32Array.from(names, ({ length }) => (end += length)),
    types: Uint8Array.from(rows, ([, { type }]) => type),
    sizes: Float64Array.from(rows, ([, entry]) => (entry.type === 0 ? entry.content * 10 : 0)),
    modified: Float64Array.from(rows, ([, entry]) => (entry.type === 1 ? 0 : entry.modified)),
    contents: Float64Array.from(rows, ([, entry]) => (entry.type === 1 ? 0 : entry.content)),
    subtrees: rows.flatMap(([, entry]) => (entry.type === 1 ? [treeOf(entry)] : [])),
  };
}

/** The same for equal folders, as in a repository. */
export function treeOf(root: MadeFolder): string {
  const entries = Object.entries(root.entries).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return idOf(JSON.stringify(entries.map(([name, each]) => [name, each.type === 1 ? treeOf(each) : each])));
}

function idOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What one path is in one snapshot. */
export interface Sighting {
  readonly snapshot: MadeSnapshot;
  readonly entry: MadeFile | MadeFolder;
}

/** All paths of all snapshots with where they are, the newest first. */
export function sightingsOf(list: readonly MadeSnapshot[]): Map<string, { folded: string; seen: Sighting[] }> {
  const paths = new Map<string, { folded: string; seen: Sighting[] }>();
  for (const snapshot of list.toSorted((a, b) => b.time - a.time)) {
    const go = ({ entries }: MadeFolder, path: string, folded: string): void => {
      for (const [name, entry] of Object.entries(entries)) {
        // As they were made.
        const here = {
          path: `${path}/${toPathText(name as ByteString)}`,
          folded: `${folded}/${foldName(name as ByteString)}`,
        };
        const known = paths.get(here.path) ?? { folded: here.folded, seen: [] };
        known.seen.push({ snapshot, entry });
        paths.set(here.path, known);
        if (entry.type === 1) go(entry, here.path, here.folded);
      }
    };
    go(snapshot.root, "", "");
  }
  return paths;
}

export function contentOf(entry: MadeFile | MadeFolder): string {
  return entry.type === 1 ? "folder" : `${entry.type} ${entry.content}`;
}
