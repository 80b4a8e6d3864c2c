import { RepositoryLock } from "../repository/index.ts";
import type { OpenRepository } from "./open-repository.ts";
import { lockOptions, type ReadOptions } from "./task-options.ts";

/** Runs a task that only reads, under a shared lock unless the options say otherwise. */
export async function readLocked<T>(
  open: OpenRepository,
  options: ReadOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lock = await sharedLock(open, options);
  try {
    return await work(signalOf(options, lock));
  } finally {
    await lock?.releaseQuietly();
  }
}

/** Like readLocked for a task that is a stream. The lock is held until the stream ends or its reader leaves it. */
export async function* streamLocked<T>(
  open: OpenRepository,
  options: ReadOptions,
  work: (signal: AbortSignal) => AsyncIterable<T>,
): AsyncGenerator<T, void, undefined> {
  const lock = await sharedLock(open, options);
  try {
    yield* work(signalOf(options, lock));
  } finally {
    await lock?.releaseQuietly();
  }
}

async function sharedLock(open: OpenRepository, options: ReadOptions): Promise<RepositoryLock | undefined> {
  if (options.noLock === true) return undefined;
  const { storage, sealer, version } = open.repository;
  return RepositoryLock.acquire({ storage, sealer, version, ...lockOptions(false, options) });
}

function signalOf(options: ReadOptions, lock: RepositoryLock | undefined): AbortSignal {
  const signals = [options.signal, lock?.lost].filter((signal) => signal !== undefined);
  return AbortSignal.any(signals);
}
