import { DEGREE, remainder } from "./polynomial.ts";

const WINDOW = 64;

/** The look-up tables of a polynomial, 256 entries each. */
export interface RabinTables {
  /** What a byte adds to the digest while it is the oldest of the 64 bytes of the window. */
  readonly out: BigUint64Array;
  /** By the bits from 53 up: clears them and adds the remainder of what they stand for. */
  readonly mod: BigUint64Array;
}

export function rabinTables(polynomial: bigint): RabinTables {
  const mod = BigUint64Array.from({ length: 256 }, (_, byte) => {
    const high = BigInt(byte) << BigInt(DEGREE);
    return remainder(high, polynomial) ^ high;
  });
  const out = BigUint64Array.from({ length: 256 }, (_, byte) => movedOn(BigInt(byte), WINDOW - 1, mod));
  return { out, mod };
}

/** The digest after `bytes` more zero bytes. */
export function movedOn(digest: bigint, bytes: number, mod: BigUint64Array): bigint {
  let moved = digest;
  for (let i = 0; i < bytes; i++) moved = (moved << 8n) ^ (mod[Number(moved >> 45n)] ?? 0n);
  return moved;
}
