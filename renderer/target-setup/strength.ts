import { say } from "../../shared/words/index.ts";
/** How hard a passphrase is to guess, in words. `share` is for a bar, from 0 to 1. */
export interface Strength {
  readonly word: "Too short" | "Weak" | "Fair" | "Good" | "Strong";
  readonly says: string;
  readonly share: number;
}

/** The agent takes no shorter one. */
export const SHORTEST = 8;

const COMMON = /^(pass(word|phrase)?|qwert[yz]?|letmein|welcome|admin|holdfast|backup|secret|iloveyou)[\d!.]*$/i;
/** Of words that people choose: about as many as are in daily use. */
const BITS_A_WORD = 11;

/**
 * A rough estimate that errs to the low side: characters that repeat or follow each other count little, words of letters
 * as words. It is a help to choose, not a promise.
 */
export function strengthOf(passphrase: string): Strength {
  if ([...passphrase].length < SHORTEST) {
    return { word: "Too short", says: say("It needs at least {count} characters.", { count: SHORTEST }), share: 0.05 };
  }
  const bits = COMMON.test(passphrase) ? 8 : Math.min(bitsByCharacters(passphrase), bitsByWords(passphrase));
  if (bits < 36) return { word: "Weak", says: say("A computer would guess it within hours."), share: 0.25 };
  if (bits < 50)
    return { word: "Fair", says: say("A determined attacker could guess it. Add a word or two."), share: 0.5 };
  if (bits < 66) return { word: "Good", says: say("Guessing it would take years."), share: 0.75 };
  return { word: "Strong", says: say("Nobody will guess it."), share: 1 };
}

function bitsByCharacters(text: string): number {
  const kinds = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/\d/, 10],
    [/[^a-zA-Z\d]/, 20],
  ] as const;
  const alphabet = kinds.reduce((sum, [kind, size]) => sum + (kind.test(text) ? size : 0), 0);
  return surprises(text) * Math.log2(alphabet);
}

/** Characters that are neither the one before nor the next to it: “aaaa” and “1234” have hardly any. */
function surprises(text: string): number {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  return codes.filter((code, at) => at === 0 || Math.abs(code - (codes[at - 1] ?? 0)) > 1).length;
}

/** Words of letters count as words; everything else by its characters. Mixed texts are judged by their characters alone. */
function bitsByWords(text: string): number {
  const words = text.split(/[\s\-_.,]+/).filter((word) => word !== "");
  if (!words.every((word) => /^[\p{L}]{2,}\d{0,2}$/u.test(word))) return Number.POSITIVE_INFINITY;
  return new Set(words.map((word) => word.toLowerCase())).size * BITS_A_WORD + 3;
}
