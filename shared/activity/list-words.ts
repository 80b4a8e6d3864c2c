import { say } from "../words/index.ts";

/** `A`, `A and B`, `A, B and 2 more`. */
export function listInWords(words: readonly string[], shown = 2): string {
  if (words.length <= 1) return words[0] ?? "";
  if (words.length <= shown)
    return say("{first} and {last}", { first: words.slice(0, -1).join(", "), last: words.at(-1) ?? "" });
  const named = words.slice(0, shown).join(", ");
  return say("{named} and {count, number} more", { named, count: words.length - shown });
}
