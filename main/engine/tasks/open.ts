import {
  type CreateOptions,
  createRepositoryAt,
  openRepositoryAt,
  type Password,
  type PasswordSource,
} from "../repository/index.ts";
import { openStorage, type Storage } from "../storage/index.ts";
import { type EngineOptions, OpenRepository } from "./open-repository.ts";

/** A target by its location (see `openStorage`), or a storage of the caller's own. */
export type Target = string | Storage;

export interface OpenOptions extends EngineOptions {
  readonly password: PasswordSource;
  /** The id, or the start of it, of the key that the password most likely belongs to. */
  readonly keyHint?: string;
  readonly signal?: AbortSignal;
}

export interface NewRepositoryOptions extends EngineOptions, CreateOptions {
  readonly password: Password;
  readonly signal?: AbortSignal;
}

/**
 * Opens the repository at a target. Close it when done.
 *
 * @throws {NoRepository} {WrongPassword} {DamagedFile} {UnsupportedFormat}, and what a storage throws
 */
export async function openRepository(target: Target, options: OpenOptions): Promise<OpenRepository> {
  const storage = storageAt(target);
  try {
    const { password, keyHint, signal, ...engine } = options;
    return new OpenRepository(await openRepositoryAt(storage, password, keyHint, signal), engine);
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/** Makes a new repository at a target and opens it. @throws {RepositoryExists}, and what a storage throws */
export async function createRepository(target: Target, options: NewRepositoryOptions): Promise<OpenRepository> {
  const storage = storageAt(target);
  try {
    const { password, signal, ...rest } = options;
    return new OpenRepository(await createRepositoryAt(storage, password, rest, signal), rest);
  } catch (error) {
    await storage.close();
    throw error;
  }
}

function storageAt(target: Target): Storage {
  return typeof target === "string" ? openStorage(target) : target;
}
