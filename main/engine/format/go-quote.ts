import { type ByteString, fromText } from "../names/index.ts";
import { DamagedObject } from "./damaged.ts";
import { isGoPrintable } from "./go-printable.ts";
import { walkUtf8 } from "./utf8.ts";

const PLAIN = /^[ !#-[\]-~]*$/;
const LETTER_OF_CONTROL = new Map([
  [0x07, "\\a"],
  [0x08, "\\b"],
  [0x0c, "\\f"],
  [0x0a, "\\n"],
  [0x0d, "\\r"],
  [0x09, "\\t"],
  [0x0b, "\\v"],
]);
const BYTE_OF_LETTER = new Map([
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["\\", "\\"],
  ['"', '"'],
]);
// One escape, or a run of characters that stand for themselves; a raw quote or line end is neither.
const PIECE =
  /\\(?:x(?<byte>[0-9a-fA-F]{2})|(?<octal>[0-3][0-7]{2})|u(?<short>[0-9a-fA-F]{4})|U(?<long>[0-9a-fA-F]{8})|(?<letter>[abfnrtv\\"]))|(?<literal>[^\\"\n]+)/uy;

/** A node name as the format writes it inside the JSON string: Go's strconv.Quote without the outer quotes. */
export function quoteName(name: ByteString): string {
  if (PLAIN.test(name)) return name;
  let quoted = "";
  walkUtf8(
    name,
    (codePoint) => {
      quoted += quoteCodePoint(codePoint);
    },
    (byte) => {
      quoted += `\\x${hex(byte, 2)}`;
    },
  );
  return quoted;
}

/**
 * The bytes of a name from its quoted form; undoes quoteName and reads all else that Go's strconv.Unquote does.
 *
 * @throws {DamagedObject} an escape that does not exist, a raw quote or line end
 */
export function unquoteName(quoted: string): ByteString {
  if (PLAIN.test(quoted)) return fromText(quoted);
  let name = "";
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < quoted.length) {
    const at = PIECE.lastIndex;
    const groups = PIECE.exec(quoted)?.groups;
    const piece = groups === undefined ? undefined : readPiece(groups);
    if (piece === undefined) throw new DamagedObject("file name", "it has an unknown escape", { quoted, at });
    name += piece;
  }
  return name as ByteString; // every piece is bytes
}

function quoteCodePoint(codePoint: number): string {
  if (codePoint === 0x22 || codePoint === 0x5c) return `\\${String.fromCharCode(codePoint)}`;
  if (isGoPrintable(codePoint)) return String.fromCodePoint(codePoint);
  if (codePoint < 0x20 || codePoint === 0x7f) return LETTER_OF_CONTROL.get(codePoint) ?? `\\x${hex(codePoint, 2)}`;
  return codePoint < 0x10000 ? `\\u${hex(codePoint, 4)}` : `\\U${hex(codePoint, 8)}`;
}

/** The bytes of one match of PIECE; undefined if it names a code point that does not exist. */
function readPiece(piece: Record<string, string | undefined>): string | undefined {
  if (piece.literal !== undefined) return fromText(piece.literal);
  if (piece.letter !== undefined) return BYTE_OF_LETTER.get(piece.letter);
  if (piece.byte !== undefined) return String.fromCharCode(Number.parseInt(piece.byte, 16));
  if (piece.octal !== undefined) return String.fromCharCode(Number.parseInt(piece.octal, 8));
  const codePoint = Number.parseInt(piece.short ?? piece.long ?? "", 16);
  const exists = codePoint < 0xd800 || (codePoint > 0xdfff && codePoint <= 0x10ffff);
  return exists ? fromText(String.fromCodePoint(codePoint)) : undefined;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
