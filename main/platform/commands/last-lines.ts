/** Lines that are kept of what a command says. */
const MOST_LINES = 20;
const MOST_BYTES = 16 * 1024;
const MOST_CHARACTERS = 500;

/** The last lines of a stream of bytes, in little memory however much it is. */
export class LastLines {
  #tail: Buffer = Buffer.alloc(0);

  add(bytes: Uint8Array): void {
    const joined = Buffer.concat([this.#tail, bytes]);
    this.#tail = joined.subarray(Math.max(0, joined.length - MOST_BYTES));
  }

  /** Without empty ones, each shortened, and without what moves a terminal's cursor. */
  all(): readonly string[] {
    const lines = this.#tail
      .toString()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it takes away
      .replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, "")
      .split(/[\r\n]+/)
      .filter((line) => line.trim() !== "");
    return lines.slice(-MOST_LINES).map((line) => line.slice(0, MOST_CHARACTERS));
  }
}
