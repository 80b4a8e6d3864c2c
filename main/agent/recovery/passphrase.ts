import { randomBytes } from "node:crypto";

/** Digits and capitals without 0 and O, 1 and I: 32 characters that are not taken for each other on paper. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const GROUPS = 8;
const GROUP_LENGTH = 4;

/** What it would take to guess one: 32 characters of 5 bits each. */
export const PASSPHRASE_BITS = GROUPS * GROUP_LENGTH * Math.log2(ALPHABET.length);

/** A passphrase to be printed and typed in again, such as `7QKD-…`: capitals and hyphens belong to it. */
export function generatePassphrase(random: (size: number) => Uint8Array = randomBytes): string {
  // 256 is a multiple of 32, so every character is as likely as the others.
  const characters = [...random(GROUPS * GROUP_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
  return characters.match(new RegExp(`.{${GROUP_LENGTH}}`, "g"))?.join("-") ?? characters;
}
