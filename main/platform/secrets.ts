import { FileSecrets } from "./file-secrets.ts";
import { type KeychainOptions, KeychainSecrets } from "./keychain-secrets.ts";
import type { SecretStore } from "./secret-store.ts";

export interface OpenedSecrets extends SecretStore {
  /** Why the system's keychain is not used, if it is not. Secrets kept in it earlier cannot be read then. */
  readonly keychainProblem?: Error;
}

export interface SecretsOptions extends KeychainOptions {
  /** Path of the folder to keep them in where there is no keychain. */
  readonly folder: string;
}

/**
 * The system's keychain where it works, tried with a secret of no meaning, and otherwise files that only this user can
 * read. A secret that went to a file while there was no keychain is found there later, too.
 */
export async function openSecrets(options: SecretsOptions): Promise<OpenedSecrets> {
  const files = new FileSecrets(options.folder);
  try {
    return new LayeredSecrets(await KeychainSecrets.open(options), files);
  } catch (error) {
    const keychainProblem = error instanceof Error ? error : new Error(String(error));
    return {
      where: files.where,
      keychainProblem,
      get: (name) => files.get(name),
      set: (name, secret) => files.set(name, secret),
      remove: (name) => files.remove(name),
    };
  }
}

/** Writes to the first, and finds in the second what is not in the first. */
class LayeredSecrets implements OpenedSecrets {
  readonly where: string;
  readonly #first: SecretStore;
  readonly #second: SecretStore;

  constructor(first: SecretStore, second: SecretStore) {
    this.where = first.where;
    this.#first = first;
    this.#second = second;
  }

  async get(name: string): Promise<string | undefined> {
    return (await this.#first.get(name)) ?? (await this.#second.get(name));
  }

  async set(name: string, secret: string): Promise<void> {
    await this.#first.set(name, secret);
    await this.#second.remove(name); // an older one
  }

  async remove(name: string): Promise<void> {
    await this.#first.remove(name);
    await this.#second.remove(name);
  }
}
