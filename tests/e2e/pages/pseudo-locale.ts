import type { Page } from "playwright";
import { GERMAN_FAILURES } from "../../../shared/texts/de/index.ts";
import { saidIn, sources } from "../../texts/said.ts";
import { STAGES, type StageName } from "../stage/stages.ts";

/** What makes a text longer than any translation, without a word that could be taken for one. */
const LONGER = "·";

/** Each text that the sources say, in brackets and longer by two fifths: what is shown without brackets passed by `say`. */
function pseudoTexts(): Record<string, string> {
  const texts = sources().flatMap(([path, source]) => saidIn(path, source).texts);
  return Object.fromEntries(texts.map(({ message }) => [message, bracketed(message)]));
}

function bracketed(message: string): string {
  return `⟦${message}${LONGER.repeat(Math.ceil(Math.min(message.length, 60) * 0.4))}⟧`;
}

/** In the place of German the page is given this: a language that nobody has to know. */
export async function speakPseudo(page: Page): Promise<void> {
  const failures = Object.keys(GERMAN_FAILURES).map((code) => [code, { message: `⟦${code}⟧`, hint: `⟦${code}⟧` }]);
  const body = [
    `export const GERMAN = ${JSON.stringify(pseudoTexts())};`,
    `export const GERMAN_FAILURES = ${JSON.stringify(Object.fromEntries(failures))};`,
  ].join("\n");
  await page.route("**/assets/de-*.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
}

/** What a page says: each visible text node and each attribute that is read out, in the order of the page. */
const COLLECT = `() => {
  const found = [];
  const isSeen = (element) => element.checkVisibility() && element.closest('[translate="no"], code, pre, svg, style, script, noscript') === null;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (isSeen(node.parentElement)) found.push({ where: "text", says: node.data });
    } else if (isSeen(node) && node.closest('[aria-hidden="true"]') === null) {
      for (const name of ["aria-label", "placeholder", "title", "alt", "aria-description", "aria-valuetext"]) {
        if (node.hasAttribute(name)) found.push({ where: name, says: node.getAttribute(name) });
      }
    }
  }
  found.push({ where: "document.title", says: document.title });
  return found;
}`;

interface Found {
  readonly where: string;
  readonly says: string;
}

/** What of a page's words is neither in brackets nor data of its stage. */
export async function unsaid(page: Page, stage: StageName): Promise<readonly string[]> {
  const found = await page.evaluate<readonly Found[]>(`(${COLLECT})()`);
  const data = [...dataOf(STAGES[stage]), ...OWN_NAMES].toSorted((a, b) => b.length - a.length);
  const left: string[] = [];
  let depth = 0;
  for (const { where, says } of found) {
    // A sentence with a link in it begins in one node and ends in another; an attribute is whole.
    const outside = outsideOf(says, where === "text" ? depth : 0);
    if (where === "text") depth = outside.depth;
    if (WORD.test(withoutData(outside.words, data))) left.push(`${where}: ${says.trim()}`);
  }
  return [...new Set(left)];
}

const WORD = /\p{L}{2}/u;

function outsideOf(says: string, before: number): { readonly words: string; readonly depth: number } {
  let depth = before;
  let words = "";
  for (const sign of says) {
    if (sign === "⟧") depth -= 1;
    if (depth === 0 && sign !== "⟧" && sign !== "⟦") words += sign;
    if (sign === "⟦") depth += 1;
  }
  return { words, depth };
}

/** Of the program and of the staged machine, the same in every language. */
const OWN_NAMES = [
  "Holdfast",
  "ada-laptop",
  "Documents",
  "Pictures",
  "Music",
  "Desktop",
  "Home",
  "Blue",
  "Green",
  "Archive",
];
const FIGURES = [
  /\b[0-9a-f]{8}\b/g, // an id
  /(\/[\p{L}\p{N}._ -]+)+/gu, // a path
  /[\p{L}\p{N}_()-]+\.[a-z]{2,4}\b/gu, // a file
  /\b(kB|MB|GB|TB|min|Uhr)\b/g,
  /\b\d{4} um\b/g, // of a date with its time
  /\b(Mo|Di|Mi|Do|Fr|Sa|So)\p{L}*/gu, // days
  /\b(Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\p{L}*/gu,
];

function withoutData(words: string, data: readonly string[]): string {
  const unnamed = data.reduce((rest, name) => rest.replaceAll(name, " "), words);
  return FIGURES.reduce((rest, figure) => rest.replaceAll(figure, " "), unnamed);
}

/** Every text in a stage: names, paths and what the agent said. */
function dataOf(value: unknown): readonly string[] {
  // What is written like a code (`completed`, `at-risk`) is one, and never shown as it is.
  if (typeof value === "string") return /^[a-z-]*$/.test(value) ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  return [...new Set(Object.values(value).flatMap(dataOf))];
}
