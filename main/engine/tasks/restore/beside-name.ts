import { localTime } from "../../../../shared/figures/index.ts";
import { type ByteString, fromText } from "../../names/index.ts";

/** The most bytes of a name on the file systems in use. */
const LONGEST_NAME = 255;
/** Of an ending: what is longer is no ending. */
const LONGEST_ENDING = 20;
const ENDING = /(?:\.tar)?\.[^. ]+$/;
// The bytes of UTF-8 that never begin a character.
const BROKEN_END = /[\xc0-\xff][\x80-\xbf]*$/;

/** A snapshot's time as it stands in names: “2026-11-22 14.10”, local, without the colon that some systems do not allow. */
export function stampOf(time: string): string {
  return localTime(time).slice(0, 16).replace(":", ".");
}

/**
 * A name for what comes back beside something that stays: `report (restored 2026-11-22 14.10).txt`, from the second on
 * `report (restored 2026-11-22 14.10, 2).txt`. Too long a name loses its last characters before that.
 *
 * @param number from 1
 */
export function besideName(name: ByteString, stamp: string, number: number): ByteString {
  const ending = endingOf(name);
  const mark = fromText(` (restored ${stamp}${number === 1 ? "" : `, ${number}`})`);
  const room = LONGEST_NAME - mark.length - ending.length;
  // Pieces of byte strings.
  return (cut(name.slice(0, name.length - ending.length), room) + mark + ending) as ByteString;
}

/** `.txt`, `.tar.gz`; nothing of `.bashrc` and of names that only have a dot somewhere. */
function endingOf(name: ByteString): string {
  const ending = ENDING.exec(name)?.[0] ?? "";
  return ending.length === name.length || ending.length > LONGEST_ENDING ? "" : ending;
}

/** The first bytes of a text, no character of it in two. */
function cut(text: string, bytes: number): string {
  if (text.length <= bytes) return text;
  const isAtStart = text.charCodeAt(bytes) >> 6 !== 0b10;
  const kept = text.slice(0, bytes);
  return isAtStart ? kept : kept.replace(BROKEN_END, "");
}
