import { stripVTControlCharacters } from "node:util";

// East Asian wide characters and emoji take two columns, combining marks none. Good enough to keep lines from wrapping.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const WIDE_ASTRAL = /[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Columns that a text takes on a terminal. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text)) width += characterWidth(character);
  return width;
}

/**
 * A text that does to a terminal nothing but show: names from a disk may hold control characters, which could move the
 * cursor, rename the window or write upside down. They are shown as `\xNN` or `\uNNNN`.
 */
export function printable(text: string): string {
  return text.replace(CONTROL, (character) => {
    const code = character.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

/** Cuts a text to so many columns, in its middle: of a path, beginning and end tell the most. */
export function shorten(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  if (columns < 3) return "…".slice(0, Math.max(0, columns));
  const half = Math.floor((columns - 1) / 2);
  return `${takeColumns([...text], columns - 1 - half)}…${takeColumns([...text].reverse(), half, true)}`;
}

function takeColumns(characters: readonly string[], columns: number, isReversed = false): string {
  const taken: string[] = [];
  let width = 0;
  for (const character of characters) {
    width += characterWidth(character);
    if (width > columns) break;
    taken.push(character);
  }
  return (isReversed ? taken.reverse() : taken).join("");
}

function characterWidth(character: string): number {
  if (character < "\u0300") return 1;
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) || WIDE_ASTRAL.test(character) ? 2 : 1;
}
