import type { ByteString } from "../names/index.ts";
import { walkUtf8 } from "./utf8.ts";

// Go's encoder in its HTML-safe form also escapes < > & and the two line separators; 0x7f stays.
const PLAIN = /^[ !#-%'-;=?-[\]-\x7f]*$/;
const TO_ESCAPE = /["\\<>&\u2028\u2029\p{Cs}]|(?![\x7f-\x9f])\p{Cc}/gu;
const SHORT_ESCAPES = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** A text as a JSON string literal, quotes included, with exactly the escapes that Go's encoder writes. */
export function jsonString(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : `"${text.replace(TO_ESCAPE, escapeCharacter)}"`;
}

/** Raw bytes as a JSON string literal: like a text where they are UTF-8, `\ufffd` for each byte that is not. */
export function jsonStringOfBytes(bytes: ByteString): string {
  if (PLAIN.test(bytes)) return `"${bytes}"`;
  let json = "";
  walkUtf8(
    bytes,
    (codePoint) => {
      json += String.fromCodePoint(codePoint).replace(TO_ESCAPE, escapeCharacter);
    },
    () => {
      json += "\\ufffd";
    },
  );
  return `"${json}"`;
}

function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES.get(character);
  if (short !== undefined) return short;
  const code = character.charCodeAt(0);
  // Half a surrogate pair cannot be written in UTF-8, so Go sees invalid bytes there.
  const written = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
  return `\\u${written.toString(16).padStart(4, "0")}`;
}
