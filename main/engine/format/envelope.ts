import type { FormatVersion } from "./config.ts";
import { DamagedObject } from "./damaged.ts";
import { compress, decompressUnknown } from "./zstd.ts";

const ZSTD_FOLLOWS = 0x02;
const BRACE = 0x7b;
const BRACKET = 0x5b;
/** The longest string there is; JSON beyond it could not be read anyway. */
const MAX_JSON_BYTES = 0x1fffffe8;

/** Makes an index, snapshot or lock ready to be sealed: compressed in version 2. Not for the configuration. */
export function wrapFile(json: Uint8Array, version: FormatVersion): Buffer {
  if (version === 1) return Buffer.from(json.buffer, json.byteOffset, json.byteLength);
  return Buffer.concat([Uint8Array.of(ZSTD_FOLLOWS), compress(json)]);
}

/**
 * Undoes wrapFile. In version 2 plain JSON is read too: it is left from before an upgrade.
 *
 * @throws {DamagedObject} neither of the two
 */
export function unwrapFile(plain: Uint8Array, version: FormatVersion): Buffer {
  const bytes = Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength);
  if (version === 1 || bytes[0] === BRACE || bytes[0] === BRACKET) return bytes;
  if (bytes[0] !== ZSTD_FOLLOWS) throw new DamagedObject("file", "it is neither JSON nor compressed");
  return decompressUnknown(bytes.subarray(1), MAX_JSON_BYTES);
}
