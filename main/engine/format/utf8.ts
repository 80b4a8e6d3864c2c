import type { ByteString } from "../names/index.ts";

const INVALID = -1;
/** The smallest code point that needs a sequence of two, three, four bytes; what is below is an overlong form. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

/**
 * Walks through the bytes of a name as Go walks through a string: one code point after the other, and each byte that
 * is not part of valid UTF-8 (overlong forms and surrogates are not) alone.
 *
 * @param eachCodePoint called with a valid code point
 * @param eachInvalid called with a byte (0x80 to 0xff) that belongs to none
 */
export function walkUtf8(
  bytes: ByteString,
  eachCodePoint: (codePoint: number) => void,
  eachInvalid: (byte: number) => void,
): void {
  let at = 0;
  while (at < bytes.length) {
    const first = bytes.charCodeAt(at);
    const length = sequenceLength(first);
    const codePoint = first < 0x80 ? first : decodeSequence(bytes, at, length);
    if (codePoint === INVALID) {
      eachInvalid(first);
      at += 1;
    } else {
      eachCodePoint(codePoint);
      at += length;
    }
  }
}

/** How many bytes a sequence with this first byte has; 0 for a byte that cannot be the first. */
function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2) return 0;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  return first < 0xf5 ? 4 : 0;
}

function decodeSequence(bytes: ByteString, at: number, length: number): number {
  if (length === 0 || at + length > bytes.length) return INVALID;
  let codePoint = bytes.charCodeAt(at) & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const next = bytes.charCodeAt(at + i);
    if ((next & 0xc0) !== 0x80) return INVALID;
    codePoint = (codePoint << 6) | (next & 0x3f);
  }
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  if (codePoint < (SMALLEST[length] ?? 0) || isSurrogate || codePoint > 0x10ffff) return INVALID;
  return codePoint;
}
