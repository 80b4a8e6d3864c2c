import type { PathText } from "../../../shared/model/index.ts";
import type { SecretStore } from "../../platform/index.ts";
import { PassphraseTooShort } from "./errors.ts";

/** Shorter ones are refused; windows warn of those that are merely weak. */
const SHORTEST = 8;

/** Refuses what anybody could guess; people may know better about all else. @throws {PassphraseTooShort} */
export function mustBeLongEnough(passphrase: string): void {
  if ([...passphrase].length < SHORTEST) throw new PassphraseTooShort(SHORTEST);
}

/**
 * The passphrases kept on this machine. Each is kept under its repository's id, and for a while under a place: while a
 * repository is being made there, when its id is not known yet, and after its target was removed from the list, so that
 * adding it again needs no typing.
 */
export class Passphrases {
  readonly #secrets: SecretStore;

  constructor(secrets: SecretStore) {
    this.#secrets = secrets;
  }

  /** In words: “the GNOME keyring”. */
  get where(): string {
    return this.#secrets.where;
  }

  find(repositoryId: string): Promise<string | undefined> {
    return this.#secrets.get(ofRepository(repositoryId));
  }

  async keep(repositoryId: string, passphrase: string): Promise<void> {
    // Asking is cheap; writing may make a keychain ask its user.
    if ((await this.find(repositoryId)) !== passphrase) await this.#secrets.set(ofRepository(repositoryId), passphrase);
  }

  keepForPlace(location: PathText, passphrase: string): Promise<void> {
    return this.#secrets.set(ofPlace(location), passphrase);
  }

  async isKeptForPlace(location: PathText): Promise<boolean> {
    return (await this.#secrets.get(ofPlace(location))) !== undefined;
  }

  forgetPlace(location: PathText): Promise<void> {
    return this.#secrets.remove(ofPlace(location));
  }

  /** What may open a repository at a place, the likeliest first. Trying one takes a third of a second. */
  async candidates(location: PathText, repositoryIds: readonly string[]): Promise<readonly string[]> {
    const kept = [await this.#secrets.get(ofPlace(location))];
    for (const id of repositoryIds) kept.push(await this.find(id));
    return [...new Set(kept.filter((passphrase) => passphrase !== undefined))];
  }
}

/** As the command line names it, too. */
function ofRepository(id: string): string {
  return `repository ${id}`;
}

function ofPlace(location: PathText): string {
  return `repository at ${location}`;
}
