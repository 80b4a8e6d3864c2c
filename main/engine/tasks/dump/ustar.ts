import { type ByteString, fromText } from "../../names/index.ts";

/** The fields of a header block. What does not fit is cut off; the exact value then stands in a record before it. */
export interface UstarFields {
  readonly name: ByteString;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  readonly type: string;
  readonly linkName: ByteString;
  readonly userName: ByteString;
  readonly groupName: ByteString;
  readonly major: number;
  readonly minor: number;
}

/** Exact values by their keywords. */
export type ExtendedRecords = Readonly<Record<string, ByteString>>;

export const BLOCK_BYTES = 512;
const EXTENDED_HEADER = "x";
const CHECKSUM_AT = 148;

/** One header block. @see POSIX.1-2017, pax, “ustar Interchange Format” */
export function ustarHeader(fields: UstarFields): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  const text = (value: string, at: number, length: number) => block.write(value.slice(0, length), at, "latin1");
  const octal = (value: number, at: number, length: number) => {
    const isInRange = value >= 0 && value < 8 ** (length - 1);
    text((isInRange ? value : 0).toString(8).padStart(length - 1, "0"), at, length);
  };
  text(fields.name, 0, 100);
  octal(fields.mode, 100, 8);
  octal(fields.uid, 108, 8);
  octal(fields.gid, 116, 8);
  octal(fields.size, 124, 12);
  octal(fields.mtime, 136, 12);
  text(" ".repeat(8), CHECKSUM_AT, 8);
  text(fields.type, 156, 1);
  text(fields.linkName, 157, 100);
  text("ustar\x0000", 257, 8);
  text(fields.userName, 265, 31);
  text(fields.groupName, 297, 31);
  octal(fields.major, 329, 8);
  octal(fields.minor, 337, 8);
  const sum = block.reduce((total, byte) => total + byte, 0);
  text(`${sum.toString(8).padStart(6, "0")}\0 `, CHECKSUM_AT, 8);
  return block;
}

/** An entry of records that hold for the entry after it. */
export function recordsEntry(name: ByteString, records: ExtendedRecords): Buffer {
  const body = Buffer.from(Object.entries(records).map(recordText).join(""), "latin1");
  const empty = fromText("");
  const header = ustarHeader({
    // Only seen by programs that do not know such entries.
    name: `PaxHeaders.0/${name.replace(/\/$/, "").split("/").at(-1) ?? ""}` as ByteString,
    ...{ mode: 0o644, uid: 0, gid: 0, size: body.length, mtime: 0, type: EXTENDED_HEADER },
    ...{ linkName: empty, userName: empty, groupName: empty, major: 0, minor: 0 },
  });
  return Buffer.concat([header, body, padding(body.length)]);
}

/** What fills the last block of so many bytes. */
export function padding(bytes: number): Buffer {
  return Buffer.alloc((BLOCK_BYTES - (bytes % BLOCK_BYTES)) % BLOCK_BYTES);
}

/** A record begins with its own length, the digits of the length included. */
function recordText([key, value]: readonly [string, ByteString]): string {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return `${length}${rest}`;
}
