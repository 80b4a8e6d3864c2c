import { AccessValues, type Target } from "../../../shared/model/index.ts";
import { type Access, partAccess, typeOfLocation } from "../../../shared/targets/index.ts";
import type { SecretStore } from "../../platform/index.ts";
import { merged, type Place } from "./place.ts";

/**
 * What it takes to reach each target: what may be seen of it is in the settings, the secrets are kept where the passphrases are, under
 * the repository's id. Unlike a passphrase, a password of a server is the server's to give again: it goes with its target.
 */
export class Connections {
  readonly #secrets: SecretStore;
  /** Asked of the keychain once: a locked one may ask its user, and targets are looked at all the time. */
  readonly #known = new Map<string, Promise<Access>>();

  constructor(secrets: SecretStore) {
    this.#secrets = secrets;
  }

  /** All values of a target's connection, secrets included. @throws what the keychain throws */
  async accessOf({ location, repositoryId, access }: Target): Promise<Access> {
    return typeOfLocation(location) === "local" ? {} : merged(access, await this.#secretsOf(repositoryId));
  }

  /** The target's place, to be opened. */
  async placeOf(target: Target): Promise<Place> {
    return { location: target.location, access: await this.accessOf(target) };
  }

  /** Keeps what is secret of a place's values in place of what was kept. @returns what may be written down */
  async keep(repositoryId: string, { location, access }: Place): Promise<Access> {
    const type = typeOfLocation(location);
    const { open, secret } = type === undefined ? { open: {}, secret: {} } : partAccess(type, access);
    if (Object.keys(secret).length === 0) await this.forget(repositoryId);
    else await this.#store(repositoryId, secret);
    return open;
  }

  async forget(repositoryId: string): Promise<void> {
    const kept = await this.#secretsOf(repositoryId);
    if (Object.keys(kept).length > 0) await this.#secrets.remove(nameOf(repositoryId));
    this.#known.delete(repositoryId);
  }

  async #store(repositoryId: string, secret: Access): Promise<void> {
    const text = JSON.stringify(secret);
    // Asking is cheap; writing may make a keychain ask its user.
    if ((await this.#secrets.get(nameOf(repositoryId))) !== text) await this.#secrets.set(nameOf(repositoryId), text);
    this.#known.set(repositoryId, Promise.resolve(secret));
  }

  #secretsOf(repositoryId: string): Promise<Access> {
    const known = this.#known.get(repositoryId);
    if (known !== undefined) return known;
    const asked = this.#secrets.get(nameOf(repositoryId)).then(readSecrets);
    this.#known.set(repositoryId, asked);
    asked.catch(() => this.#known.delete(repositoryId));
    return asked;
  }
}

function nameOf(repositoryId: string): string {
  return `access ${repositoryId}`;
}

/** What cannot be read counts as not kept: the server then refuses, and its user gives it anew. */
function readSecrets(text: string | undefined): Access {
  if (text === undefined) return {};
  try {
    const parsed = AccessValues.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}
