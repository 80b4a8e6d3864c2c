import { AppError } from "../../../shared/errors/index.ts";
import type { Sealer } from "../crypto/index.ts";
import {
  DamagedObject,
  decodeLockFile,
  encodeLockFile,
  type FormatVersion,
  formatTime,
  type LockFile,
  type LockId,
} from "../format/index.ts";
import { type Clock, type FileRef, type Storage, StoredFileMissing, sleep } from "../storage/index.ts";
import { DamagedFile } from "./errors.ts";
import type { Identity } from "./identity.ts";
import { UnreadableLock } from "./lock-errors.ts";
import { type FoundLock, LOCK_TIMES } from "./lock-rules.ts";
import { openSealedFile, readNamedFile, sealFile } from "./sealed-files.ts";

/** What it takes to read and write the locks of a repository. */
export interface LockAccess {
  readonly storage: Storage;
  readonly sealer: Sealer;
  readonly version: FormatVersion;
  readonly clock: Clock;
}

/** A listing of locks that one of them left while it was read is taken again: it may have come back under a new name. */
const LISTINGS = 10;

/** All locks but those in `except`, each read. @throws {UnreadableLock} after some tries */
export async function readLocks(
  access: LockAccess,
  except: ReadonlySet<LockId>,
  signal?: AbortSignal,
): Promise<FoundLock[]> {
  let found: FoundLock[] = [];
  for (let listing = 0; listing < LISTINGS; listing++) {
    const listed: FoundLock[] = [];
    let vanished = false;
    for (const file of await listLockFiles(access.storage, signal)) {
      if (except.has(file.id)) continue;
      const lock = await readPatiently(access, file.id, signal);
      if (lock === undefined) vanished = true;
      else listed.push({ ...file, lock });
    }
    found = listed;
    if (!vanished) break;
  }
  return found;
}

export async function listLockFiles(storage: Storage, signal?: AbortSignal): Promise<Omit<FoundLock, "lock">[]> {
  const files: Omit<FoundLock, "lock">[] = [];
  // The storage lists only names that are ids.
  for await (const { name, modified } of storage.list("locks", signal))
    files.push({ id: name as LockId, ...(modified && { modified }) });
  return files;
}

async function readPatiently(access: LockAccess, id: LockId, signal?: AbortSignal): Promise<LockFile | undefined> {
  for (const waitMs of [...LOCK_TIMES.unreadableMs, undefined]) {
    try {
      return await readLock(access, id, signal);
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      if (waitMs === undefined) throw new UnreadableLock(access.storage.location, id, error);
      await sleep(access.clock, waitMs, signal);
    }
  }
  return undefined;
}

/** One lock, or undefined if it was removed meanwhile. @throws {DamagedFile} */
export async function readLock(
  { storage, sealer, version }: Omit<LockAccess, "clock">,
  id: LockId,
  signal?: AbortSignal,
): Promise<LockFile | undefined> {
  const file = lockRef(id);
  try {
    return decodeLockFile(openSealedFile(file, await readNamedFile(storage, file, signal), sealer, version));
  } catch (error) {
    if (error instanceof StoredFileMissing) return undefined;
    if (error instanceof DamagedObject) throw new DamagedFile(file, String(error.facts["problem"]), error);
    throw error;
  }
}

/** A lock of ours, sealed and named but not yet written: the name must be known as ours before others can see it. */
export function prepareLock(
  { sealer, version, clock }: Omit<LockAccess, "storage">,
  identity: Identity,
  exclusive: boolean,
): { readonly id: LockId; readonly bytes: Buffer } {
  const { hostname, username, pid, uid, gid } = identity;
  const time = formatTime(BigInt(Math.floor(clock.now())) * 1_000_000n);
  const ids = uid === undefined || gid === undefined ? {} : { uid, gid };
  const { name, bytes } = sealFile(
    encodeLockFile({ time, exclusive, hostname, username, pid, ...ids }),
    sealer,
    version,
  );
  return { id: name as LockId, bytes }; // a sealed file's name is its id
}

/** Removes a lock that is not ours; false if the storage does not let us. */
export async function tryRemove(storage: Storage, id: LockId, signal?: AbortSignal): Promise<boolean> {
  try {
    await storage.remove(lockRef(id), signal);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "storage/not-allowed") return false;
    throw error;
  }
}

export function lockRef(id: LockId): FileRef {
  return { kind: "locks", name: id };
}
