import { readFile } from "node:fs/promises";
import { z } from "zod";
import { writePrivateFile } from "../../../platform/index.ts";
import type { LoginItem } from "./login-item.ts";

export interface LoginParts {
  readonly item: LoginItem;
  /** Where it is kept what was last done. */
  readonly file: string;
  /** Changes the preference: the system has it otherwise. */
  readonly prefer: (startAtLogin: boolean) => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
}

const Kept = z.object({ startAtLogin: z.boolean() });

/**
 * Keeps the system and the preference alike. The last that was changed counts: a preference that is another one than was last
 * done is done, and what the user has turned off in the system since becomes the preference.
 */
export class LoginKeeper {
  readonly #parts: LoginParts;
  /** What was last done, once it was read. */
  #done: boolean | undefined;
  #asked: boolean | undefined;
  #hasCompared = false;
  #working: Promise<void> = Promise.resolve();

  constructor(parts: LoginParts) {
    this.#parts = parts;
  }

  /** To be told as often as one likes: what could not be done is tried again when it is chosen anew. Never rejects. */
  prefers(startAtLogin: boolean): Promise<void> {
    if (startAtLogin === this.#asked) return this.#working;
    this.#asked = startAtLogin;
    this.#working = this.#working.then(() => this.#settle(startAtLogin)).catch(this.#parts.onTrouble);
    return this.#working;
  }

  async #settle(wanted: boolean): Promise<void> {
    const { item, prefer } = this.#parts;
    this.#done ??= await this.#read();
    if (this.#done !== wanted) return this.#do(wanted);
    if (this.#hasCompared) return;
    this.#hasCompared = true;
    const isOn = await item.isOn();
    if (isOn === wanted) return isOn ? item.turnOn() : undefined; // with the program where it is now
    await prefer(isOn); // if that fails, the next start compares again
    await this.#keep(isOn);
  }

  async #do(wanted: boolean): Promise<void> {
    const { item } = this.#parts;
    await (wanted ? item.turnOn() : item.turnOff());
    await this.#keep(wanted);
    this.#hasCompared = true;
  }

  async #keep(startAtLogin: boolean): Promise<void> {
    this.#done = startAtLogin;
    await writePrivateFile(this.#parts.file, JSON.stringify({ startAtLogin }));
  }

  /** Without a file nothing was done yet; a damaged one is as none. */
  async #read(): Promise<boolean | undefined> {
    try {
      return Kept.parse(JSON.parse(await readFile(this.#parts.file, "utf8"))).startAtLogin;
    } catch {
      return undefined;
    }
  }
}
