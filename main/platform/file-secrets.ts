import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { writePrivateFile } from "./private-file.ts";
import { SecretsExposed, SecretsUnreadable } from "./secret-errors.ts";
import type { SecretStore } from "./secret-store.ts";

const WINDOWS = process.platform === "win32";

/** Secrets by name, as they are in the file. */
type Secrets = Readonly<Record<string, string>>;

/** Secrets in a file that only its owner can read, for machines without a keychain. Not encrypted. */
export class FileSecrets implements SecretStore {
  readonly where: string;
  readonly #path: string;
  /** Changes one after the other: each reads the whole file and writes it anew. */
  #last: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
    this.where = `the file ${path}`;
  }

  async get(name: string): Promise<string | undefined> {
    await this.#last;
    const secrets = await this.#read();
    return Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  }

  set(name: string, secret: string): Promise<void> {
    return this.#change((secrets) => ({ ...secrets, [name]: secret }));
  }

  remove(name: string): Promise<void> {
    return this.#change(({ [name]: _gone, ...others }) => others);
  }

  #change(edit: (secrets: Secrets) => Secrets): Promise<void> {
    const change = this.#last.then(async () => {
      const before = await this.#read();
      const after = edit(before);
      if (JSON.stringify(after) !== JSON.stringify(before))
        await writePrivateFile(this.#path, `${JSON.stringify(after, undefined, 2)}\n`);
    });
    this.#last = change.catch(() => undefined);
    return change;
  }

  /** @throws {SecretsExposed} others may read the file @throws {SecretsUnreadable} it is not ours, or damaged */
  async #read(): Promise<Secrets> {
    try {
      const handle = await open(this.#path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
      try {
        const { mode } = await handle.stat();
        // Windows has no such bits; the folder in the user's profile is closed to others there.
        if (!WINDOWS && (mode & 0o077) !== 0) throw new SecretsExposed(this.#path, mode & 0o777);
        return parse(await handle.readFile("utf8"));
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (error instanceof SecretsExposed) throw error;
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
      throw new SecretsUnreadable(this.#path, error);
    }
  }
}

function parse(text: string): Secrets {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("not an object");
  for (const [name, secret] of Object.entries(value))
    if (typeof secret !== "string") throw new Error(`the entry ${JSON.stringify(name)} is not a text`);
  return value as Secrets; // an object with texts only, as was just seen
}
