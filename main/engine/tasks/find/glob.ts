import { type ByteString, isUtf8, toBuffer, toText } from "../../names/index.ts";
import { BadPattern } from "./errors.ts";

/** Whether one name fits one part of a pattern. */
export type NameTest = (name: string) => boolean;

const GLOB = /[\\[\]*?]/;
const SPECIAL = /[\\^$.*+?()[\]{}|/]/;

/**
 * Compiles one part of a pattern, without a slash: `*`, `?`, `[a-z]`, `[^a-z]`, and `\` before what stands for itself.
 * The names it takes are those of `comparableName`.
 *
 * @throws {BadPattern}
 * @see Go's documentation of path/filepath, “Match”: restic's patterns are these
 */
export function compileName(pattern: string): NameTest {
  if (!GLOB.test(pattern)) return (name) => name === pattern;
  const source = [...new PatternParts([...pattern], pattern).all()].join("");
  const expression = new RegExp(`^${source}$`, "su");
  return (name) => expression.test(name);
}

/** A name as text that no two names share: bytes that are no UTF-8 become lone surrogates, each one character. */
export function comparableName(name: ByteString): string {
  if (isUtf8(name)) return toText(name);
  const bytes = toBuffer(name);
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at);
    text += length === 0 ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : bytes.toString("utf8", at, at + length);
    at += Math.max(1, length);
  }
  return text;
}

/** Bytes of the UTF-8 character at a place, or 0 if there is none. */
function characterLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    // A byte string is what a latin1 text of bytes is.
    if (isUtf8(bytes.toString("latin1", at, at + length) as ByteString)) return length;
  }
  return 0;
}

/** Reads a pattern from left to right into pieces of a regular expression. */
class PatternParts {
  readonly #characters: readonly string[];
  readonly #pattern: string;
  #at = 0;

  constructor(characters: readonly string[], pattern: string) {
    this.#characters = characters;
    this.#pattern = pattern;
  }

  *all(): Generator<string> {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      if (next === "*") yield ".*";
      else if (next === "?") yield ".";
      else if (next === "[") yield this.#class();
      else yield escaped(next === "\\" ? this.#must() : next);
    }
  }

  #class(): string {
    const isNegated = this.#characters[this.#at] === "^";
    if (isNegated) this.#at += 1;
    let ranges = "";
    do {
      const low = this.#classCharacter();
      let high = low;
      if (this.#characters[this.#at] === "-") {
        this.#at += 1;
        high = this.#classCharacter();
      }
      if (codeOf(low) <= codeOf(high)) ranges += `${hex(low)}-${hex(high)}`;
    } while (this.#characters[this.#at] !== "]");
    this.#at += 1;
    return `[${isNegated ? "^" : ""}${ranges}]`;
  }

  #classCharacter(): string {
    const next = this.#must();
    if (next === "-" || next === "]") throw new BadPattern(this.#pattern);
    return next === "\\" ? this.#must() : next;
  }

  #must(): string {
    return this.#next() ?? this.#fail();
  }

  #next(): string | undefined {
    return this.#characters[this.#at++];
  }

  #fail(): never {
    throw new BadPattern(this.#pattern);
  }
}

function escaped(character: string): string {
  return SPECIAL.test(character) ? `\\${character}` : character;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function hex(character: string): string {
  return `\\u{${codeOf(character).toString(16)}}`;
}
