import { hasCode } from "../../../../shared/errors/index.ts";
import { listLocks } from "../../repository/index.ts";
import { isLeftover } from "../../storage/index.ts";
import type { OpenRepository } from "../open-repository.ts";

/** Whether a failure says that the storage has no room left. */
export function isFull(error: unknown): boolean {
  return hasCode(error, "storage/full");
}

/** Removes what interrupted writes have left. Just after the exclusive lock was taken: nobody else is writing then. */
export async function removeLeftovers(open: OpenRepository, signal: AbortSignal): Promise<number> {
  const paths = await leftovers(open, signal);
  // The own lock is written under a temporary name, too.
  const removed = paths.filter((path) => !path.startsWith("locks/"));
  for (const path of removed) await open.repository.storage.removeLeftover(path, signal);
  return removed.length;
}

/**
 * For a disk so full that not even a lock can be written. Whoever writes holds a lock: where leftovers are there and, looked
 * for after them, no lock at all, nobody is writing them. Only what takes room is removed: parts of packs and of indexes.
 *
 * @returns how many
 */
export async function removeLeftoversWithoutLock(open: OpenRepository, signal?: AbortSignal): Promise<number> {
  const { storage, sealer, version } = open.repository;
  const paths = (await leftovers(open, signal)).filter((path) => /^(data|index)\//.test(path));
  const { locks, unreadable } = await listLocks({
    storage,
    sealer,
    version,
    ...(signal === undefined ? {} : { signal }),
  });
  if (locks.length > 0 || unreadable.length > 0) return 0;
  for (const path of paths) await storage.removeLeftover(path, signal);
  return paths.length;
}

async function leftovers(open: OpenRepository, signal?: AbortSignal): Promise<string[]> {
  const paths: string[] = [];
  for await (const path of open.repository.storage.strays(signal)) if (isLeftover(path)) paths.push(path);
  return paths;
}
