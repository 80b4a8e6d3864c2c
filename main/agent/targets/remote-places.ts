import { AppError, errorToWire } from "../../../shared/errors/index.ts";
import type { PathText, Space } from "../../../shared/model/index.ts";
import { hasCode, openStorage, type Storage } from "../../engine/index.ts";
import { NoRepositoryThere } from "./errors.ts";
import type { Place } from "./place.ts";
import type { Look } from "./target-places.ts";

const CONFIG = { kind: "config", name: "" } as const;
/** The way there is broken, or nobody answers: a state that passes, as that of a drive that is not connected. */
const AWAY = ["storage/unreachable", "storage/interrupted"];

/**
 * Looks whether a repository can be used at a place on another machine. One that answers and refuses is there, with the
 * reason: waiting will not help, and a run would say the same.
 *
 * @throws the signal's reason
 */
export async function lookAtRemote(place: Place, signal: AbortSignal): Promise<Look> {
  try {
    return await withStorageAt(place, async (storage) => {
      await storage.stat(CONFIG, signal);
      const space = await spaceIn(storage, signal);
      return { presence: "present", ...(space === undefined ? {} : { space }) };
    });
  } catch (error) {
    return refusedLook(error, place.location);
  }
}

/** Room at a place on another machine, where its protocol tells. */
export function remoteSpace(place: Place, signal: AbortSignal): Promise<Space | undefined> {
  return withStorageAt(place, (storage) => spaceIn(storage, signal)).catch(unknownIfRefused);
}

async function withStorageAt<T>({ location, access }: Place, work: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = openStorage(location, { access, patience: "look" });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

/** That room cannot be told is no reason to think less of a place. */
async function spaceIn(storage: Storage, signal: AbortSignal): Promise<Space | undefined> {
  return storage.space?.(signal).catch(unknownIfRefused);
}

function unknownIfRefused(error: unknown): undefined {
  if (!(error instanceof AppError)) throw error;
}

function refusedLook(error: unknown, location: PathText): Look {
  if (!(error instanceof AppError)) throw error;
  if (AWAY.includes(error.code)) return { presence: "away" };
  const isMissing = hasCode(error, "storage/missing");
  const problem = errorToWire(isMissing ? new NoRepositoryThere(location) : error);
  return { presence: isMissing ? "away" : "present", problem };
}
