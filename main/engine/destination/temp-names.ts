import { randomFillSync } from "node:crypto";
import { type ByteString, fromText } from "../names/index.ts";

const RANDOM_BYTES = 4096;
const BYTES_PER_NAME = 8;
const TEMP_NAME = /^\.holdfast-[0-9a-f]{16}\.tmp$/;

/** Whether a name is one that an interrupted restore may have left behind. */
export function isTempName(name: ByteString): boolean {
  return TEMP_NAME.test(name);
}

/** Names for files that are not finished. Nobody else can foresee them. */
export class TempNames {
  // Drawn in bulk, as a draw for each file would cost as much as writing it.
  readonly #random = Buffer.allocUnsafe(RANDOM_BYTES);
  #next = RANDOM_BYTES;

  /** A new name in the folder of an entry. */
  beside(path: ByteString): ByteString {
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    // Bytes in front of ASCII.
    return (folder + fromText(`.holdfast-${this.#digits()}.tmp`)) as ByteString;
  }

  #digits(): string {
    if (this.#next === RANDOM_BYTES) {
      randomFillSync(this.#random);
      this.#next = 0;
    }
    this.#next += BYTES_PER_NAME;
    return this.#random.toString("hex", this.#next - BYTES_PER_NAME, this.#next);
  }
}
