export { Copies } from "./copies.ts";
export { sharedPolynomial } from "./shared-polynomial.ts";
