import { randomBytes } from "node:crypto";
import { AppError } from "../../../shared/errors/index.ts";
import {
  deriveUserKey,
  type MasterKey,
  SCRYPT_FOR_NEW_KEYS,
  type ScryptParameters,
  Sealer,
  sha256Hex,
  WrongSeal,
} from "../crypto/index.ts";
import {
  DamagedObject,
  decodeKeyFile,
  decodeMasterKey,
  encodeKeyFile,
  encodeMasterKey,
  formatTime,
  type KeyFile,
  type KeyId,
  type TimeText,
} from "../format/index.ts";
import { type Clock, type FileRef, type Storage, StoredFileMissing, systemClock } from "../storage/index.ts";
import { DamagedFile } from "./errors.ts";
import { type Identity, ownIdentity } from "./identity.ts";
import { KeyNeeded, KeyNotVerified, NoKeys, NoRepository, WrongPassword } from "./key-errors.ts";
import { readNamedFile } from "./sealed-files.ts";

/** A master key, and the key file whose password gave it. */
export interface OpenedKey {
  readonly key: MasterKey;
  readonly keyId: KeyId;
}

/** What is told of a key: all of it is readable without a password. */
export interface KeyInfo {
  readonly id: KeyId;
  readonly username: string;
  readonly hostname: string;
  readonly created: TimeText;
  /** Whether it is the one the repository was opened with. */
  readonly current: boolean;
}

/** What goes into a new key file besides the key; everything has its usual value when left out. */
export interface NewKeyOptions {
  readonly identity?: Pick<Identity, "hostname" | "username">;
  readonly clock?: Pick<Clock, "now">;
  readonly scrypt?: ScryptParameters;
}

/** A password: text as typed, or bytes as a file holds them. */
export type Password = string | Uint8Array;

/** A password, or who to ask for it once it is known that there is a repository to open. */
export type PasswordSource = Password | (() => Promise<Password>);

const MAX_KEYS_TRIED = 20;

/**
 * Finds the key that a password opens: the one whose id begins with the hint first, then the others in listing order, at
 * most twenty. Only a password that does not fit moves on to the next; a key file damaged in any other way ends the search
 * and is named.
 *
 * @throws {NoRepository} no config @throws {NoKeys} @throws {WrongPassword}
 * @throws {DamagedFile} a key file @throws {UnsupportedFormat} a key derivation this program does not know
 */
export async function openWithPassword(
  storage: Storage,
  source: PasswordSource,
  hint?: string,
  signal?: AbortSignal,
): Promise<OpenedKey> {
  await mustBeRepository(storage, signal);
  const ids = await keyIds(storage, signal);
  if (ids.length === 0) throw new NoKeys(storage.location);
  const hinted = hint ? ids.filter((id) => id.startsWith(hint)) : [];
  const order = [...hinted, ...ids.filter((id) => !hinted.includes(id))];
  const password = typeof source === "function" ? await source() : source;
  for (const keyId of order.slice(0, MAX_KEYS_TRIED)) {
    const key = await tryKey(storage, keyId, password, signal);
    if (key !== undefined) return { key, keyId };
  }
  const tried = Math.min(order.length, MAX_KEYS_TRIED);
  throw new WrongPassword(storage.location, tried, order.length - tried);
}

/**
 * Adds a password for the same master key, and proves that it opens.
 *
 * @throws {KeyNotVerified} what was written does not open; it is removed again
 */
export async function addKey(
  storage: Storage,
  key: MasterKey,
  password: Password,
  options: NewKeyOptions = {},
): Promise<KeyId> {
  const bytes = encodeKeyFile(await makeKeyFile(key, password, options));
  // The name of a key file is the SHA-256 of its bytes.
  const id = sha256Hex(bytes) as KeyId;
  await storage.write(fileOf(id), bytes);
  try {
    const opened = await tryKey(storage, id, password);
    if (opened === undefined || !encodeMasterKey(opened).equals(encodeMasterKey(key))) throw new KeyNotVerified();
  } catch (error) {
    await storage.remove(fileOf(id)).catch(() => undefined);
    throw error instanceof DamagedFile ? new KeyNotVerified(error) : error;
  }
  return id;
}

/**
 * Adds the new password, proves that it opens, then removes the key file of the old one.
 *
 * @param keep called while both open
 */
export async function changePassword(
  storage: Storage,
  opened: OpenedKey,
  password: Password,
  options: NewKeyOptions = {},
  keep: () => Promise<void> = async () => {},
): Promise<KeyId> {
  const id = await addKey(storage, opened.key, password, options);
  await keep();
  await storage.remove(fileOf(opened.keyId));
  return id;
}

/**
 * Removes a password. What is stored stays as it is: who copied the master key can still read it.
 *
 * @param current the key the repository was opened with, which stays
 * @throws {KeyNeeded} the key in use, or the last @throws {StoredFileMissing} no such key
 */
export async function removeKey(storage: Storage, id: KeyId, current: KeyId): Promise<void> {
  if (id === current) throw new KeyNeeded(id, "in-use");
  const ids = await keyIds(storage);
  if (!ids.includes(id)) throw new StoredFileMissing(storage.location, fileOf(id), true);
  if (ids.length === 1) throw new KeyNeeded(id, "last");
  await storage.remove(fileOf(id));
}

/** All keys, the oldest file name first; one that cannot be read is an error that names it. */
export async function listKeys(storage: Storage, current?: KeyId, signal?: AbortSignal): Promise<KeyInfo[]> {
  const keys: KeyInfo[] = [];
  for (const id of await keyIds(storage, signal)) {
    const file = await readKeyFile(storage, id, signal);
    if (file === undefined) continue;
    const { username, hostname, created } = file;
    keys.push({ id, username, hostname, created, current: id === current });
  }
  return keys;
}

async function mustBeRepository(storage: Storage, signal?: AbortSignal): Promise<void> {
  try {
    await storage.stat({ kind: "config", name: "" }, signal);
  } catch (error) {
    if (!(error instanceof StoredFileMissing)) throw error;
    throw new NoRepository(storage.location, error.facts["placeExists"] !== false, error);
  }
}

async function keyIds(storage: Storage, signal?: AbortSignal): Promise<KeyId[]> {
  const ids: KeyId[] = [];
  // The storage lists only names that are ids.
  for await (const { name } of storage.list("keys", signal)) ids.push(name as KeyId);
  return ids.sort();
}

/** The master key, or undefined when the password is another key's or the key was removed since it was listed. */
async function tryKey(
  storage: Storage,
  id: KeyId,
  password: Password,
  signal?: AbortSignal,
): Promise<MasterKey | undefined> {
  const file = await readKeyFile(storage, id, signal);
  if (file === undefined) return undefined;
  signal?.throwIfAborted();
  try {
    return decodeMasterKey(new Sealer(await deriveUserKey(bytesOf(password), file)).open(file.data));
  } catch (error) {
    if (error instanceof WrongSeal) return undefined;
    throw error instanceof AppError ? new DamagedFile(fileOf(id), "it holds no usable key", error) : error;
  }
}

async function readKeyFile(storage: Storage, id: KeyId, signal?: AbortSignal): Promise<KeyFile | undefined> {
  try {
    const bytes = await readNamedFile(storage, fileOf(id), signal);
    if (sha256Hex(bytes) !== id) throw new DamagedFile(fileOf(id), "its content does not match its name");
    return decodeKeyFile(bytes);
  } catch (error) {
    if (error instanceof StoredFileMissing) return undefined;
    if (error instanceof DamagedObject) throw new DamagedFile(fileOf(id), String(error.facts["problem"]), error);
    throw error;
  }
}

async function makeKeyFile(key: MasterKey, password: Password, options: NewKeyOptions): Promise<KeyFile> {
  const { hostname, username } = options.identity ?? ownIdentity();
  const { N, r, p } = options.scrypt ?? SCRYPT_FOR_NEW_KEYS;
  const salt = randomBytes(64);
  const userKey = await deriveUserKey(bytesOf(password), { N, r, p, salt });
  const data = new Sealer(userKey).seal(encodeMasterKey(key));
  const created = formatTime(BigInt((options.clock ?? systemClock).now()) * 1_000_000n);
  return { created, username, hostname, kdf: "scrypt", N, r, p, salt, data };
}

function bytesOf(password: Password): Uint8Array {
  return typeof password === "string" ? Buffer.from(password, "utf8") : password;
}

function fileOf(id: KeyId): FileRef {
  return { kind: "keys", name: id };
}
