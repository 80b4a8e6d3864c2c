import type { KeyId } from "../../format/index.ts";
import * as stored from "../../repository/index.ts";
import { withLock } from "../locked.ts";
import type { OpenRepository } from "../open-repository.ts";
import { readLocked } from "../reading.ts";
import { lockOptions, type ReadOptions, type TaskOptions } from "../task-options.ts";

export interface NewPasswordOptions extends TaskOptions {
  /** The names to keep with the key, if not this computer's and its user's. */
  readonly hostname?: string;
  readonly username?: string;
}

/** All keys; each belongs to a password. */
export function listKeys(open: OpenRepository, options: ReadOptions = {}): Promise<stored.KeyInfo[]> {
  const { storage, keyId } = open.repository;
  return readLocked(open, options, (signal) => stored.listKeys(storage, keyId, signal));
}

/** Adds a password. @throws {KeyNotVerified} */
export function addPassword(
  open: OpenRepository,
  password: stored.Password,
  options: NewPasswordOptions = {},
): Promise<KeyId> {
  const { storage, key } = open.repository;
  return withLock(open, lockOptions(false, options), () =>
    stored.addKey(storage, key, password, { identity: named(options) }),
  );
}

/**
 * Changes the password that the repository was opened with.
 *
 * @param keep told once the new password opens and while the old one still does: the time to note it where the old one
 * is kept, so that at no moment what is kept opens nothing
 */
export function changePassword(
  open: OpenRepository,
  password: stored.Password,
  options: NewPasswordOptions = {},
  keep: () => Promise<void> = async () => {},
): Promise<KeyId> {
  const { storage, key, keyId } = open.repository;
  const change = () => stored.changePassword(storage, { key, keyId }, password, { identity: named(options) }, keep);
  return withLock(open, lockOptions(true, options), change);
}

/**
 * Removes a password. What is stored stays as it is: who copied the master key can still read it.
 *
 * @param asked the key's id, or the start of it
 * @throws {KeyNotFound} {AmbiguousId} {KeyNeeded}
 */
export function removeKey(open: OpenRepository, asked: string, options: TaskOptions = {}): Promise<KeyId> {
  const { storage, keyId } = open.repository;
  return withLock(open, lockOptions(true, options), async ({ signal }) => {
    const { id } = chosen(await stored.listKeys(storage, keyId, signal), asked);
    await stored.removeKey(storage, id, keyId);
    return id;
  });
}

function named({ hostname, username, identity = stored.ownIdentity() }: NewPasswordOptions) {
  return { hostname: hostname ?? identity.hostname, username: username ?? identity.username };
}

function chosen(keys: readonly stored.KeyInfo[], asked: string): stored.KeyInfo {
  const [found, ...others] = keys.filter(({ id }) => id.startsWith(asked));
  if (found === undefined) throw new stored.KeyNotFound(asked);
  if (others.length > 0) throw new stored.AmbiguousId(asked, others.length + 1);
  return found;
}
