/** Keeps small secrets, such as a repository's password, by name. */
export interface SecretStore {
  /** Where the secrets are, in words for people: “the GNOME keyring”, “the folder /…/secrets”. */
  readonly where: string;
  /** @returns undefined if there is none of this name */
  get(name: string): Promise<string | undefined>;
  set(name: string, secret: string): Promise<void>;
  /** One that is not there is success. */
  remove(name: string): Promise<void>;
}
