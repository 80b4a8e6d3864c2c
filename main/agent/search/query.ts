import { fold } from "./fold.ts";

/** Where candidates for an answer come from: names, by what an index tells of them. */
export type NameSource =
  | { readonly by: "whole"; readonly text: string }
  | { readonly by: "start"; readonly text: string }
  /** All of these texts are in the name. */
  | { readonly by: "parts"; readonly texts: readonly string[] }
  /** Every name there is. */
  | { readonly by: "any" };

/** How well a path fits: the smaller, the better; undefined if it does not. */
export type Fit = (name: string, pathOf: () => string) => number | undefined;

/**
 * What a person asked for. Sources may name candidates twice, and more than fit; what fits is among them. Nothing that a later
 * stage brings is better than what an earlier one has brought, so whoever has enough need not go on.
 */
export interface Asked {
  readonly stages: readonly (readonly NameSource[])[];
  readonly fitOf: Fit;
  /** Names alone decide: a name that does not fit never does, wherever it is. */
  readonly nameFits?: (name: string) => boolean;
}

/** Ranks of one more word that only a folder above has are beyond all ranks of names. */
const MISSING = 4;

/** Reads words, a part of a path (with a slash), or a glob (with `*` or `?`). */
export function askedFor(text: string): Asked {
  const folded = fold(text.trim());
  if (/[*?]/.test(folded)) return globAsked(folded);
  if (folded.includes("/")) return pathAsked(folded);
  return wordsAsked(folded);
}

function wordsAsked(text: string): Asked {
  const words = [...new Set(text.split(/\s+/))].toSorted((a, b) => b.length - a.length);
  const whole = words.length === 1 ? (words[0] ?? text) : text;
  const inName: NameSource[] = [
    { by: "whole", text: whole },
    { by: "start", text: whole },
    { by: "parts", texts: words },
  ];
  const inPath = words.map((word): NameSource => ({ by: "parts", texts: [word] }));
  return {
    stages: words.length === 1 ? inName.map((source) => [source]) : [inName, inPath],
    nameFits: (name) => words.some((word) => name.includes(word)),
    fitOf(name, pathOf) {
      const missing = words.filter((word) => !name.includes(word));
      if (missing.length === words.length) return undefined;
      if (missing.length > 0 && !missing.every((word) => pathOf().includes(word))) return undefined;
      return missing.length * MISSING + rankOf(name, whole, words);
    },
  };
}

/** Whole names before starts of names before parts of them. */
function rankOf(name: string, whole: string, words: readonly string[]): number {
  if (name === whole || words.includes(name)) return 0;
  return name.startsWith(whole) || words.some((word) => name.startsWith(word)) ? 1 : 2;
}

function pathAsked(asked: string): Asked {
  const text = asked.replace(/\/+$/, "").replace(/\/{2,}/g, "/");
  if (text === "") return { stages: [], fitOf: () => undefined };
  const last = text.slice(text.lastIndexOf("/") + 1);
  return {
    stages: [[{ by: "whole", text: last }], [{ by: "start", text: last }]],
    nameFits: (name) => name.startsWith(last),
    fitOf(_name, pathOf) {
      const path = pathOf();
      if (path === text) return 0;
      const at = path.lastIndexOf(text);
      if (at < 0 || at + text.length <= path.lastIndexOf("/")) return undefined;
      return at + text.length === path.length ? 1 : 2;
    },
  };
}

function globAsked(text: string): Asked {
  const isRooted = text.startsWith("/");
  const parts = text.split("/").filter(Boolean);
  const last = parts.at(-1) ?? "*";
  const name = new RegExp(`^${partSource(last === "**" ? "*" : last)}$`, "su");
  const path = new RegExp(`${isRooted ? "^" : "(?:^|.*)"}/${pathSource(parts)}$`, "su");
  const onlyName = !isRooted && parts.length === 1;
  return {
    stages: [[sourceOf(last)]],
    nameFits: (each) => name.test(each),
    fitOf: (each, pathOf) => (name.test(each) && (onlyName || path.test(pathOf())) ? 0 : undefined),
  };
}

/** By its start, or by what it has in any case. */
function sourceOf(part: string): NameSource {
  const pieces = part.split(/[*?]+/);
  const [start = ""] = pieces;
  if (start !== "") return { by: "start", text: start };
  const texts = pieces.filter(Boolean);
  return texts.length === 0 ? { by: "any" } : { by: "parts", texts };
}

/** `**` stands for any number of folders, none as well. */
function pathSource(parts: readonly string[]): string {
  return parts
    .map((part, index) => {
      const isLast = index === parts.length - 1;
      if (part === "**") return isLast ? ".+" : "(?:[^/]+/)*";
      return isLast ? partSource(part) : `${partSource(part)}/`;
    })
    .join("");
}

function partSource(part: string): string {
  return [...part]
    .map((each) => {
      if (each === "*") return "[^/]*";
      if (each === "?") return "[^/]";
      return /[\\^$.+()[\]{}|]/.test(each) ? `\\${each}` : each;
    })
    .join("");
}
