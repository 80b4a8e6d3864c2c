export { Chunker, MAX_CHUNK, MIN_CHUNK } from "./chunker.ts";
export { checkPolynomial, isIrreducible, randomPolynomial, UnsuitablePolynomial } from "./polynomial.ts";
