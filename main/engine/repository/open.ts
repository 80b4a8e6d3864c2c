import { randomBytes } from "node:crypto";
import { AppError, hasCode } from "../../../shared/errors/index.ts";
import { checkPolynomial, randomPolynomial } from "../chunker/index.ts";
import { generateMasterKey, Sealer } from "../crypto/index.ts";
import { decodeConfig, encodeConfig, idFromBytes, type RepositoryConfig } from "../format/index.ts";
import type { Storage } from "../storage/index.ts";
import { DamagedFile, RepositoryExists } from "./errors.ts";
import { addKey, type NewKeyOptions, openWithPassword, type Password, type PasswordSource } from "./keys.ts";
import { Repository } from "./repository.ts";

const CONFIG = { kind: "config", name: "" } as const;

export interface CreateOptions extends NewKeyOptions {
  /** 2 unless a program that knows only 1 has to read it. */
  readonly version?: 1 | 2;
  /** The polynomial of another repository, so that what is copied between the two is stored once. */
  readonly chunkerPolynomial?: bigint;
}

/** Puts something before the storage, once it is known whose repository is in it. */
export type WrapStorage = (storage: Storage, repositoryId: string) => Storage;

/**
 * Opens a repository.
 *
 * @param hint the id, or the start of it, of the key that the password most likely belongs to
 * @throws {NoRepository} {WrongPassword} {UnsupportedFormat} {DamagedFile}
 */
export async function openRepositoryAt(
  storage: Storage,
  password: PasswordSource,
  hint?: string,
  signal?: AbortSignal,
  wrap: WrapStorage = (bare) => bare,
): Promise<Repository> {
  const { key, keyId } = await openWithPassword(storage, password, hint, signal);
  const sealed = await storage.read(CONFIG, undefined, signal);
  const config = openConfig(sealed, new Sealer(key));
  return new Repository(wrap(storage, config.id), config, key, keyId);
}

/**
 * Makes a new repository: the folders, the key, and last the config, so that half a repository is none.
 *
 * @throws {RepositoryExists} there is a config, a key or a snapshot
 */
export async function createRepositoryAt(
  storage: Storage,
  password: Password,
  options: CreateOptions = {},
  signal?: AbortSignal,
  wrap: WrapStorage = (bare) => bare,
): Promise<Repository> {
  const { version = 2, chunkerPolynomial = randomPolynomial() } = options;
  checkPolynomial(chunkerPolynomial);
  await storage.create(signal);
  await mustBeEmpty(storage, signal);
  const key = generateMasterKey();
  const keyId = await addKey(storage, key, password, options);
  const config: RepositoryConfig = { version, id: idFromBytes(randomBytes(32)), chunkerPolynomial };
  await storage.write(CONFIG, new Sealer(key).seal(encodeConfig(config)), signal);
  return new Repository(wrap(storage, config.id), config, key, keyId);
}

function openConfig(sealed: Uint8Array, sealer: Sealer): RepositoryConfig {
  try {
    const config = decodeConfig(sealer.open(sealed));
    checkPolynomial(config.chunkerPolynomial);
    return config;
  } catch (error) {
    if (!(error instanceof AppError) || hasCode(error, "format/unsupported")) throw error;
    throw new DamagedFile(CONFIG, "it does not open with the repository's key", error);
  }
}

/** Refuses a place with anything of a repository in it, but for a key alone: that is all an interrupted `create` leaves. */
async function mustBeEmpty(storage: Storage, signal?: AbortSignal): Promise<void> {
  for (const kind of ["config", "snapshots", "index", "data"] as const) {
    for await (const _ of storage.list(kind, signal)) throw new RepositoryExists(storage.location);
  }
  // A key without a config opens nothing, and nothing is there that it could open.
  for await (const { name } of storage.list("keys", signal)) await storage.remove({ kind: "keys", name }, signal);
}
