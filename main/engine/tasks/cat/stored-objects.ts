import { sha256Hex } from "../../crypto/index.ts";
import {
  type BlobId,
  type BlobType,
  decodeKeyFile,
  decodeLockFile,
  encodeKeyFile,
  encodeLockFile,
} from "../../format/index.ts";
import { AmbiguousId, DamagedFile, openSealedFile, type Repository, readNamedFile } from "../../repository/index.ts";
import type { FileKind, FileRef, Storage } from "../../storage/index.ts";
import { ObjectNotFound } from "./errors.ts";
import type { CatResult } from "./model.ts";

export async function readKey(storage: Storage, asked: string, signal: AbortSignal): Promise<Uint8Array> {
  const file = await findFile(storage, "keys", "key", asked, signal);
  return encodeKeyFile(decodeKeyFile(await readNamedFile(storage, file, signal)));
}

export async function readLock(repository: Repository, asked: string, signal: AbortSignal): Promise<Uint8Array> {
  const file = await findFile(repository.storage, "locks", "lock", asked, signal);
  return encodeLockFile(decodeLockFile(await openFile(repository, file, signal)));
}

/** As it is stored, only opened. */
export async function readIndex(repository: Repository, asked: string, signal: AbortSignal): Promise<Uint8Array> {
  return openFile(repository, await findFile(repository.storage, "index", "index", asked, signal), signal);
}

/** As it is stored, sealed. A pack that is damaged is shown all the same: something in it may be saved. */
export async function readPack(repository: Repository, asked: string, signal: AbortSignal): Promise<CatResult> {
  const file = await findFile(repository.storage, "data", "pack", asked, signal);
  const bytes = await readNamedFile(repository.storage, file, signal);
  if (sha256Hex(bytes) === file.name) return { bytes };
  return { bytes, problem: new DamagedFile(file, "its content does not match its name") };
}

/** The plain bytes of a blob; a data blob comes before a tree with the same id. The index must be loaded. */
export async function readBlob(repository: Repository, asked: string, signal: AbortSignal): Promise<Uint8Array> {
  const { table } = repository;
  const found = new Map<BlobId, BlobType>();
  for (let entry = 0; entry < table.size; entry++) {
    const id = table.idOf(entry);
    if (id.startsWith(asked) && found.get(id) !== "data") found.set(id, table.typeOf(entry));
  }
  const [first] = found;
  if (first === undefined || asked === "") throw new ObjectNotFound("blob", asked);
  if (found.size > 1) throw new AmbiguousId(asked, found.size);
  const [id, type] = first;
  return repository.reader.read(type, id, signal);
}

async function openFile(repository: Repository, file: FileRef, signal: AbortSignal): Promise<Buffer> {
  const bytes = await readNamedFile(repository.storage, file, signal);
  return openSealedFile(file, bytes, repository.sealer, repository.version);
}

async function findFile(
  storage: Storage,
  kind: FileKind,
  title: string,
  asked: string,
  signal: AbortSignal,
): Promise<FileRef> {
  const names: string[] = [];
  for await (const { name } of storage.list(kind, signal)) if (name.startsWith(asked)) names.push(name);
  const [name] = names;
  if (name === undefined || asked === "") throw new ObjectNotFound(title, asked);
  if (names.length > 1) throw new AmbiguousId(asked, names.length);
  return { kind, name };
}
