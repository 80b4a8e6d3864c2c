import { type ByteString, toText } from "../../../engine/index.ts";
import type { Output } from "../output.ts";
import { printable } from "../terminal/text-width.ts";

/** Long enough that the system call does not matter, short enough to be seen at once. */
const FLUSH_CHARACTERS = 32_768;

/** Writes many lines, some thousand at a time, and no faster than they are read. */
export class Lines {
  readonly #output: Output;
  #encoding: "utf8" | "latin1" = "utf8";
  #text = "";

  constructor(output: Output) {
    this.#output = output;
  }

  /** A name or path: harmless on a terminal, and elsewhere byte for byte as it is on disk. */
  async name(bytes: ByteString): Promise<void> {
    if (this.#output.isTerminal) return this.text(printable(toText(bytes)));
    this.#write(`${bytes}\n`, "latin1"); // a byte string is the latin1 text of its bytes
    await this.#flushIfLong();
  }

  async text(line: string): Promise<void> {
    return this.part(`${line}\n`);
  }

  /** A piece of a line. */
  async part(text: string): Promise<void> {
    this.#write(text, "utf8");
    await this.#flushIfLong();
  }

  async end(): Promise<void> {
    this.#flush();
    await this.#output.drained();
  }

  #write(text: string, encoding: "utf8" | "latin1"): void {
    if (encoding !== this.#encoding) this.#flush();
    this.#encoding = encoding;
    this.#text += text;
  }

  async #flushIfLong(): Promise<void> {
    if (this.#text.length >= FLUSH_CHARACTERS) await this.end();
  }

  #flush(): void {
    if (this.#text !== "") this.#output.raw(Buffer.from(this.#text, this.#encoding));
    this.#text = "";
  }
}
