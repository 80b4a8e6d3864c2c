import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { writePrivateFile } from "./private-file.ts";
import { SecretsExposed, SecretsUnreadable } from "./secret-errors.ts";
import type { SecretStore } from "./secret-store.ts";

const WINDOWS = process.platform === "win32";

/**
 * Secrets in files that only their owner can read, for machines without a keychain. Not encrypted.
 *
 * Each has a file of its own: two programs that keep one at the same moment (an agent and a command, or two first backups)
 * would lose the other's in a file that both read and write anew.
 */
export class FileSecrets implements SecretStore {
  readonly where: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.where = `the folder ${folder}`;
  }

  get(name: string): Promise<string | undefined> {
    return this.#read(name);
  }

  /** @throws {SecretsExposed} @throws {SecretsUnreadable} what is there of this name is never written over unread */
  async set(name: string, secret: string): Promise<void> {
    if ((await this.#read(name)) === secret) return;
    await writePrivateFile(this.#fileOf(name), `${JSON.stringify({ name, secret }, undefined, 2)}\n`);
  }

  async remove(name: string): Promise<void> {
    try {
      await unlink(this.#fileOf(name));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  /** Named by a digest: a name may have characters that a file's name may not. */
  #fileOf(name: string): string {
    return join(this.#folder, `${createHash("sha256").update(name).digest("hex").slice(0, 32)}.json`);
  }

  /** @throws {SecretsExposed} others may read the file @throws {SecretsUnreadable} it is not ours, or damaged */
  async #read(name: string): Promise<string | undefined> {
    const path = this.#fileOf(name);
    try {
      const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
      try {
        const { mode } = await handle.stat();
        // Windows has no such bits; the folder in the user's profile is closed to others there.
        if (!WINDOWS && (mode & 0o077) !== 0) throw new SecretsExposed(path, mode & 0o777);
        return parse(await handle.readFile("utf8"), name);
      } finally {
        await handle.close();
      }
    } catch (error) {
      if (error instanceof SecretsExposed) throw error;
      if (isMissing(error)) return undefined;
      throw new SecretsUnreadable(path, error);
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function parse(text: string, expected: string): string {
  const { name, secret }: { name?: unknown; secret?: unknown } = JSON.parse(text) ?? {};
  if (name !== expected || typeof secret !== "string") throw new Error(`not the secret of ${JSON.stringify(expected)}`);
  return secret;
}
