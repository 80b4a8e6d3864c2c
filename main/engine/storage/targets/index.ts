import { UnknownTarget } from "../errors.ts";
import type { Storage } from "../storage.ts";
import type { RegisteredTarget } from "../target.ts";
import { local } from "./local.ts";

/** All kinds of places, in the order in which they are asked whether a location is theirs. A new one is one line here. */
const targets: readonly RegisteredTarget[] = [local];

/**
 * The storage at a location as users write it: a path, `local:path`, `file:///path`.
 *
 * @throws {UnknownTarget} the location has a scheme nobody here knows
 */
export function openStorage(location: string): Storage {
  for (const target of targets) {
    const storage = target.open(location);
    if (storage !== undefined) return storage;
  }
  throw new UnknownTarget(
    location.slice(0, Math.max(0, location.indexOf(":"))),
    targets.map((target) => target.example),
  );
}
