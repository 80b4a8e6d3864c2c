import { randomBytes } from "node:crypto";
import type { AsyncEntry } from "@napi-rs/keyring";
import type { SecretStore } from "./secret-store.ts";

/** The part of the keychain package that is used here. */
export interface KeychainPackage {
  readonly AsyncEntry: typeof AsyncEntry;
}

export interface KeychainOptions {
  /** Under which name the entries are listed in the system's own keychain program. */
  readonly service?: string;
  /** Loads the package, which is native and may not be there. */
  readonly load?: () => Promise<KeychainPackage>;
  /** How long the keychain may take to answer when it is tried. A locked one may ask the user first. */
  readonly patienceMs?: number;
}

const NAMES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "the macOS keychain",
  win32: "the Windows Credential Manager",
};

/**
 * On Linux only the Secret Service will do (GNOME Keyring, KWallet). Left to itself the package falls back to the
 * kernel's keyring, which forgets everything at the next start of the machine.
 */
const ENTRY_OPTIONS = { linux: { store: "secret-service" } } as const;

/** Secrets in the keychain of the operating system. */
export class KeychainSecrets implements SecretStore {
  readonly where = NAMES[process.platform] ?? "the desktop's keyring";
  readonly #entry: (name: string) => AsyncEntry;

  private constructor({ AsyncEntry }: KeychainPackage, service: string) {
    this.#entry = (name) => new AsyncEntry(service, name, ENTRY_OPTIONS);
  }

  /** Opens the keychain and tries it out; rejects, saying why, where there is none or it does not keep what it is given. */
  static async open(options: KeychainOptions = {}): Promise<KeychainSecrets> {
    const { service = "Holdfast", load = () => import("@napi-rs/keyring"), patienceMs = 15_000 } = options;
    const keychain = new KeychainSecrets(await load(), service);
    await inTime(keychain.#tryOut(), patienceMs);
    return keychain;
  }

  async get(name: string): Promise<string | undefined> {
    return (await this.#entry(name).getPassword()) ?? undefined;
  }

  async set(name: string, secret: string): Promise<void> {
    await this.#entry(name).setPassword(secret);
  }

  async remove(name: string): Promise<void> {
    await this.#entry(name).deletePassword();
  }

  async #tryOut(): Promise<void> {
    const name = `test ${randomBytes(8).toString("hex")}`;
    await this.set(name, name);
    const kept = await this.get(name);
    await this.remove(name);
    if (kept !== name) throw new Error("the keychain did not give back what it was given");
  }
}

async function inTime(work: Promise<void>, patienceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the keychain did not answer")), patienceMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
