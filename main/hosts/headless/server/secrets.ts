import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits, in characters that may stand in an address, a header and a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Compares in a time that tells nothing of where two texts differ, nor of their lengths. */
export function isSame(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
