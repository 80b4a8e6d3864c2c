import { access, readFile, rename } from "node:fs/promises";
import { writePrivateFile } from "../../platform/index.ts";
import { NO_SETTINGS, type Reading, readDocument, type SettingsDocument, VERSION, writeDocument } from "./document.ts";
import { SettingsNotSaved, SettingsTooNew, SettingsUnreadable } from "./errors.ts";

/** Settings that could not be read. */
export interface SettingsLoss {
  /** Where the damaged file is now; absent when it was simply gone. */
  readonly setAside?: string;
  /** The version before it was taken: the newest change may be missing. Otherwise everything starts empty. */
  readonly usedPrevious: boolean;
  /** What was wrong with it, as the end of a sentence that begins with “it”. */
  readonly reason: string;
}

export interface LoadedDocument {
  readonly document: SettingsDocument;
  readonly loss?: SettingsLoss;
}

/** The file with the settings, and the version of it before the newest change beside it. */
export class SettingsFile {
  readonly #path: string;
  readonly #previousPath: string;
  readonly #now: () => number;
  /** What the file holds, as far as it was sound. */
  #text: string | undefined;

  constructor(path: string, now: () => number) {
    this.#path = path;
    this.#previousPath = beside(path, "previous");
    this.#now = now;
  }

  /** @throws {SettingsTooNew} @throws {SettingsUnreadable} */
  async load(): Promise<LoadedDocument> {
    const [text, previousText] = [await readText(this.#path), await readText(this.#previousPath)];
    if (text === undefined && previousText === undefined) return { document: NO_SETTINGS };
    const reading = text === undefined ? GONE : readDocument(text);
    if (reading.type === "settings") {
      this.#text = text;
      return { document: reading.document };
    }
    if (reading.type === "too-new") throw new SettingsTooNew(this.#path, reading.version, VERSION);
    return this.#recover(reading.reason, text !== undefined, previousText);
  }

  /** @throws {SettingsNotSaved} nothing has changed then */
  async save(document: SettingsDocument): Promise<void> {
    const text = writeDocument(document);
    try {
      if (this.#text !== undefined) await writePrivateFile(this.#previousPath, this.#text);
      await writePrivateFile(this.#path, text);
      this.#text = text;
    } catch (error) {
      throw new SettingsNotSaved(this.#path, error);
    }
  }

  async #recover(reason: string, isThere: boolean, previousText: string | undefined): Promise<LoadedDocument> {
    const previous = previousText === undefined ? GONE : readDocument(previousText);
    if (previous.type === "too-new") throw new SettingsTooNew(this.#previousPath, previous.version, VERSION);
    const usedPrevious = previous.type === "settings";
    const document = usedPrevious ? previous.document : NO_SETTINGS;
    const setAside = isThere ? await this.#setAside() : undefined;
    // At once, so that the next start finds sound settings and does not tell the loss again.
    await this.save(document);
    return { document, loss: { usedPrevious, reason, ...(setAside === undefined ? {} : { setAside }) } };
  }

  async #setAside(): Promise<string> {
    const time = new Date(this.#now())
      .toISOString()
      .replace(/\.\d+Z$/, "Z")
      .replaceAll(":", "-");
    for (let count = 1; ; count++) {
      const aside = beside(this.#path, `damaged-${time}${count === 1 ? "" : `-${count}`}`);
      if (await isThere(aside)) continue;
      await rename(this.#path, aside).catch((error) => {
        throw new SettingsUnreadable(this.#path, error);
      });
      return aside;
    }
  }
}

const GONE: Reading = { type: "damaged", reason: "is gone" };

/** `settings.json` → `settings.previous.json` */
function beside(path: string, word: string): string {
  return path.replace(/(\.[^./\\]*)?$/, (extension) => `.${word}${extension}`);
}

/** @returns undefined when there is no such file */
async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new SettingsUnreadable(path, error);
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
