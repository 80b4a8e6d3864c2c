/**
 * A file name or path as the system holds it: a string whose char codes are the raw bytes (0 to 255).
 *
 * Names need not be valid UTF-8, so text cannot carry them. This form can, and `<` on it is raw byte order,
 * which is the order the repository format asks for. Convert at the edges: system calls take `toBuffer`, people read `toText`.
 */
export type ByteString = string & { readonly bytes: unique symbol };

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const ASCII = /^[\0-\x7f]*$/;

/** The UTF-8 bytes of a text, for instance of a path typed by a person. */
export function fromText(text: string): ByteString {
  // A latin1 string of bytes is what the brand stands for, here and below.
  return (ASCII.test(text) ? text : Buffer.from(text, "utf8").toString("latin1")) as ByteString;
}

/** The name for people: invalid UTF-8 becomes U+FFFD, so it may not lead back to the file. */
export function toText(bytes: ByteString): string {
  return ASCII.test(bytes) ? bytes : decoder.decode(toBuffer(bytes));
}

export function fromBuffer(bytes: Uint8Array): ByteString {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1") as ByteString;
}

export function toBuffer(bytes: ByteString): Buffer {
  return Buffer.from(bytes, "latin1");
}

export function isUtf8(bytes: ByteString): boolean {
  return ASCII.test(bytes) || Buffer.from(toText(bytes), "utf8").equals(toBuffer(bytes));
}

/** Raw byte order, as the format sorts the entries of a folder. */
export function compareBytes(a: ByteString, b: ByteString): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
