import { type Clock, inTime } from "../clock/index.ts";
import { isRemote, type Place } from "./place.ts";

const DISK_MS = 5000;
/** Long enough for a server far away that has to be asked three times. */
const REMOTE_MS = 20_000;

/**
 * Asks something of a place for as long as that makes sense, and then no longer: 5 seconds of a disk, 20 of another machine.
 *
 * @returns undefined if it did not answer
 */
export async function patiently<T>(
  { location }: Pick<Place, "location">,
  clock: Clock,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const stop = new AbortController();
  try {
    return await inTime(ask(stop.signal), isRemote(location) ? REMOTE_MS : DISK_MS, clock);
  } finally {
    stop.abort();
  }
}
