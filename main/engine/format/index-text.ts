import type { FormatVersion } from "./config.ts";
import { isId, type PackId } from "./ids.ts";
import { PackColumns } from "./index-columns.ts";
import { decodeIndex } from "./index-file.ts";

const HEAD = ascii('{"packs":[');
const ID = ascii('{"id":"');
const BLOBS = ascii('","blobs":[');
const TYPE = ascii('","type":"');
const DATA = ascii("data");
const TREE = ascii("tree");
const OFFSET = ascii('","offset":');
const LENGTH = ascii(',"length":');
const UNCOMPRESSED = ascii(',"uncompressed_length":');
const BRACE = 0x7b;
const CLOSE = 0x7d;
const BRACKET = 0x5d;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
const MAX_UINT32 = 2 ** 32 - 1;
const NOT_HEX = 0xff;
const HEX = Uint8Array.from({ length: 256 }, (_, code) => {
  const digit = "0123456789abcdef".indexOf(String.fromCharCode(code));
  return digit < 0 ? NOT_HEX : digit;
});

/**
 * The packs of an index file one after the other. Reads the bytes of the form that restic and we write, without making text
 * or objects of them; anything else is decoded as a whole.
 *
 * @returns the same columns again and again, valid until the next step
 * @throws {DamagedObject} not an index, or a compressed blob in a version 1 repository
 */
export function* readIndexPacks(bytes: Uint8Array, version: FormatVersion): Generator<PackColumns, void, undefined> {
  const reader = new IndexReader(bytes, version);
  let count = 0;
  for (let pack = reader.first(); pack !== undefined; pack = reader.next()) {
    yield pack;
    count += 1;
  }
  if (reader.isAtEnd()) return;
  const columns = new PackColumns();
  for (const pack of decodeIndex(bytes, version).packs.slice(count)) yield columns.take(pack);
}

/** Goes through an index as long as it has the usual form; each step that does not fit leaves the place where it was. */
class IndexReader {
  readonly #bytes: Uint8Array;
  readonly #version: FormatVersion;
  readonly #columns = new PackColumns();
  #at = 0;

  constructor(bytes: Uint8Array, version: FormatVersion) {
    this.#bytes = bytes;
    this.#version = version;
  }

  first(): PackColumns | undefined {
    return this.#skip(HEAD) ? this.#pack() : undefined;
  }

  next(): PackColumns | undefined {
    const start = this.#at;
    if (!this.#skipByte(COMMA)) return undefined;
    const pack = this.#pack();
    if (pack === undefined) this.#at = start;
    return pack;
  }

  /** Whether all was read, to the end of the file. */
  isAtEnd(): boolean {
    const isClosed = this.#skipByte(BRACKET) && this.#skipByte(CLOSE);
    this.#skipByte(NEWLINE);
    return isClosed && this.#at === this.#bytes.length;
  }

  #pack(): PackColumns | undefined {
    const start = this.#at;
    const columns = this.#columns;
    if (this.#skip(ID) && this.#readPackId() && this.#skip(BLOBS) && this.#readBlobs()) return columns;
    this.#at = start;
    return undefined;
  }

  #readPackId(): boolean {
    const id = latin1(this.#bytes.subarray(this.#at, this.#at + 64));
    if (!isId<PackId>(id)) return false;
    this.#columns.id = id;
    this.#at += 64;
    return true;
  }

  /** The rows and what closes the pack. */
  #readBlobs(): boolean {
    this.#columns.count = 0;
    let isMore = this.#bytes[this.#at] === BRACE;
    while (isMore) {
      this.#columns.reserve();
      if (!this.#readBlob(this.#columns.count)) return false;
      this.#columns.count += 1;
      isMore = this.#skipByte(COMMA);
    }
    return this.#skipByte(BRACKET) && this.#skipByte(CLOSE);
  }

  #readBlob(row: number): boolean {
    if (!(this.#skip(ID) && this.#readId(row * 32) && this.#skip(TYPE) && this.#readType(row))) return false;
    const columns = this.#columns;
    if (!(this.#skip(OFFSET) && this.#readNumber(columns.offsets, row))) return false;
    if (!(this.#skip(LENGTH) && this.#readNumber(columns.lengths, row))) return false;
    columns.uncompressedLengths[row] = 0;
    if (this.#version === 2 && this.#skip(UNCOMPRESSED) && !this.#readNumber(columns.uncompressedLengths, row))
      return false;
    return this.#skipByte(CLOSE);
  }

  #readId(to: number): boolean {
    const [bytes, ids] = [this.#bytes, this.#columns.ids];
    let at = this.#at;
    for (let index = to; index < to + 32; index++) {
      const high = HEX[bytes[at] ?? 0] ?? NOT_HEX;
      const low = HEX[bytes[at + 1] ?? 0] ?? NOT_HEX;
      if ((high | low) === NOT_HEX) return false;
      ids[index] = high * 16 + low;
      at += 2;
    }
    this.#at = at;
    return true;
  }

  #readType(row: number): boolean {
    const isTree = this.#skip(TREE);
    this.#columns.isTree[row] = isTree ? 1 : 0;
    return isTree || this.#skip(DATA);
  }

  /** Digits as JSON has them: no sign, no leading zero. */
  #readNumber(column: Uint32Array, row: number): boolean {
    const start = this.#at;
    let value = 0;
    for (;;) {
      const digit = (this.#bytes[this.#at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9 || value > MAX_UINT32) break;
      value = value * 10 + digit;
      this.#at += 1;
    }
    const isNumber = this.#at > start && (this.#bytes[start] !== 0x30 || this.#at === start + 1);
    column[row] = value;
    return isNumber && value <= MAX_UINT32;
  }

  #skip(text: Uint8Array): boolean {
    for (let i = 0; i < text.length; i++) if (this.#bytes[this.#at + i] !== text[i]) return false;
    this.#at += text.length;
    return true;
  }

  #skipByte(byte: number): boolean {
    if (this.#bytes[this.#at] !== byte) return false;
    this.#at += 1;
    return true;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function ascii(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}
