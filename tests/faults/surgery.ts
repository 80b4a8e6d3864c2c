import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Sealer, sha256, sha256Hex } from "../../main/engine/crypto/index.ts";
import {
  type BlobId,
  decodeIndex,
  decodeTree,
  encodeIndex,
  encodePackHeader,
  type IndexedBlob,
  type IndexedPack,
  idBytes,
  type PackEntry,
  type PackId,
  packSize,
} from "../../main/engine/format/index.ts";
import {
  backup,
  backupTarget,
  type CheckOptions,
  type CheckResult,
  check,
  createRepository,
  NO_FILTER,
  openRepository,
} from "../../main/engine/index.ts";
import {
  addKey,
  type BlobLocation,
  findSnapshot,
  openRepositoryAt,
  openSealedFile,
  type Repository,
  removeKey,
  sealFile,
} from "../../main/engine/repository/index.ts";
import { layoutPath, openStorage } from "../../main/engine/storage/index.ts";
import { restic } from "../support/restic.ts";
import { tempFolder } from "../support/temp-folder.ts";

export const PASSWORD = "pw";
const CHEAP = { N: 1024, r: 8, p: 1 };

/** Saves a folder with Holdfast; the repository is made if it is not there. */
export async function backUpWithHoldfast(place: string, folder: string): Promise<void> {
  const options = { password: PASSWORD, threads: 2, scrypt: CHEAP };
  const open = existsSync(place) ? await openRepository(place, options) : await createRepository(place, options);
  try {
    await backup(open, { targets: [backupTarget(folder)], filter: NO_FILTER }).result;
  } finally {
    await open.close();
  }
}

/** Runs a restic and expects it to succeed. */
export async function resticDoes(binary: string, place: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await restic(binary, place, PASSWORD, args);
  if (code !== 0) throw new Error(`restic ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return stdout;
}

/** Lets restic make a repository, and gives it a key that opens quickly. */
export async function initWithRestic(binary: string, place: string, ...flags: readonly string[]): Promise<void> {
  await resticDoes(binary, place, "init", ...flags);
  const storage = openStorage(place);
  const { key, keyId } = await openRepositoryAt(storage, PASSWORD);
  const cheap = await addKey(storage, key, PASSWORD, { scrypt: CHEAP });
  await removeKey(storage, keyId, cheap);
  await storage.close();
}

/** A copy to damage. */
export function copyOf(place: string): string {
  const copy = join(tempFolder(), "repository");
  cpSync(place, copy, { recursive: true });
  return copy;
}

export async function checkWithHoldfast(place: string, options: CheckOptions = {}): Promise<CheckResult> {
  const open = await openRepository(place, { password: PASSWORD, threads: 2 });
  try {
    return await check(open, options).result;
  } finally {
    await open.close();
  }
}

/** What restic says of a repository: whether it is sound. */
export async function isSoundToRestic(binary: string, place: string, ...flags: readonly string[]): Promise<boolean> {
  return (await restic(binary, place, PASSWORD, ["check", "--no-lock", ...flags])).code === 0;
}

/** Changes the bytes of a file of a repository, which is kept read-only. */
function rewrite(place: string, file: string, change: (bytes: Buffer) => Buffer): void {
  const path = join(place, file);
  chmodSync(path, 0o600);
  writeFileSync(path, change(readFileSync(path)));
}

export function flipBit(place: string, file: string, at: number): void {
  rewrite(place, file, (bytes) => {
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
    return bytes;
  });
}

export function remove(place: string, file: string): void {
  rmSync(join(place, file));
}

export function filesOf(place: string, kind: "keys" | "index" | "snapshots"): string[] {
  return readdirSync(join(place, kind)).sort();
}

export function packPath(id: string): string {
  return layoutPath({ kind: "data", name: id });
}

/** Opens a repository for a look inside, past all that a check is about. */
export async function inside<T>(place: string, look: (repository: Repository) => T | Promise<T>): Promise<T> {
  const storage = openStorage(place);
  try {
    const repository = await openRepositoryAt(storage, PASSWORD);
    for (const pack of packsInIndex(repository, place)) {
      const number = repository.table.addPack(pack.id, packSize(pack.blobs));
      for (const blob of pack.blobs) repository.table.add({ ...blob, id: idBytes(blob.id), pack: number });
    }
    return await look(repository);
  } finally {
    await storage.close();
  }
}

/** Where the (small) content of a file is stored. */
export async function placeOfContent(place: string, content: string): Promise<BlobLocation & { id: BlobId }> {
  return await inside(place, ({ table }) => {
    const hash = sha256(Buffer.from(content));
    const [copy] = table.copies("data", hash);
    if (copy === undefined) throw new Error("no such content");
    return { ...copy, id: hash.toString("hex") as BlobId };
  });
}

/** Where the list of a folder is stored, of the newest snapshot. */
export async function placeOfFolder(place: string, folder: string): Promise<BlobLocation & { id: BlobId }> {
  return await inside(place, async (repository) => {
    let id = (await findSnapshot(repository, "latest")).tree;
    for (const name of folder.split("/").filter(Boolean)) {
      const nodes = decodeTree(await repository.reader.read("tree", id));
      const next = nodes.find((node) => node.name === name)?.subtree;
      if (next === undefined) throw new Error(`no folder ${folder}`);
      id = next;
    }
    const [copy] = repository.table.copies("tree", idBytes(id));
    if (copy === undefined) throw new Error("no such tree");
    return { ...copy, id };
  });
}

/** Writes new index files in place of all that are there. `undefined` takes a pack out. */
export async function lieInIndex(place: string, change: (pack: IndexedPack) => IndexedPack | undefined): Promise<void> {
  await inside(place, (repository) => {
    const packs = packsInIndex(repository, place).flatMap((pack) => change(pack) ?? []);
    for (const name of filesOf(place, "index")) remove(place, `index/${name}`);
    writeIndex(repository, place, packs);
  });
}

export function writeIndex(repository: Repository, place: string, packs: readonly IndexedPack[]): string {
  const { name, bytes } = sealFile(encodeIndex(packs), repository.sealer, repository.version);
  writeFileSync(join(place, "index", name), bytes);
  return name;
}

export function packsInIndex(repository: Repository, place: string): IndexedPack[] {
  return filesOf(place, "index").flatMap((name) => {
    const bytes = readFileSync(join(place, "index", name));
    const json = openSealedFile({ kind: "index", name }, bytes, repository.sealer, repository.version);
    return decodeIndex(json, repository.version).packs;
  });
}

/** Changes one blob in the index, told by its id. */
export async function lieAboutBlob(place: string, id: BlobId, lie: Partial<IndexedBlob>): Promise<void> {
  await lieInIndex(place, (pack) => ({
    id: pack.id,
    blobs: pack.blobs.map((blob) => (blob.id === id ? { ...blob, ...lie } : blob)),
  }));
}

/** Puts all blobs of a repository into one pack, as programs of old could: data and folder lists side by side. */
export async function packAllTogether(place: string): Promise<void> {
  await inside(place, (repository) => {
    const packs = packsInIndex(repository, place);
    const sealed: Buffer[] = [];
    const entries: (PackEntry & { offset: number })[] = [];
    let offset = 0;
    for (const { id, blobs } of packs) {
      const bytes = readFileSync(join(place, packPath(id)));
      for (const blob of blobs) {
        sealed.push(bytes.subarray(blob.offset, blob.offset + blob.length));
        entries.push({ ...blob, offset });
        offset += blob.length;
      }
      remove(place, packPath(id));
    }
    const id = writePack(repository, place, sealed, entries);
    for (const name of filesOf(place, "index")) remove(place, `index/${name}`);
    writeIndex(repository, place, [{ id, blobs: entries }]);
  });
}

function writePack(
  { key }: Repository,
  place: string,
  sealed: readonly Buffer[],
  entries: readonly PackEntry[],
): PackId {
  const header = new Sealer(key).seal(encodePackHeader(entries));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const pack = Buffer.concat([...sealed, header, length]);
  const id = sha256Hex(pack) as PackId;
  mkdirSync(dirname(join(place, packPath(id))), { recursive: true });
  writeFileSync(join(place, packPath(id)), pack);
  return id;
}
