import { readFile } from "node:fs/promises";
import { z } from "zod";
import { writePrivateFile } from "../../../platform/index.ts";

const Kept = z.object({ told: z.array(z.string().max(200)).max(10_000) });

/**
 * What was told, so that the next start does not tell it again. A file that is not there, or damaged, means that nothing was told:
 * then what is still wrong is told once more, and no harm done.
 */
export class ToldFile {
  readonly #path: string;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  async read(): Promise<ReadonlySet<string>> {
    try {
      return new Set(Kept.parse(JSON.parse(await readFile(this.#path, "utf8"))).told);
    } catch {
      return new Set();
    }
  }

  /** One after the other, so that the last one stays. Rejects if it cannot be written. */
  write(told: ReadonlySet<string>): Promise<void> {
    const written = this.#writing.then(() => writePrivateFile(this.#path, JSON.stringify({ told: [...told].sort() })));
    this.#writing = written.catch(() => undefined);
    return written;
  }
}
