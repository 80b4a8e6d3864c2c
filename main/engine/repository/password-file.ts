const UTF8_MARK = [0xef, 0xbb, 0xbf];
const UTF16_LITTLE_ENDIAN = [0xff, 0xfe];
const UTF16_BIG_ENDIAN = [0xfe, 0xff];

/** White space of Unicode as UTF-8 bytes, one latin1 character a byte: the set that Go's TrimSpace, hence restic, takes. */
const SPACE = String.raw`(?:[\t\n\v\f\r ]|\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80)`;
const AT_START = new RegExp(`^${SPACE}+`);
const LAST = new RegExp(`${SPACE}$`);

/**
 * The password in a file or in a command's output, as restic takes it: without a byte order mark (UTF-16 with one becomes
 * UTF-8), without white space at its ends. Other bytes stay as they are, valid UTF-8 or not.
 *
 * Not for passwords that were typed or came in the environment: those are taken as they are.
 */
export function passwordFromFile(bytes: Uint8Array): Buffer {
  let text = withoutMark(Buffer.from(bytes)).toString("latin1").replace(AT_START, "");
  for (let last = LAST.exec(text); last !== null; last = LAST.exec(text)) text = text.slice(0, last.index);
  return Buffer.from(text, "latin1");
}

function withoutMark(bytes: Buffer): Buffer {
  if (startsWith(bytes, UTF8_MARK)) return bytes.subarray(3);
  if (startsWith(bytes, UTF16_LITTLE_ENDIAN)) return fromUtf16(bytes, "utf-16le");
  return startsWith(bytes, UTF16_BIG_ENDIAN) ? fromUtf16(bytes, "utf-16be") : bytes;
}

function fromUtf16(bytes: Buffer, encoding: "utf-16le" | "utf-16be"): Buffer {
  return Buffer.from(new TextDecoder(encoding).decode(bytes), "utf8"); // the decoder takes the mark away itself
}

function startsWith(bytes: Buffer, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}
