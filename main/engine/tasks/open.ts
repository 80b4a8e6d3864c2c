import {
  type CreateOptions,
  createRepositoryAt,
  openRepositoryAt,
  type Password,
  type PasswordSource,
  type WrapStorage,
} from "../repository/index.ts";
import {
  type ConnectOptions,
  cached,
  openStorage,
  type Storage,
  systemClock,
  Throttle,
  throttled,
} from "../storage/index.ts";
import { type EngineOptions, OpenRepository } from "./open-repository.ts";

/** A target by its location (see `openStorage`), or a storage of the caller's own. */
export type Target = string | Storage;

/** How a place on another machine is reached. */
interface ReachOptions extends Pick<ConnectOptions, "access" | "patience" | "onRetry"> {
  /** Where indexes, snapshots and folders of repositories on other machines are kept; nowhere if absent. May be deleted at any time. */
  readonly cacheFolder?: string;
  /** Bytes a second, each way; any number of what is absent. */
  readonly limits?: { readonly up?: number; readonly down?: number };
}

/** What is kept of one repository at most: the folders of some millions of files. */
const CACHE_BYTES = 4 * 2 ** 30;

export interface OpenOptions extends EngineOptions, ReachOptions {
  readonly password: PasswordSource;
  /** The id, or the start of it, of the key that the password most likely belongs to. */
  readonly keyHint?: string;
  readonly signal?: AbortSignal;
}

export interface NewRepositoryOptions extends EngineOptions, ReachOptions, CreateOptions {
  readonly password: Password;
  readonly signal?: AbortSignal;
}

/**
 * Opens the repository at a target. Close it when done.
 *
 * @throws {NoRepository} {WrongPassword} {DamagedFile} {UnsupportedFormat}, and what a storage throws
 */
export async function openRepository(target: Target, options: OpenOptions): Promise<OpenRepository> {
  const storage = storageAt(target, options);
  try {
    const { password, keyHint, signal, ...engine } = options;
    return new OpenRepository(await openRepositoryAt(storage, password, keyHint, signal, cacheIn(options)), engine);
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/** Makes a new repository at a target and opens it. @throws {RepositoryExists}, and what a storage throws */
export async function createRepository(target: Target, options: NewRepositoryOptions): Promise<OpenRepository> {
  const storage = storageAt(target, options);
  try {
    const { password, signal, ...rest } = options;
    return new OpenRepository(await createRepositoryAt(storage, password, rest, signal, cacheIn(options)), rest);
  } catch (error) {
    await storage.close();
    throw error;
  }
}

function storageAt(target: Target, { access, patience, onRetry, limits }: ReachOptions): Storage {
  if (typeof target !== "string") return target;
  const storage = openStorage(target, {
    ...(access === undefined ? {} : { access }),
    ...(patience === undefined ? {} : { patience }),
    ...(onRetry === undefined ? {} : { onRetry }),
  });
  if (limits === undefined) return storage;
  const throttle = (rate?: number): Throttle => new Throttle({ rate: () => rate, clock: systemClock });
  return throttled(storage, { up: throttle(limits.up), down: throttle(limits.down) });
}

/** What is on this machine needs no copies on it. */
function cacheIn({ cacheFolder }: ReachOptions): WrapStorage {
  return (storage, repositoryId) =>
    cacheFolder !== undefined && storage.capabilities.isRemote
      ? cached(storage, { folder: cacheFolder, repositoryId, maxBytes: CACHE_BYTES })
      : storage;
}
