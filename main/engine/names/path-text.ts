import { type ByteString, fromBuffer, fromText, toBuffer } from "./byte-string.ts";

const ASCII = /^[\0-\x7f]*$/;
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A byte 0x80 to 0xff that is no part of UTF-8 is written as this plus the byte: U+DC80 to U+DCFF. */
const ESCAPE = 0xdc00;
/** Pairs come first, so that only surrogates that stand alone are escapes. */
const ESCAPED = /[\ud800-\udbff][\udc00-\udfff]|[\udc80-\udcff]/g;
/** One well-formed sequence of UTF-8, as RFC 3629 draws it, in a string of bytes. */
const SEQUENCE =
  /[\0-\x7f]+|[\xc2-\xdf][\x80-\xbf]|(?:\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf]|(?:\xf0[\x90-\xbf]|[\xf1-\xf3][\x80-\xbf]|\xf4[\x80-\x8f])[\x80-\xbf]{2}/y;

/**
 * A name as text that leads back to it: each byte that is no part of well-formed UTF-8 becomes a lone surrogate, U+DC80 to
 * U+DCFF. For contracts and JSON; people see U+FFFD in its place.
 *
 * @see PEP 383, “Non-decodable Bytes in System Character Interfaces”
 */
export function toPathText(bytes: ByteString): string {
  if (ASCII.test(bytes)) return bytes;
  const buffer = toBuffer(bytes);
  try {
    return strict.decode(buffer);
  } catch {
    return escapeBytes(bytes);
  }
}

/**
 * The name that a text from `toPathText` stands for. In other text, a lone surrogate that is no escape becomes U+FFFD, as
 * it does in `TextEncoder`.
 */
export function fromPathText(text: string): ByteString {
  if (text.isWellFormed()) return fromText(text);
  const pieces: Buffer[] = [];
  let end = 0;
  for (const match of text.matchAll(ESCAPED)) {
    if (match[0].length > 1) continue;
    pieces.push(Buffer.from(text.slice(end, match.index)), Buffer.of(match[0].charCodeAt(0) - ESCAPE));
    end = match.index + 1;
  }
  return fromBuffer(Buffer.concat([...pieces, Buffer.from(text.slice(end))]));
}

function escapeBytes(bytes: ByteString): string {
  let text = "";
  let at = 0;
  while (at < bytes.length) {
    SEQUENCE.lastIndex = at;
    const sequence = SEQUENCE.exec(bytes)?.[0];
    text += sequence === undefined ? String.fromCharCode(ESCAPE + bytes.charCodeAt(at)) : decodeSequence(sequence);
    at += sequence?.length ?? 1;
  }
  return text;
}

function decodeSequence(sequence: string): string {
  return Buffer.from(sequence, "latin1").toString("utf8");
}
