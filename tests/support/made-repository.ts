import {
  type BlobId,
  encodeIndex,
  encodeTree,
  formatTime,
  goMode,
  type TreeNode,
} from "../../main/engine/format/index.ts";
import { createRepository } from "../../main/engine/index.ts";
import type { ByteString } from "../../main/engine/names/index.ts";
import {
  BlobSaver,
  BlobTable,
  type FinishedPack,
  IndexWriter,
  indexedBlobs,
  PackStore,
  type Repository,
  saveSnapshot,
  sealFile,
} from "../../main/engine/repository/index.ts";

const TIME = formatTime(1_700_000_000_123_456_789n);

/** An entry of a tree as a test wants it, sound or not. */
export type MadeNode = Partial<Omit<TreeNode, "name">> & { readonly name: string } & (
    | { readonly type: "dir"; readonly entries: readonly MadeNode[] }
    | { readonly type: "file"; readonly chunks: readonly Uint8Array[] }
    | { readonly type: "symlink" | "fifo" | "dev" | "chardev" }
  );

/**
 * Makes a repository with one snapshot of exactly these entries, which no program would make of a real folder: names
 * that lead elsewhere, two entries of one name, content that repeats.
 *
 * @param copies how many packs hold each blob
 * @returns the packs of file content, in the order in which they were stored
 */
export async function makeRepository(place: string, entries: readonly MadeNode[], copies = 1): Promise<string[]> {
  const open = await createRepository(place, { password: "pw", threads: 1, scrypt: { N: 1024, r: 8, p: 1 } });
  try {
    const packs: string[] = [];
    let tree: BlobId | undefined;
    for (let copy = 0; copy < copies; copy++) tree = await store(open.repository, entries, packs);
    if (tree === undefined) throw new Error("no copy was asked for");
    await saveSnapshot(open.repository, { time: TIME, tree, paths: ["/made"] });
    return packs;
  } finally {
    await open.close();
  }
}

async function store(repository: Repository, entries: readonly MadeNode[], dataPacks: string[]): Promise<BlobId> {
  const { storage, sealer, version } = repository;
  const finished: FinishedPack[] = [];
  const saver = new BlobSaver({
    ...{ table: new BlobTable(), sealer, version, compressionLevel: 3, packBytes: 1 << 26, verify: false },
    takeBuffer: (bytes) => new ArrayBuffer(bytes),
    onPack: (pack) => finished.push(pack),
  });
  const tree = saveTree(saver, entries);
  saver.finishAll([]);
  const index = new IndexWriter(
    storage,
    async (packs) =>
      sealFile(
        encodeIndex(packs.map((pack) => ({ id: pack.id, blobs: indexedBlobs(pack, version) }))),
        sealer,
        version,
      ),
    Date.now,
  );
  const fail = (error: unknown): void => {
    throw error;
  };
  const packStore = new PackStore({ storage, index, signal: new AbortController().signal, onFailure: fail });
  for (const pack of finished) {
    if (indexedBlobs(pack, version).next().value?.type === "data") dataPacks.push(pack.id);
    await packStore.store(pack);
  }
  await packStore.drain();
  return tree;
}

function saveTree(saver: BlobSaver, entries: readonly MadeNode[]): BlobId {
  const nodes = entries.map((entry) => nodeOf(saver, entry));
  return saver.save("tree", encodeTree(nodes)).id;
}

function nodeOf(saver: BlobSaver, made: MadeNode): TreeNode {
  const common = { mtime: TIME, atime: TIME, ctime: TIME, uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  // Tests give names as text of one byte a character, which is what a ByteString is.
  const name = made.name as ByteString;
  if (made.type === "dir") {
    const { entries, ...given } = made;
    const subtree = saveTree(saver, entries);
    return { ...common, mode: goMode(0o040755), content: null, subtree, ...given, name };
  }
  if (made.type !== "file") return { ...common, mode: goMode(0o644), content: null, ...made, name };
  const { chunks, ...given } = made;
  const known = new Map<Uint8Array, BlobId>();
  const content = chunks.map((chunk) => {
    const id = known.get(chunk) ?? saver.save("data", chunk).id;
    known.set(chunk, id);
    return id;
  });
  const size = chunks.reduce((sum, { length }) => sum + length, 0);
  return { ...common, mode: goMode(0o100644), size, content, ...given, name };
}
