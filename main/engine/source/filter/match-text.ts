import { type ByteString, isUtf8, toText } from "../../names/index.ts";

const ASCII = /^[\0-\x7f]*$/;
// Well-formed UTF-8 of more than one byte (Unicode, table 3-7), or else any one byte.
const CHARACTER =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g;
const LONE_SURROGATES = 0xdc00;

/**
 * A name or path as text that patterns are matched against. Each byte that is not UTF-8 becomes the lone surrogate
 * U+DC80 to U+DCFF, so that different names stay different (the way of Python's "surrogateescape").
 */
export function matchText(bytes: ByteString): string {
  if (ASCII.test(bytes)) return bytes;
  if (isUtf8(bytes)) return toText(bytes);
  return bytes.replace(CHARACTER, (found) =>
    found.length === 1
      ? String.fromCharCode(LONE_SURROGATES + found.charCodeAt(0))
      : Buffer.from(found, "latin1").toString("utf8"),
  );
}
