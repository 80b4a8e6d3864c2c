import { AppError } from "../../../shared/errors/index.ts";
import { type LockFile, type LockId, shortId } from "../format/index.ts";

/** Somebody else works on the repository in a way that does not go together with what was asked. */
export class RepositoryLocked extends AppError {
  readonly code = "repository/locked";
  readonly hint =
    "Wait until it has finished. If it no longer runs, for instance after a crash of that computer, remove its lock with “holdfast unlock”.";
  override readonly retry = "later";

  constructor(location: string, id: LockId, lock: LockFile) {
    const { hostname, username, pid, exclusive, time } = lock;
    const who = `${username || "somebody"} on ${hostname || "an unnamed computer"} (process ${pid})`;
    super(`The repository is ${exclusive ? "locked" : "in use"} by ${who}, last confirmed ${time}.`, {
      location,
      lock: shortId(id),
      hostname,
      username,
      pid,
      exclusive,
      time,
    });
  }
}

/** A lock that cannot be read may be anybody's, so nobody may go on. */
export class UnreadableLock extends AppError {
  readonly code = "repository/unreadable-lock";
  readonly hint =
    "If no other program uses the repository now, “holdfast unlock --remove-all” removes all locks, this one too.";

  constructor(location: string, id: LockId, cause?: unknown) {
    super(`The repository has a lock that cannot be read: locks/${id}.`, { location, lock: id }, cause);
  }
}

const LOSSES = {
  removed: "somebody removed it",
  taken: "this computer was asleep or offline for too long, and somebody else uses the repository now",
  "not-refreshed": "it could not be renewed for too long",
} as const;

/** The own lock could not be kept up, or somebody took it away: others may have changed what was relied on. */
export class LockLost extends AppError {
  readonly code = "repository/lock-lost";
  readonly hint = "Run it again: what was stored so far is found and used.";
  override readonly retry = "now";

  constructor(location: string, why: keyof typeof LOSSES, cause?: unknown) {
    super(`The lock on the repository at “${location}” is lost: ${LOSSES[why]}.`, { location, why }, cause);
  }
}
