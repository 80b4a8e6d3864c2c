import { AppError } from "../../../../shared/errors/index.ts";
import { type Access, TARGET_TYPES } from "../../../../shared/targets/index.ts";
import { type Clock, systemClock } from "../clock.ts";
import { UnknownTarget } from "../errors.ts";
import type { Storage } from "../storage.ts";
import type { LocationFinding, ParsedLocation, RegisteredTarget } from "../target.ts";
import { brief } from "../wrappers/brief.ts";
import { limited } from "../wrappers/limited.ts";
import type { RetryNotice } from "../wrappers/patience.ts";
import { retrying } from "../wrappers/retrying.ts";
import { azure } from "./azure.ts";
import { local } from "./local.ts";
import { rclone } from "./rclone.ts";
import { rest } from "./rest.ts";
import { s3 } from "./s3.ts";
import { sftp } from "./sftp.ts";
import { webdav } from "./webdav.ts";

/** All kinds of places, in the order in which they are asked whether a location is theirs. A new one is one line here. */
const targets: readonly RegisteredTarget[] = [local, sftp, s3, azure, rest, rclone, webdav];

const NO_ACCESS: Access = {};
/** A router that restarts is back within this. */
const PATIENCE_MS = 5 * 60_000;
/** Somebody who looks at a list of targets waits this long at most. */
const LOOK_MS = 10_000;

/** What a caller may say of a connection. */
export interface ConnectOptions {
  /** Values of the fields that the type of the place has, see `shared/targets`. They go before what the location itself says. */
  readonly access?: Access;
  readonly signal?: AbortSignal;
  /**
   * For places on other machines. `run` (the default): what was interrupted is tried again for minutes, since hours of work stand
   * behind it. `look`: somebody waits for the answer, so one try, and not for long.
   */
  readonly patience?: "run" | "look";
  /** Told before each wait for another try. */
  readonly onRetry?: (notice: RetryNotice) => void;
  readonly clock?: Clock;
}

/**
 * The storage at a location as users write it: a path, `local:path`, `file:///path`, or one of the other types' locations.
 *
 * @throws {UnknownTarget} the location has a scheme nobody here knows
 * @throws {LocationInvalid} {AccessInvalid}
 */
export function openStorage(location: string, options: ConnectOptions = {}): Storage {
  const storage = firstAnswer(location, (target) => target.open(location, options.access ?? NO_ACCESS));
  return storage.capabilities.isRemote ? overNetwork(storage, options) : storage;
}

/** What every place on another machine needs. */
function overNetwork(
  storage: Storage,
  { patience = "run", onRetry, clock = systemClock }: Omit<ConnectOptions, "access">,
): Storage {
  const timely = patience === "look" ? brief(storage, LOOK_MS, clock) : storage;
  return retrying(limited(timely, storage.capabilities.connections, clock), {
    ...{ patienceMs: patience === "look" ? 0 : PATIENCE_MS, clock, random: Math.random },
    ...(onRetry === undefined ? {} : { onRetry }),
  });
}

/**
 * Takes secrets out of a location: the password in `rest:https://user:password@host/`. What is left may be shown and kept.
 *
 * @throws {UnknownTarget} {LocationInvalid}
 */
export function partLocation(location: string): Pick<ParsedLocation<never>, "location" | "access"> {
  const { location: clean, access } = firstAnswer(location, (target) => target.part(location));
  return { location: clean, access };
}

/**
 * What is at a location, without a password. Nothing is made; whether one may write there is tried, and what is tried is
 * removed again. Of a place that is not there, the nearest folder above it is tried.
 *
 * @throws {UnknownTarget} {LocationInvalid} {AccessInvalid} {StorageUnreachable} {StorageFailed}, and for places on other machines what stands in the way
 */
export async function examineLocation(
  location: string,
  { access = NO_ACCESS, signal }: ConnectOptions = {},
): Promise<LocationFinding> {
  return firstAnswer(location, (target) => target.examine(location, access, signal));
}

/**
 * Whether a repository can be reached at a location now: a cheap look for its config. False for whatever stands in the
 * way, a drive that is away above all.
 *
 * @throws {UnknownTarget}, and the signal's reason
 */
export async function isRepositoryAt(location: string, options: ConnectOptions = {}): Promise<boolean> {
  const storage = openStorage(location, { patience: "look", ...options });
  try {
    await storage.stat({ kind: "config", name: "" }, options.signal);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  } finally {
    await storage.close();
  }
}

/**
 * The names of the snapshots in a storage: what is there, not what is in it. Needs no password, and is cheap for every target.
 *
 * @throws {StorageUnreachable} {StorageFailed}, and the signal's reason
 */
export async function snapshotNames(storage: Storage, signal?: AbortSignal): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const { name } of storage.list("snapshots", signal)) names.add(name);
  return names;
}

function firstAnswer<Answer>(location: string, ask: (target: RegisteredTarget) => Answer | undefined): Answer {
  for (const target of targets) {
    const answer = ask(target);
    if (answer !== undefined) return answer;
  }
  throw new UnknownTarget(
    location.slice(0, Math.max(0, location.indexOf(":"))),
    TARGET_TYPES.map(({ example }) => example),
  );
}
