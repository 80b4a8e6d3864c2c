import { Random } from "./random.ts";

const WORDS = 4000;
const SENTENCES = 1 << 16;
const SYLLABLES =
  "ba be bi do du fa fe ga go ha hi ka ko la le li ma me mi na ne no pa po ra re ri sa se si ta te ti va"
    .split(" ")
    .flatMap((start) => ["", "l", "n", "r", "s"].map((end) => start + end));

/**
 * Text that compresses as text does: words as frequent as in a language (Zipf's law), in sentences that hardly ever come
 * twice in one file. Made beforehand, so that hundreds of megabytes take seconds.
 */
export class TextPool {
  readonly #sentences: readonly Buffer[];

  constructor(seed: string) {
    const random = new Random(`text ${seed}`);
    const words = Array.from({ length: WORDS }, () => word(random));
    this.#sentences = Array.from({ length: SENTENCES }, () => Buffer.from(sentence(words, random)));
  }

  /** Fills a buffer to its end. */
  fill(into: Uint8Array, random: Random): void {
    for (let at = 0; at < into.length; ) {
      const piece = this.#sentences[random.below(SENTENCES)] ?? Buffer.from(" ");
      into.set(piece.subarray(0, into.length - at), at);
      at += piece.length;
    }
  }
}

function word(random: Random): string {
  const syllables = 1 + random.below(4);
  return Array.from({ length: syllables }, () => SYLLABLES[random.below(SYLLABLES.length)]).join("");
}

function sentence(words: readonly string[], random: Random): string {
  const length = 5 + random.below(14);
  const chosen = Array.from({ length }, () => words[Math.floor(WORDS ** random.next()) - 1]);
  return `${chosen.join(" ")}${random.below(8) === 0 ? ` ${random.below(100_000)}` : ""}.\n`;
}
