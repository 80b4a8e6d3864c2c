import { type ByteString, toText } from "../../engine/light.ts";

const ACCENTS = /[\u0300-\u036f]/g;

/**
 * What two texts have in common that differ in case, in accents, or in how these are composed. Bytes that are no UTF-8 are
 * U+FFFD, as is a lone surrogate, which is what they look like in a contract.
 */
export function fold(text: string): string {
  return text.toWellFormed().normalize("NFD").toLowerCase().replace(ACCENTS, "").normalize("NFC");
}

export function foldName(name: ByteString): string {
  return fold(toText(name));
}
