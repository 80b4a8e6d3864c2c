import { randomBytes } from "node:crypto";
import { AppError } from "../../../shared/errors/index.ts";

/** The degree every chunker polynomial has; 2^53 is then its highest term. */
export const DEGREE = 53;

const X = 2n;
const HIGHEST_TERM = 1n << BigInt(DEGREE);

/** A polynomial that cannot be used for chunking: reducible, or of another degree than 53. */
export class UnsuitablePolynomial extends AppError {
  readonly code = "chunker/polynomial";
  readonly hint = "The configuration of the repository is damaged, or was made to do harm.";

  constructor() {
    // The value stays out of the facts: it is a secret of the repository.
    super("The repository asks for files to be cut by an unsuitable polynomial.");
  }
}

/** @throws {UnsuitablePolynomial} files must not be cut by it */
export function checkPolynomial(polynomial: bigint): void {
  if (degree(polynomial) !== DEGREE || !isIrreducible(polynomial)) throw new UnsuitablePolynomial();
}

/** Draws a polynomial for a new repository: about one in 26 of the random ones is irreducible. */
export function randomPolynomial(): bigint {
  for (;;) {
    const candidate = polynomialFrom(randomBytes(8).readBigUInt64LE());
    if (isIrreducible(candidate)) return candidate;
  }
}

/** Makes 64 random bits a polynomial of degree 53 that x does not divide. */
export function polynomialFrom(bits: bigint): bigint {
  return (bits & (HIGHEST_TERM - 1n)) | HIGHEST_TERM | 1n;
}

/**
 * Whether a polynomial over GF(2) has no factors; bit i of the number is the coefficient of x^i.
 *
 * @see Ben-Or, “Probabilistic algorithms in finite fields” (1981): no common factor with x^(2^i) - x for i to half the degree
 */
export function isIrreducible(polynomial: bigint): boolean {
  if (degree(polynomial) < 1) return false;
  let power = remainder(X, polynomial);
  for (let i = 1; i <= degree(polynomial) / 2; i++) {
    power = remainder(square(power), polynomial);
    if (greatestCommonDivisor(polynomial, power ^ X) !== 1n) return false;
  }
  return true;
}

/** The remainder of a division by `divisor`, which is not zero. */
export function remainder(value: bigint, divisor: bigint): bigint {
  const divisorDegree = degree(divisor);
  let rest = value;
  for (let d = degree(rest); d >= divisorDegree; d = degree(rest)) rest ^= divisor << BigInt(d - divisorDegree);
  return rest;
}

/** The highest power of x; -1 of zero. */
function degree(value: bigint): number {
  return value <= 0n ? -1 : value.toString(2).length - 1;
}

/** Squaring over GF(2) moves each coefficient to twice its place: binary digits read in base 4. */
function square(value: bigint): bigint {
  let result = 0n;
  for (const [i, digit] of [...value.toString(2)].reverse().entries()) {
    if (digit === "1") result |= 1n << BigInt(2 * i);
  }
  return result;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, remainder(larger, smaller)];
  return larger;
}
