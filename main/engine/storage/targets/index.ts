import { AppError } from "../../../../shared/errors/index.ts";
import { UnknownTarget } from "../errors.ts";
import type { Storage } from "../storage.ts";
import type { LocationFinding, RegisteredTarget } from "../target.ts";
import { local } from "./local.ts";

/** All kinds of places, in the order in which they are asked whether a location is theirs. A new one is one line here. */
const targets: readonly RegisteredTarget[] = [local];

/**
 * The storage at a location as users write it: a path, `local:path`, `file:///path`.
 *
 * @throws {UnknownTarget} the location has a scheme nobody here knows
 */
export function openStorage(location: string): Storage {
  return firstAnswer(location, (target) => target.open(location));
}

/**
 * What is at a location, without a password. Nothing is made; whether one may write there is tried, and what is tried is
 * removed again. Of a place that is not there, the nearest folder above it is tried.
 *
 * @throws {UnknownTarget} {StorageUnreachable} {StorageFailed}
 */
export async function examineLocation(location: string, signal?: AbortSignal): Promise<LocationFinding> {
  return firstAnswer(location, (target) => target.examine(location, signal));
}

/**
 * Whether a repository can be reached at a location now: a cheap look for its config. False for whatever stands in the
 * way, a drive that is away above all.
 *
 * @throws {UnknownTarget}, and the signal's reason
 */
export async function isRepositoryAt(location: string, signal?: AbortSignal): Promise<boolean> {
  const storage = openStorage(location);
  try {
    await storage.stat({ kind: "config", name: "" }, signal);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  } finally {
    await storage.close();
  }
}

/**
 * The names of the snapshots at a location, or in a storage that is open: what is there, not what is in it. Needs no
 * password, and is cheap for every target.
 *
 * @throws {UnknownTarget} {StorageUnreachable} {StorageFailed}, and the signal's reason
 */
export async function snapshotNames(place: string | Storage, signal?: AbortSignal): Promise<ReadonlySet<string>> {
  if (typeof place === "string") {
    const storage = openStorage(place);
    try {
      return await snapshotNames(storage, signal);
    } finally {
      await storage.close();
    }
  }
  const names = new Set<string>();
  for await (const { name } of place.list("snapshots", signal)) names.add(name);
  return names;
}

function firstAnswer<Answer>(location: string, ask: (target: RegisteredTarget) => Answer | undefined): Answer {
  for (const target of targets) {
    const answer = ask(target);
    if (answer !== undefined) return answer;
  }
  throw new UnknownTarget(
    location.slice(0, Math.max(0, location.indexOf(":"))),
    targets.map((target) => target.example),
  );
}
